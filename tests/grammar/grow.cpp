#include "tests/grammar/grow.hpp"

#include <array>
#include <string_view>

#include "tests/grammar/grow_words.hpp"

namespace izin::test {
namespace {

class Grower : private Words {
 public:
  explicit Grower(std::span<std::uint8_t const> choices) : Words(choices) {}

  std::string file() {
    if (one_in(4)) words("language 1");
    while (more()) declaration();
    gap();
    return std::move(out_);
  }

 private:
  // ---- declarations ----

  void declaration() {
    switch (pick(10)) {
      case 0:
        return define();
      case 1:
        word(one_in(2) ? "taxonomy" : "extend"), term();
        return items(0);
      case 2:
        one_in(3) ? word("flow") : (word("record"), term());
        return fields();
      case 3:
        word("party"), name();
        return values(0);
      case 4:
        word("question"), name();
        return body([this] { one_in(2) ? cite() : say(); });
      case 5:
        word("ruling"), name();
        return body([this] { ruling_clause(); });
      case 6:
        word("test"), text();
        return body([this] { test_clause(); });
      case 7:
        word("invariant"), name();
        return body([this] { one_in(3) ? say() : claim(); });
      default:
        return instrument();
    }
  }
  template <class Item>
  void body(Item const& item) {
    mark("{");
    while (more()) item();
    mark("}");
  }
  void define() {
    word("define"), name(), mark(":");
    expression(0);
  }
  void items(std::size_t depth) {
    body([this, depth] {
      term();
      if (one_in(4)) mark("="), iri();
      if (one_in(4)) {
        word("under"), term();
        while (more()) mark(","), term();
      }
      if (depth < 5 && one_in(3)) items(depth + 1);
    });
  }
  void fields() {
    body([this] {
      if (one_in(4)) word("personal");
      name(), mark(":");
      if (one_in(3)) words(one_in(2) ? "set of" : "some of");
      term();
    });
  }
  void values(std::size_t depth) {
    body([this, depth] {
      name(), mark(":");
      switch (pick(5)) {
        case 0:
          return element();
        case 1:
          return set(1);
        case 2:
          return depth < 5 ? values(depth + 1) : element();
        default:
          return literal();
      }
    });
  }
  void cite() {
    word("cite"), text();
    if (one_in(3)) iri();
  }
  void say() {
    static constexpr std::array<std::string_view, 3> tags = {"en", "zh-Hans", "say"};
    word("say");
    if (one_in(3)) word(any_of(tags));
    text();
  }
  void when(std::string_view keyword) {
    words(keyword);
    expression(0);
  }
  std::string reference() {
    auto out = dotted();
    if (one_in(4))
      out += "@" + a_version() + (one_in(2) ? "." + std::string(a_name()) : ".*");
    else if (one_in(4))
      out += ".*";
    return out;
  }
  std::string a_version() { return one_in(3) ? "\"a \\\" b\"" : "\"10\""; }
  void references(std::string_view keyword) {
    words(keyword), word(reference());
    while (more()) mark(","), word(reference());
  }
  void rule_clause() {
    switch (pick(10)) {
      case 0:
        return when("when");
      case 1:
        return when("unless");
      case 2:
        return when("that");
      case 3:
        return cite();
      case 4:
        return say();
      case 5:
        return references(one_in(2) ? "overrides" : "contests");
      case 6:
        word("do"), term();
        return;
      case 7:
        word("by"), one_in(2) ? party() : path();
        return;
      case 8:
        word("to"), one_in(2) ? party() : path();
        return;
      default:
        word("within"), duration(), word("after"), path();
        return;
    }
  }
  void grant_clause() {
    static constexpr std::array<std::string_view, 4> dimensions = {"data", "operation", "purpose", "recipient"};
    switch (pick(5)) {
      case 0:
        word("lasts");
        return duration();
      case 1:
        return cite();
      case 2:
        return say();
      default:
        word(any_of(dimensions));
        return one_in(2) ? word("any") : set(0);
    }
  }
  void instrument() {
    static constexpr std::array<std::string_view, 4> kinds = {"law", "terms", "charter", "consent"};
    word(any_of(kinds)), word(dotted());
    if (one_in(2)) word("version"), text();
    body([this] { member(); });
  }
  void member() {
    static constexpr std::array<std::string_view, 5> modalities = {"forbid", "require", "permit", "right", "duty"};
    switch (pick(12)) {
      case 0:
        word("title");
        return text();
      case 1:
        word("issuer");
        return party();
      case 2:
        word("source");
        return iri();
      case 3:
        words("in force from"), date();
        return optional("until", &Grower::date);
      case 4:
        words("default forbid");
        return optional("cite", &Grower::text);
      case 5:
        return when("governs when");
      case 6:
        return when("claims when");
      case 7:
        word("reviewed"), date(), word("by"), text();
        return;
      case 8:
        word(one_in(2) ? "grant" : "refuse"), name();
        return body([this] { grant_clause(); });
      default:
        word(any_of(modalities)), name();
        return body([this] { rule_clause(); });
    }
  }
  void optional(std::string_view keyword, void (Grower::*rest)()) {
    if (!one_in(2)) return;
    word(keyword);
    (this->*rest)();
  }
  void ruling_clause() {
    switch (pick(7)) {
      case 0:
        return when("when");
      case 1:
        return when("unless");
      case 2:
        return references(one_in(2) ? "dismisses" : "upholds");
      case 3:
        word("answers"), name(), word(one_in(2) ? "true" : "false");
        return;
      case 4:
        return cite();
      case 5:
        return say();
      default:
        word("by"), text(), optional("on", &Grower::date);
        return optional("until", &Grower::date);
    }
  }
  void test_clause() {
    switch (pick(5)) {
      case 0:
        word("at");
        return date();
      case 1:
        word("given");
        return values(0);
      case 2:
        return words("consent none");
      case 3:
        return test_consent();
      default:
        break;
    }
    word("expect"), name();
    if (one_in(2)) references("by");
    if (one_in(2)) {
      word("missing"), path();
      while (more()) mark(","), path();
    }
    if (one_in(2)) references("with duty");
  }
  void test_consent() {
    word("consent"), word("form." + dotted());
    if (one_in(2)) text();
    mark("{");
    while (more()) name();
    mark("}");
    if (one_in(2)) word("given"), date();
    if (one_in(2)) word("implied");
    if (one_in(2)) word("withdrawn"), date();
  }
  void claim() {
    word(one_in(2) ? "never" : "always"), name();
    when("when");
  }
};

}  // namespace

std::string grow(std::span<std::uint8_t const> choices) { return Grower(choices).file(); }

}  // namespace izin::test
