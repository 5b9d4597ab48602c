// Parsers of the clause shapes: a keyword and a few words, a keyword and a condition, a named block. What a clause consists of
// is data, so that the dozens of clauses share three parser types. Once the keyword is read the rest is expected.
#pragma once

#include "grammar/syntax/directives.hpp"

namespace izin::syntax {

/// A place after a clause's keyword: fixed words (`after`, `force from`), then a token, a list of tokens, or a set of them.
struct Slot {
  enum class Shape : unsigned char {
    token,
    list,        ///< separated by commas
    any_or_set,  ///< `any`, or in braces
  };
  enum class Need : unsigned char {
    required,  ///< an error where it is missing
    optional,  ///< judged by its first word
    decides,   ///< without it this is another clause
    absent,    ///< the clause has fewer places
  };
  std::string_view before;  ///< the fixed words, separated by blanks
  Terminal token;
  Need need = Need::required;
  Shape shape = Shape::token;

  constexpr Slot(Terminal its_token) : token(its_token) {}  // NOLINT(google-explicit-constructor): a token is a required place
  constexpr Slot(Listed list) : token(list.element), shape(Shape::list) {}  // NOLINT(google-explicit-constructor): so is a list
  constexpr Slot(Terminal its_token, Shape its_shape) : token(its_token), shape(its_shape) {}
  constexpr Slot(std::string_view its_before, Slot rest, Need its_need = Need::required)
      : before(its_before), token(rest.token), need(its_need), shape(rest.shape) {}

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
    if (content(first, last, context, range)) return true;
    return missing(first, begun, shape == Shape::any_or_set ? "`any` or a set" : x3::what(token));
  }

 private:
  template <class Context>
  bool content(char const*& first, char const* const& last, Context const& context, tree::Range& range) const {
    switch (shape) {
      case Shape::token:
        return token.parse(first, last, context, x3::unused, range);
      case Shape::list:
        return Listed(token).parse(first, last, context, x3::unused, range);
      case Shape::any_or_set:
        break;
    }
    return Keyword("any").parse(first, last, context, x3::unused, range) ||
           Braced(token).parse(first, last, context, x3::unused, range);
  }
  [[nodiscard]] bool missing(char const* where, bool begun, std::string const& what) const {
    if (need == Need::required || begun) throw_expected(where, what);
    return need == Need::optional;
  }
};
constexpr Slot no_slot{{}, Terminal{{}, nullptr}, Slot::Need::absent};

constexpr Slot optional(Slot slot) { return {{}, slot, Slot::Need::optional}; }
constexpr Slot optional(std::string_view before, Slot slot) { return {before, slot, Slot::Need::optional}; }

/// `keyword a b c d`.
struct WordsClause : x3::parser<WordsClause> {
  using attribute_type = tree::Words;
  static bool const has_attribute = true;

  constexpr WordsClause(std::string_view keyword, Slot its_a, Slot its_b = no_slot, Slot its_c = no_slot, Slot its_d = no_slot)
      : key(keyword), a(its_a), b(its_b), c(its_c), d(its_d) {}

  template <class Context, class RContext>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext&, tree::Words& words) const {
    char const* const begin = first;
    if (key.parse(first, last, context, x3::unused, words.key) && a.parse(first, last, context, words.a) &&
        b.parse(first, last, context, words.b) && c.parse(first, last, context, words.c) &&
        d.parse(first, last, context, words.d))
      return true;
    first = begin;
    return false;
  }

  Keyword key;
  Slot a, b, c, d;
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

/// `Term = <iri> under T, … { items }`; the items are read by the rule `children`.
template <class Children>
struct TermClause : x3::parser<TermClause<Children>> {
  using attribute_type = tree::TermEntry;
  static bool const has_attribute = true;

  constexpr TermClause(Terminal its_term, Slot its_iri, Slot its_parents, Children const& its_children)
      : term(its_term), iri(its_iri), parents(its_parents), children(its_children) {}

  template <class Context, class RContext>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext,
             tree::TermEntry& entry) const {
    tree::TermItem item;
    tree::Range open;
    tree::Range close;
    if (!term.parse(first, last, context, rcontext, item.term)) return false;
    if (Symbol("=").parse(first, last, context, rcontext, x3::unused)) iri.parse(first, last, context, item.iri);
    parents.parse(first, last, context, item.parents);
    if (BodyOpen{}.parse(first, last, context, rcontext, open)) {
      children.parse(first, last, context, rcontext, item.children);
      BodyClose{}.parse(first, last, context, rcontext, close);
      item.braces = {open.begin, close.end};
    }
    if (item.iri || item.parents || item.braces)
      entry = std::move(item);
    else
      entry = item.term;
    return true;
  }

  Terminal term;
  Slot iri;
  Slot parents;
  Children children;
};

}  // namespace izin::syntax
