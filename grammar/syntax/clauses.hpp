// Parsers of the clause shapes: a keyword and a few words, a keyword and a condition, a named block. What a clause consists of
// is data, so that the dozens of clauses share three parser types. Once the keyword is read the rest is expected.
#pragma once

#include "grammar/syntax/directives.hpp"

namespace izin::syntax {

/// A place after a clause's keyword: fixed words (`after`, `force from`), then a token.
struct Slot {
  enum class Need : unsigned char {
    required,  ///< an error where it is missing
    optional,  ///< judged by its first word
    decides,   ///< without it this is another clause
    absent,    ///< the clause has fewer places
  };
  std::string_view before;  ///< the fixed words, separated by blanks
  Terminal token;
  Need need = Need::required;

  constexpr Slot(Terminal its_token) : token(its_token) {}  // NOLINT(google-explicit-constructor): a token is a required place
  constexpr Slot(std::string_view its_before, Terminal its_token, Need its_need = Need::required)
      : before(its_before), token(its_token), need(its_need) {}

  /// False where a slot that decides is missing.
  template <class Context>
  bool parse(char const*& first, char const* const& last, Context const& context, tree::Range& range) const {
    if (need == Need::absent) return true;
    bool begun = false;
    for (std::size_t at = 0; at < before.size();) {
      auto const end = std::min(before.find(' ', at), before.size());
      Keyword const word(before.substr(at, end - at));
      if (!word.parse(first, last, context, x3::unused, x3::unused)) return missing(first, begun, x3::what(word));
      begun = true;
      at = end + 1;
    }
    return token.parse(first, last, context, x3::unused, range) || missing(first, begun, x3::what(token));
  }

 private:
  [[nodiscard]] bool missing(char const* where, bool begun, std::string const& what) const {
    if (need == Need::required || begun) throw_expected(where, what);
    return need == Need::optional;
  }
};
constexpr Slot no_slot{{}, {{}, nullptr}, Slot::Need::absent};

constexpr Slot optional(Terminal token) { return {{}, token, Slot::Need::optional}; }
constexpr Slot optional(std::string_view before, Terminal token) { return {before, token, Slot::Need::optional}; }

/// `keyword a b c`.
struct WordsClause : x3::parser<WordsClause> {
  using attribute_type = tree::Words;
  static bool const has_attribute = true;

  constexpr WordsClause(std::string_view keyword, Slot its_a, Slot its_b = no_slot, Slot its_c = no_slot)
      : key(keyword), a(its_a), b(its_b), c(its_c) {}

  template <class Context, class RContext>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext&, tree::Words& words) const {
    char const* const begin = first;
    if (key.parse(first, last, context, x3::unused, words.key) && a.parse(first, last, context, words.a) &&
        b.parse(first, last, context, words.b) && c.parse(first, last, context, words.c))
      return true;
    first = begin;
    return false;
  }

  Keyword key;
  Slot a, b, c;
};

/// `keyword word joint E`: `when E`, `never permit when E`, `define n: E`.
template <class Expression>
struct ConditionClause : x3::parser<ConditionClause<Expression>> {
  using attribute_type = tree::Condition;
  static bool const has_attribute = true;

  constexpr ConditionClause(std::string_view keyword, Slot its_word, Slot its_joint, Expression const& its_expression)
      : key(keyword), word(its_word), joint(its_joint), expression(its_expression) {}

  template <class Context, class RContext>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext,
             tree::Condition& clause) const {
    tree::Range passed;
    if (!key.parse(first, last, context, x3::unused, clause.key)) return false;
    static_cast<void>(word.parse(first, last, context, clause.word));
    static_cast<void>(joint.parse(first, last, context, passed));
    if (!expression.parse(first, last, context, rcontext, clause.condition)) throw_expected(first, x3::what(expression));
    return true;
  }

  Keyword key;
  Slot word;
  Slot joint;
  Expression expression;
};

/// `keyword name version "1" { items }`. Where the head is wrong and a brace follows it, the body is read all the same, so that
/// its mistakes are reported in the same run.
template <class List, class Attribute>
struct BlockClause : x3::unary_parser<List, BlockClause<List, Attribute>> {
  using attribute_type = Attribute;
  static bool const has_attribute = true;
  static bool const handles_container = false;
  static bool const is_pass_through_unary = false;

  constexpr BlockClause(List const& its_list, std::string_view keyword, Slot its_name, Slot its_version)
      : x3::unary_parser<List, BlockClause<List, Attribute>>(its_list), key(keyword), name(its_name), version(its_version) {}

  template <class Context, class RContext>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext, Attribute& block) const {
    if (!key.parse(first, last, context, x3::unused, block.head.key)) return false;
    char const* const begin = state_of(context).base + block.head.key.begin;
    try {
      head(first, last, context, block.head);
    } catch (x3::expectation_failure<char const*> const& failure) {
      char const* const brace = brace_of_head(skip(failure.where(), last), last);
      if (brace == nullptr) throw;
      state_of(context).report_expected(begin, skip(failure.where(), last), failure.which());
      block.head.broken = true;
      first = brace;
      BodyOpen{}.parse(first, last, context, x3::unused, x3::unused);
    }
    this->subject.parse(first, last, context, rcontext, block.items);
    return BodyClose{}.parse(first, last, context, x3::unused, block.close);
  }

  Keyword key;
  Slot name;
  Slot version;

 private:
  template <class Context>
  void head(char const*& first, char const* const& last, Context const& context, tree::Head& head) const {
    static_cast<void>(name.parse(first, last, context, head.name));
    static_cast<void>(version.parse(first, last, context, head.version));
    if (!BodyOpen{}.parse(first, last, context, x3::unused, x3::unused)) throw_expected(first, "`{`");
  }
};
template <class Attribute>
struct block {
  std::string_view keyword;
  Slot name = no_slot;
  Slot version = no_slot;
  template <class List>
  constexpr auto operator[](List const& list) const {
    return BlockClause<typename x3::extension::as_parser<List>::value_type, Attribute>(x3::as_parser(list), keyword, name,
                                                                                       version);
  }
};

}  // namespace izin::syntax
