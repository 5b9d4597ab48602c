// Directives of the X3 grammar: a parser's name in messages, a choice after blanks, and lists that survive errors.
#pragma once

#include <vector>

#include "grammar/syntax/terminals.hpp"

namespace izin::syntax {

/// Gives a parser the words that "expected …" uses.
template <class Subject>
struct Named : x3::unary_parser<Subject, Named<Subject>> {
  static bool const is_pass_through_unary = true;
  static bool const handles_container = Subject::handles_container;
  constexpr Named(Subject const& its_subject, std::string_view its_name)
      : x3::unary_parser<Subject, Named<Subject>>(its_subject), name(its_name) {}
  template <class Context, class RContext, class Attribute>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext,
             Attribute& attribute) const {
    return this->subject.parse(first, last, context, rcontext, attribute);
  }
  std::string_view name;
};
struct as {
  std::string_view name;
  template <class Subject>
  constexpr auto operator[](Subject const& subject) const {
    return Named<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject), name);
  }
};

/// `a + 5 days - b`: an atom by itself stays as it is, with parts it becomes a sum.
template <class Atom, class Parts>
struct OperandClause : x3::parser<OperandClause<Atom, Parts>> {
  using attribute_type = tree::Operand;
  static bool const has_attribute = true;

  constexpr OperandClause(Atom const& its_atom, Parts const& its_parts) : atom(its_atom), parts(its_parts) {}

  template <class Context, class RContext>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext,
             tree::Operand& operand) const {
    if (!atom.parse(first, last, context, rcontext, operand)) return false;
    tree::Sum sum;
    if (!parts.parse(first, last, context, rcontext, sum.parts) || sum.parts.empty()) return true;
    sum.base = std::move(operand);
    operand = std::move(sum);
    return true;
  }

  Atom atom;
  Parts parts;
};

/// Passes blanks once, before a choice of many alternatives; afterwards, whatever comes of it, the choice begins after them.
template <class Subject>
struct Skipped : x3::unary_parser<Subject, Skipped<Subject>> {
  static bool const is_pass_through_unary = true;
  static bool const handles_container = Subject::handles_container;
  constexpr explicit Skipped(Subject const& its_subject) : x3::unary_parser<Subject, Skipped<Subject>>(its_subject) {}
  template <class Context, class RContext, class Attribute>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext,
             Attribute& attribute) const {
    x3::skip_over(first, last, context);
    char const* const begin = first;
    if (this->subject.parse(first, last, context, rcontext, attribute)) return true;
    first = begin;
    return false;
  }
};
struct skipped_gen {
  template <class Subject>
  constexpr auto operator[](Subject const& subject) const {
    return Skipped<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
  }
};
constexpr skipped_gen skipped{};

/// Any number of items. What cannot be read is reported, once, and becomes a hole that reaches to the next item; the list ends
/// at its brace, or where something begins that can only stand further out.
template <class Subject, class Entry>
struct Items : x3::unary_parser<Subject, Items<Subject, Entry>> {
  using attribute_type = std::vector<Entry>;
  static bool const has_attribute = true;
  static bool const handles_container = true;
  static bool const is_pass_through_unary = false;

  constexpr Items(Subject const& its_subject, Level its_level)
      : x3::unary_parser<Subject, Items<Subject, Entry>>(its_subject), level(its_level) {}

  template <class Context, class RContext>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext,
             std::vector<Entry>& entries) const {
    for (;;) {
      x3::skip_over(first, last, context);
      Entry entry;
      if (first == last || !item(first, last, context, rcontext, entry)) return true;
      entries.push_back(std::move(entry));
    }
  }

  Level level;

 private:
  template <class Context, class RContext>
  bool item(char const*& first, char const* const& last, Context const& context, RContext& rcontext, Entry& entry) const {
    State& state = state_of(context);
    char const* const begin = first;
    char const* broken = begin;
    auto const open = state.open.size();
    try {
      if (*begin != '}' && this->subject.parse(first, last, context, rcontext, entry)) return true;
      if (level != Level::file && (*begin == '}' || begins_outer_item(level, begin, last))) {
        first = begin;
        return false;
      }
      state.report_no_item(level, begin);
    } catch (x3::expectation_failure<char const*> const& failure) {
      broken = skip(failure.where(), last);
      state.report_expected(begin, broken, failure.which());
    }
    state.open.resize(open);
    first = state.reporter.stopped() ? last : resume(level, begin, broken, last);
    state.steps += static_cast<std::size_t>(first - begin);
    auto const range = state.range(begin, first);
    entry = tree::Hole{range.begin, range.end};
    return true;
  }
};
template <class Entry>
struct items {
  Level level;
  template <class Subject>
  constexpr auto operator[](Subject const& subject) const {
    return Items<typename x3::extension::as_parser<Subject>::value_type, Entry>(x3::as_parser(subject), level);
  }
};

}  // namespace izin::syntax

namespace boost::spirit::x3 {
template <class Subject>
struct get_info<izin::syntax::Named<Subject>> {
  std::string operator()(izin::syntax::Named<Subject> const& named) const { return std::string(named.name); }
};
template <class Subject>
struct get_info<omit_directive<Subject>> {
  std::string operator()(omit_directive<Subject> const& omitted) const { return what(omitted.subject); }
};
}  // namespace boost::spirit::x3
