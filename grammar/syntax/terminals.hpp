// The terminals of the X3 grammar, over the readers of lexer.hpp, and three directives. Few types on purpose: every distinct
// parser type costs compile time, so what differs between terminals is data.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <string_view>

#include "grammar/syntax/state.hpp"

namespace izin::syntax {

namespace x3 = boost::spirit::x3;

struct state_tag;

template <class Context>
State& state_of(Context const& context) {
  return x3::get<state_tag>(context).get();
}

/// Blanks and comments.
struct Skipper : x3::parser<Skipper> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  template <class Context, class RContext, class Attribute>
  bool parse(char const*& first, char const* const& last, Context const&, RContext&, Attribute&) const {
    auto const* const begin = first;
    first = skip(first, last);
    return first != begin;
  }
};

/// A token that a reader finds. Its attribute is its place.
struct Terminal : x3::parser<Terminal> {
  using attribute_type = tree::Range;
  static bool const has_attribute = true;

  constexpr Terminal(std::string_view its_name, Reader its_reader) : name(its_name), reader(its_reader) {}

  template <class Context, class RContext, class Attribute>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext&, Attribute& attribute) const {
    x3::skip_over(first, last, context);
    State& state = state_of(context);
    ++state.steps;
    char const* const end = reader(first, last);
    if (end == nullptr) return false;
    state.steps += static_cast<std::size_t>(end - first);
    state.token_begin = first;
    state.token_end = end;
    x3::traits::move_to(state.range(first, end), attribute);
    first = end;
    return true;
  }

  std::string_view name;  ///< in the user's words, for "expected …"
  Reader reader;
};

/// One of some words, separated by blanks in `words`.
struct Keyword : x3::parser<Keyword> {
  using attribute_type = tree::Range;
  static bool const has_attribute = true;

  constexpr explicit Keyword(std::string_view its_words) : words(its_words) {}

  template <class Context, class RContext, class Attribute>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext&, Attribute& attribute) const {
    x3::skip_over(first, last, context);
    State& state = state_of(context);
    ++state.steps;
    char const* const end = word_end(first, last);
    if (end == first || !holds({first, static_cast<std::size_t>(end - first)})) return false;
    state.token_begin = first;
    state.token_end = end;
    x3::traits::move_to(state.range(first, end), attribute);
    first = end;
    return true;
  }

  [[nodiscard]] bool holds(std::string_view word) const {
    for (std::size_t at = words.find(word); at != std::string_view::npos; at = words.find(word, at + 1)) {
      auto const end = at + word.size();
      if ((at == 0 || words[at - 1] == ' ') && (end == words.size() || words[end] == ' ')) return true;
    }
    return false;
  }

  std::string_view words;
};

/// A symbol of one or two characters.
struct Symbol : x3::parser<Symbol> {
  using attribute_type = tree::Range;
  static bool const has_attribute = true;

  constexpr explicit Symbol(std::string_view its_text) : text(its_text) {}

  template <class Context, class RContext, class Attribute>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext&, Attribute& attribute) const {
    x3::skip_over(first, last, context);
    State& state = state_of(context);
    ++state.steps;
    if (!std::string_view(first, static_cast<std::size_t>(last - first)).starts_with(text)) return false;
    state.token_begin = first;
    state.token_end = first + text.size();
    x3::traits::move_to(state.range(first, state.token_end), attribute);
    first = state.token_end;
    return true;
  }

  std::string_view text;
};

/// The `{` of a body whose items are read one by one, errors and all.
struct BodyOpen : x3::parser<BodyOpen> {
  using attribute_type = tree::Range;
  static bool const has_attribute = true;

  template <class Context, class RContext, class Attribute>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext,
             Attribute& attribute) const {
    if (!Symbol("{").parse(first, last, context, rcontext, attribute)) return false;
    State& state = state_of(context);
    state.open.push_back(state.token_begin);
    return true;
  }
};

