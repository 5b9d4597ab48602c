// Reads canonical JSON and nothing else: every freedom that JSON leaves (blanks, order, escapes, forms of numbers) is refused
// where it stands, so that what is read prints back to the same bytes.
#include <charconv>

#include "engine/log/canonical.hpp"
#include "grammar/source/utf8.hpp"

namespace izin::log {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  std::optional<Json> document() {
    std::optional<Json> json = value(0);
    if (!rest_.empty()) return std::nullopt;
    return json;
  }

 private:
  bool take(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }

  std::optional<Json> value(unsigned depth) {
    if (rest_.empty()) return std::nullopt;
    switch (rest_.front()) {
      case '"': {
        std::optional<std::string> const read = text();
        if (!read) return std::nullopt;
        return Json::text(*read);
      }
      case '{':
        return depth < deepest_nesting ? object(depth + 1) : std::nullopt;
      case '[':
        return depth < deepest_nesting ? array(depth + 1) : std::nullopt;
      case 't':
        return take("true") ? std::optional(Json::flag(true)) : std::nullopt;
      case 'f':
        return take("false") ? std::optional(Json::flag(false)) : std::nullopt;
      default:
        return number();
    }
  }

  std::optional<Json> object(unsigned depth) {
    take("{");
    Json json = Json::object();
    std::optional<std::string> before;
    if (take("}")) return json;
    do {
      std::optional<std::string> name = text();
      if (!name || !take(":")) return std::nullopt;
      if (before && *before >= *name) return std::nullopt;
      for (char const c : *name)
        if (static_cast<unsigned char>(c) >= 0x80) return std::nullopt;
      std::optional<Json> member = value(depth);
      if (!member) return std::nullopt;
      json.set(*name, std::move(*member));
      before = std::move(name);
    } while (take(","));
    if (!take("}")) return std::nullopt;
    return json;
  }

  std::optional<Json> array(unsigned depth) {
    take("[");
    Json json = Json::array();
    if (take("]")) return json;
    do {
      std::optional<Json> item = value(depth);
      if (!item) return std::nullopt;
      json.add(std::move(*item));
    } while (take(","));
    if (!take("]")) return std::nullopt;
    return json;
  }

  std::optional<Json> number() {
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), number);
    if (error != std::errc{} || number > largest_number || number < -largest_number) return std::nullopt;
    auto const length = static_cast<std::size_t>(end - rest_.data());
    if (std::to_string(number) != rest_.substr(0, length)) return std::nullopt;  // leading zeros, `-0`
    rest_.remove_prefix(length);
    return Json::number(number);
  }

  /// A text with its quotes.
  std::optional<std::string> text() {
    if (!take("\"")) return std::nullopt;
    std::string out;
    while (!rest_.empty()) {
      auto const byte = static_cast<unsigned char>(rest_.front());
      if (byte == '"') {
        rest_.remove_prefix(1);
        return out;
      }
      if (byte < 0x20) return std::nullopt;
      if (byte == '\\') {
        if (!escape(out)) return std::nullopt;
      } else if (byte < 0x80) {
        out += rest_.front();
        rest_.remove_prefix(1);
      } else {
        Decoded const character = decode_utf8(rest_);
        if (!character.valid) return std::nullopt;
        out += rest_.substr(0, character.size);
        rest_.remove_prefix(character.size);
      }
    }
    return std::nullopt;
  }

  bool escape(std::string& out) {
    static constexpr std::string_view letters = "\"\\btnfr";
    static constexpr std::string_view meant = "\"\\\b\t\n\f\r";
    static constexpr std::string_view digits = "0123456789abcdef";
    if (rest_.size() < 2) return false;
    std::size_t const letter = letters.find(rest_[1]);
    if (letter != std::string_view::npos) {
      out += meant[letter];
      rest_.remove_prefix(2);
      return true;
    }
    // \u00xx of a control that has no letter
    if (rest_.size() < 6 || !rest_.starts_with("\\u00")) return false;
    std::size_t const high = digits.find(rest_[4]);
    std::size_t const low = digits.find(rest_[5]);
    if (high > 1 || low == std::string_view::npos) return false;
    auto const control = static_cast<char>(high << 4 | low);
    if (meant.find(control) != std::string_view::npos) return false;
    out += control;
    rest_.remove_prefix(6);
    return true;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<Json> Json::parse(std::string_view text) { return Reader(text).document(); }

}  // namespace izin::log
