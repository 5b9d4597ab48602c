// Choices, words, gaps and expressions of a growing policy file. Private to grow.cpp.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace izin::test {

class Words {
 protected:
  using List = std::span<std::string_view const>;

  explicit Words(std::span<std::uint8_t const> choices) : choices_(choices) {}

  // ---- choices: 0 is always the way that ends soonest ----

  std::size_t pick(std::size_t count) {
    if (at_ == choices_.size()) return 0;
    return choices_[at_++] % count;
  }
  bool one_in(std::size_t count) { return pick(count) == count - 1; }
  bool more() { return at_ < choices_.size() && pick(8) != 0; }
  std::string_view any_of(List list) { return list[pick(list.size())]; }

  // ---- words, and what may stand between two of them ----

  void gap() {
    static constexpr std::array<std::string_view, 14> gaps = {
        " ", "  ",           " ",          "\n",          "\t",     "\n\n",           "\r\n",
        " ", " // behind\n", "\n// own\n", "\n/// doc\n", "\n\n\n", "\n\n// far\n\n", " // \"{(\n// two\n"};
    out_ += any_of(gaps);
  }
  void word(std::string_view text) {
    gap();
    out_ += text;
  }
  void words(std::string_view text) {
    for (std::size_t begin = 0; begin < text.size();) {
      auto const end = std::min(text.find(' ', begin), text.size());
      word(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  /// A symbol, which needs no gap.
  void mark(std::string_view text) {
    if (one_in(3)) gap();
    out_ += text;
  }

  std::string_view a_name() {
    static constexpr std::array<std::string_view, 22> names = {"a",        "b_1",
                                                               "consent",  "when",
                                                               "by",       "flow",
                                                               "explicit", "guardian",
                                                               "data",     "force",
                                                               "days",     "covers",
                                                               "from",     "after",
                                                               "to",       "define",
                                                               "law",      "none",
                                                               "given",    "until",
                                                               "cite",     "unwrapped_collective_of_listeners"};
    return any_of(names);
  }
  std::string_view a_term() {
    static constexpr std::array<std::string_view, 6> terms = {
        "A", "Bc", "D_1", "USD", "ArtistPreference", "PersonalDataThatSomebodyProvided"};
    return any_of(terms);
  }
  void name() { word(a_name()); }
  void term() { word(a_term()); }
  void party() { word("@" + std::string(a_name())); }
  std::string dotted() {
    std::string text(a_name());
    for (auto parts = pick(3); parts > 0; --parts) (text += '.') += a_name();
    return text;
  }
  void path() {
    static constexpr std::array<std::string_view, 3> pools = {"pool.size", "pool.permitted", "pool.share"};
    if (one_in(8))
      word(any_of(pools));
    else
      word(dotted());
  }
  std::string a_text() {
    static constexpr std::array<std::string_view, 10> parts = {"",     "a",   " ",         "é文😀",  "\\\"",
                                                               "\\\\", "\\n", "\\u{202e}", "// {(", "\n"};
    std::string text = "\"";
    for (auto count = pick(5); count > 0; --count) text += any_of(parts);
    return text + "\"";
  }
  void text() { word(a_text()); }
  void iri() {
    static constexpr std::array<std::string_view, 3> iris = {"<a:b>", "<https://w3id.org/dpv#PersonalData>", "<urn:x//y>"};
    word(any_of(iris));
  }
  void date() {
    static constexpr std::array<std::string_view, 4> dates = {"2025-01-01", "2024-02-29", "2025-06-12T10:00:00Z",
                                                              "2025-06-12T10:00:00.25+02:00"};
    word(any_of(dates));
  }
  void duration() {
    static constexpr std::array<std::string_view, 5> durations = {"5 days", "1 hour", "12  months", "3\n years", "24 hours"};
    word(any_of(durations));
  }
  void literal() {
    static constexpr std::array<std::string_view, 9> values = {"1",        "-3",   "0.50",  "66%",       "55000 USD",
                                                               "-0.5 EUR", "true", "false", "2025-01-01"};
    switch (pick(4)) {
      case 0:
      case 1:
        return word(any_of(values));
      case 2:
        return duration();
      default:
        return text();
    }
  }
  void element() { one_in(3) ? party() : term(); }
  void set(std::size_t least) {
    mark("{");
    for (std::size_t i = 0; i < least || more(); ++i) {
      if (i > 0) mark(",");
      element();
    }
    mark("}");
  }

  // ---- expressions ----

  void expression(std::size_t depth) {
    link(depth);
    while (more()) {
      word(one_in(2) ? "and" : "or");
      link(depth);
    }
  }
  void link(std::size_t depth) {
    if (depth < 6 && one_in(5)) {
      word("not");
      return link(depth + 1);
    }
    if (depth < 6 && one_in(5)) {
      mark("(");
      expression(depth + 1);
      return mark(")");
    }
    comparison();
  }
  void comparison() {
    static constexpr std::array<std::string_view, 6> orders = {"==", "!=", "<", "<=", ">", ">="};
    static constexpr std::array<std::string_view, 4> consents = {"consent covers flow", "explicit consent covers flow",
                                                                 "guardian consent covers flow", "consent refuses flow"};
    switch (pick(9)) {
      case 0:
        return path();
      case 1:
        return words(any_of(consents));
      case 2:
        return word(one_in(2) ? "true" : "false");
      case 3:
        path(), words(one_in(2) ? "is known" : "is unknown");
        return;
      case 4:
        path(), words(one_in(2) ? "is" : "is not"), element();
        return;
      case 5:
        path(), word("in"), many();
        return;
      case 6:
      case 7:
        return of_a_set();
      default:
        operand(), word(any_of(orders)), operand();
        return;
    }
  }
  void of_a_set() {
    static constexpr std::array<std::string_view, 4> operators = {"has", "has any", "has all", "within"};
    path();
    if (one_in(3)) word("under"), term();
    words(any_of(operators));
    many();
  }
  void many() {
    switch (pick(3)) {
      case 0:
        return element();
      case 1:
        return set(0);
      default:
        return word("of_these");  // `force` before `from` would be the end of a condition
    }
  }
  void operand() {
    switch (pick(5)) {
      case 0:
        return path();
      case 1:
        return element();
      case 2:
        return literal();
      default:
        break;
    }
    bool const grouped = one_in(3);
    if (grouped) mark("(");
    path();
    do {
      word(one_in(2) ? "+" : "-");
      one_in(2) ? duration() : path();
    } while (more());
    if (grouped) mark(")");
  }

  std::span<std::uint8_t const> choices_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace izin::test
