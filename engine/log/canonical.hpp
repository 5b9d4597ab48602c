// Canonical JSON: RFC 8785, restricted as README.md section 2 says. The only form in which records and private parts exist.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace izin::log {

inline constexpr std::int64_t largest_number = (std::int64_t{1} << 53) - 1;
inline constexpr unsigned deepest_nesting = 16;

/// One value. Objects keep their members sorted; there is no null and no fraction.
class Json {
 public:
  enum class Kind : std::uint8_t { text, number, flag, array, object };
  struct Member;

  [[nodiscard]] static Json text(std::string_view value);
  /// Throws std::logic_error beyond ±(2^53−1).
  [[nodiscard]] static Json number(std::int64_t value);
  [[nodiscard]] static Json count(std::uint64_t value);
  [[nodiscard]] static Json flag(bool value);
  [[nodiscard]] static Json array();
  [[nodiscard]] static Json object();
  [[nodiscard]] static Json texts(std::vector<std::string> const& values);

  /// Nothing for a text that is not exactly what print() would write.
  [[nodiscard]] static std::optional<Json> parse(std::string_view text);

  /// Adds a member; throws std::logic_error for a name that is there, or that is not ASCII.
  Json& set(std::string_view name, Json value);
  Json& set(std::string_view name, std::string_view value);
  void add(Json value);

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is(Kind kind) const { return kind_ == kind; }
  /// Null where this is no object or has no such member.
  [[nodiscard]] Json const* find(std::string_view name) const;
  /// The value of a text member; nothing where there is none.
  [[nodiscard]] std::optional<std::string> find_text(std::string_view name) const;
  [[nodiscard]] std::string const& as_text() const { return text_; }
  [[nodiscard]] std::int64_t as_number() const { return number_; }
  [[nodiscard]] bool as_flag() const { return number_ != 0; }
  [[nodiscard]] std::vector<Json> const& items() const { return items_; }
  [[nodiscard]] std::vector<Member> const& members() const { return members_; }

  [[nodiscard]] std::string print() const;
  void print_to(std::string& out) const;

 private:
  explicit Json(Kind kind);

  Kind kind_;
  std::int64_t number_ = 0;  ///< of a flag 0 or 1
  std::string text_;
  std::vector<Json> items_;
  std::vector<Member> members_;
};

struct Json::Member {
  std::string name;
  Json value;
};

// What makes or ends a Json needs its Member whole.
inline Json::Json(Kind kind) : kind_(kind) {}
inline Json Json::array() { return Json(Kind::array); }
inline Json Json::object() { return Json(Kind::object); }
inline Json& Json::set(std::string_view name, std::string_view value) { return set(name, text(value)); }
inline void Json::add(Json value) { items_.push_back(std::move(value)); }

/// Appends a text with its quotes and escapes.
void append_json_text(std::string& out, std::string_view text);

}  // namespace izin::log