/// The `}` of such a body. Where there is none that is reported, and the body counts as closed: what was read is kept.
struct BodyClose : x3::parser<BodyClose> {
  using attribute_type = tree::Range;
  static bool const has_attribute = true;

  template <class Context, class RContext, class Attribute>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext,
             Attribute& attribute) const {
    State& state = state_of(context);
    if (!Symbol("}").parse(first, last, context, rcontext, attribute)) {
      state.report_unclosed(first);
      x3::traits::move_to(state.range(first, first), attribute);
    }
    state.open.pop_back();
    return true;
  }
};

/// Notes that a condition ends here: what follows may also go on with an operator, and a message should say so.
struct ConditionEnd : x3::parser<ConditionEnd> {
  using attribute_type = x3::unused_type;
  static bool const has_attribute = false;
  template <class Context, class RContext, class Attribute>
  bool parse(char const*&, char const* const&, Context const& context, RContext&, Attribute&) const {
    state_of(context).condition_end = state_of(context).token_end;
    return true;
  }
};

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

/// An item of a list. What cannot be read is reported, once, and becomes a hole that reaches to the next item.
template <class Subject, class Entry>
struct Recovering : x3::unary_parser<Subject, Recovering<Subject, Entry>> {
  using attribute_type = Entry;
  static bool const has_attribute = true;
  static bool const handles_container = false;
  static bool const is_pass_through_unary = false;

  constexpr Recovering(Subject const& its_subject, Level its_level)
      : x3::unary_parser<Subject, Recovering<Subject, Entry>>(its_subject), level(its_level) {}

  template <class Context, class RContext, class Attribute>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext,
             Attribute& attribute) const {
    x3::skip_over(first, last, context);
    if (first == last) return false;
    State& state = state_of(context);
    char const* const item = first;
    char const* broken = item;
    auto const open = state.open.size();
    try {
      if (*item != '}' && this->subject.parse(first, last, context, rcontext, attribute)) return true;
      if (level != Level::file && (*item == '}' || begins_outer_item(level, item, last))) return false;
      state.report_no_item(level, item);
    } catch (x3::expectation_failure<char const*> const& failure) {
      broken = skip(failure.where(), last);
      state.report_expected(item, broken, failure.which());
    }
    state.open.resize(open);
    first = state.reporter.stopped() ? last : resume(level, item, broken, last);
    state.steps += static_cast<std::size_t>(first - item);
    auto const range = state.range(item, first);
    attribute = tree::Hole{range.begin, range.end};
    return true;
  }

  Level level;
};
template <class Entry>
struct item {
  Level level;
  template <class Subject>
  constexpr auto operator[](Subject const& subject) const {
    return Recovering<typename x3::extension::as_parser<Subject>::value_type, Entry>(x3::as_parser(subject), level);
  }
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

}  // namespace izin::syntax

namespace boost::spirit::x3 {
template <>
struct get_info<izin::syntax::Terminal> {
  std::string operator()(izin::syntax::Terminal const& terminal) const { return std::string(terminal.name); }
};
template <>
struct get_info<izin::syntax::Keyword> {
  std::string operator()(izin::syntax::Keyword const& keyword) const {
    std::string out = "`";
    for (char const c : keyword.words) c == ' ' ? out += "` or `" : out += c;
    return out + "`";
  }
};
template <>
struct get_info<izin::syntax::Symbol> {
  std::string operator()(izin::syntax::Symbol const& symbol) const { return "`" + std::string(symbol.text) + "`"; }
};
template <>
struct get_info<izin::syntax::BodyOpen> {
  std::string operator()(izin::syntax::BodyOpen const&) const { return "`{`"; }
};
template <class Subject>
struct get_info<izin::syntax::Named<Subject>> {
  std::string operator()(izin::syntax::Named<Subject> const& named) const { return std::string(named.name); }
};
}  // namespace boost::spirit::x3
