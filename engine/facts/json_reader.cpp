// nlohmann/json's parser, followed through the text: its events come in the order of the text, so the place of each is found by
// going on from the one before. The only file that includes it here.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/facts/json_problem.hpp"
#include "engine/facts/json_tape.hpp"

namespace izin::input {
namespace {

using Json = nlohmann::json;

class Follower {
 public:
  Follower(std::string_view text, std::uint32_t begin, std::uint32_t end, JsonTape& tape, std::function<void()> const& element)
      : text_(text), begin_(begin), end_(end), tape_(tape), element_(element), at_(begin) {}

  bool null() { return value({JsonKind::null}, 4); }
  bool boolean(bool truth) { return value({JsonKind::boolean, false, truth}, truth ? 4 : 5); }
  bool number_integer(Json::number_integer_t) { return number(); }
  bool number_unsigned(Json::number_unsigned_t) { return number(); }
  bool number_float(Json::number_float_t, std::string const&) { return number(); }
  bool binary(Json::binary_t&) { return false; }

  bool string(std::string& text) {
    begin_value();
    return add_string(text) && end_value();
  }
  bool key(std::string& text) {
    skip_to_token();
    levels_.back().key = tape_.size();
    return add_string(text);
  }

  bool start_object(std::size_t) { return open(JsonKind::object); }
  bool start_array(std::size_t) { return open(JsonKind::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, std::string const&, Json::exception const& error) {
    std::uint32_t const last = std::min(begin_ + static_cast<std::uint32_t>(position > 0 ? position - 1 : 0), end_);
    JsonProblem problem = syntax_problem({text_, begin_, end_, token_begin(last), last}, error.id, error.what());
    problem.pointer = pointer();
    result_.problems.push_back(std::move(problem));
    return false;
  }

  JsonReading take() {
    result_.end = at_;
    return std::move(result_);
  }

 private:
  struct Level {
    NodeIndex node = 0;
    NodeIndex key = 0;      ///< of an object: the last one
    std::size_t items = 0;  ///< of an array: those that began
  };

  static bool separates(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ':'; }

  void skip_to_token() {
    while (at_ < end_ && separates(text_[at_])) ++at_;
  }

  /// Where the token begins that ends at `last`: the next after the last good one, with one separator at most between.
  std::uint32_t token_begin(std::uint32_t last) const {
    auto const skip_blanks = [&](std::uint32_t at) {
      while (at < end_ && separates(text_[at]) && text_[at] != ',' && text_[at] != ':') ++at;
      return at;
    };
    std::uint32_t at = skip_blanks(at_);
    if (at < last && (text_[at] == ',' || text_[at] == ':')) at = skip_blanks(at + 1);
    return std::min(at, last);
  }

  void begin_value() {
    skip_to_token();
    if (!levels_.empty()) ++levels_.back().items;
  }

  bool end_value() {
    if (!element_ || levels_.size() != 1 || tape_[0].kind != JsonKind::array) return true;
    if (result_.problems.empty()) element_();
    tape_.cut(1);
    return true;
  }

  bool value(JsonNode node, std::uint32_t length) {
    begin_value();
    node.begin = at_;
    node.end = at_ += length;
    tape_.add(node);
    return end_value();
  }

  bool number() {
    begin_value();
    std::uint32_t const begin = at_;
    while (at_ < end_ && std::string_view("+-.eE0123456789").find(text_[at_]) != std::string_view::npos) ++at_;
    tape_.add({JsonKind::number, false, false, begin, at_});
    return end_value();
  }

  bool add_string(std::string& text) {
    std::uint32_t const begin = at_;
    bool escaped = false;
    for (++at_; text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\') escaped = true, ++at_;
    }
    ++at_;
    JsonNode const node{JsonKind::string, false, false, begin, at_};
    if (text.size() > longest_string) return over_limit(begin, at_, "a string is longer than 1 MiB");
    if (escaped) {
      tape_.add(node, std::move(text));
    } else {
      tape_.add(node);
    }
    return true;
  }

  bool open(JsonKind kind) {
    begin_value();
    if (levels_.size() == deepest_nesting) return over_limit(at_, at_ + 1, "objects and arrays are nested deeper than 64");
    levels_.push_back({tape_.add({kind, false, false, at_, at_ + 1}), 0, 0});
    ++at_;
    return true;
  }

  bool close() {
    skip_to_token();
    tape_.close(levels_.back().node, ++at_);
    levels_.pop_back();
    return end_value();
  }

  bool over_limit(std::uint32_t begin, std::uint32_t end, std::string message) {
    result_.problems.push_back({Code::input_too_large, begin, end, std::move(message), {}, {}, pointer()});
    return false;
  }

  /// Of the value that is being read.
  std::string pointer() const {
    std::string out;
    for (Level const& level : levels_) {
      if (tape_[level.node].kind == JsonKind::object && level.key != 0 && level.key < tape_.size())
        append_step(out, tape_.text(level.key));
      if (tape_[level.node].kind == JsonKind::array && level.items > 0) append_step(out, std::to_string(level.items - 1));
    }
    return out;
  }

  std::string_view text_;
  std::uint32_t begin_, end_;
  JsonTape& tape_;
  std::function<void()> const& element_;
  std::uint32_t at_;  ///< behind the last good token
  std::vector<Level> levels_;
  JsonReading result_;
};

}  // namespace

JsonReading read_json(std::string_view text, std::uint32_t begin, std::uint32_t end, JsonExtent extent, JsonTape& tape,
                      std::function<void()> const& element) {
  if (auto problem = unfit_document(text, begin, end)) return {{*std::move(problem)}, begin};
  Follower follower(text, begin, end, tape, element);
  (void)Json::sax_parse(text.data() + begin, text.data() + end, &follower, Json::input_format_t::json, extent == JsonExtent::all);
  return follower.take();
}

}  // namespace izin::input
