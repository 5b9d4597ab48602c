// The terminals of the X3 grammar, over the readers of lexer.hpp, for what stands between the words. Few types on purpose: every
// distinct parser type costs compile time, so what differs between terminals is data.
#pragma once

#include <boost/spirit/home/x3.hpp>
#include <string>
#include <string_view>

#include "grammar/syntax/state.hpp"

namespace izin::syntax {

namespace x3 = boost::spirit::x3;

struct state_tag;

template <class Context>
State& state_of(Context const& context) {
  return x3::get<state_tag>(context).get();
}

/// What `expected …` says when the subject does not match.
[[noreturn]] inline void throw_expected(char const* where, std::string const& what) {
  throw x3::expectation_failure<char const*>(where, what);
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

/// One token or several, separated by commas; none after the last. Its attribute reaches from the first to the last.
struct Listed : x3::parser<Listed> {
  using attribute_type = tree::Range;
  static bool const has_attribute = true;

  constexpr explicit Listed(Terminal its_element) : element(its_element) {}

  template <class Context, class RContext, class Attribute>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext,
             Attribute& attribute) const {
    tree::Range next;
    if (!element.parse(first, last, context, rcontext, next)) return false;
    tree::Range all = next;
    while (Symbol(",").parse(first, last, context, rcontext, x3::unused)) {
      if (!element.parse(first, last, context, rcontext, next)) throw_expected(first, std::string(element.name));
      all.end = next.end;
    }
    x3::traits::move_to(all, attribute);
    return true;
  }

  Terminal element;
};

/// `{A, @b}`, `{}`. Its attribute reaches from brace to brace.
struct Braced : x3::parser<Braced> {
  using attribute_type = tree::Range;
  static bool const has_attribute = true;
  enum class Empty : unsigned char { allowed, left_alone };

  constexpr explicit Braced(Terminal its_element, Empty its_empty = Empty::allowed) : elements(its_element), empty(its_empty) {}

  template <class Context, class RContext, class Attribute>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext,
             Attribute& attribute) const {
    char const* const begin = first;
    tree::Range open;
    tree::Range close;
    if (!Symbol("{").parse(first, last, context, rcontext, open)) return false;
    bool const holds = elements.parse(first, last, context, rcontext, x3::unused);
    if (!holds && empty == Empty::left_alone) {
      first = begin;
      return false;
    }
    if (!Symbol("}").parse(first, last, context, rcontext, close))
      throw_expected(first, holds ? "`,` or `}`" : element_or_brace());
    x3::traits::move_to(tree::Range{open.begin, close.end}, attribute);
    return true;
  }

  Listed elements;
  Empty empty;

 private:
  [[nodiscard]] std::string element_or_brace() const { return std::string(elements.element.name) + " or `}`"; }
};

/// `{a b}`: names separated by blanks.
struct BracedNames : x3::parser<BracedNames> {
  using attribute_type = tree::Range;
  static bool const has_attribute = true;

  constexpr explicit BracedNames(Terminal its_name) : name(its_name) {}

  template <class Context, class RContext, class Attribute>
  bool parse(char const*& first, char const* const& last, Context const& context, RContext& rcontext,
             Attribute& attribute) const {
    tree::Range open;
    tree::Range close;
    if (!Symbol("{").parse(first, last, context, rcontext, open)) return false;
    while (name.parse(first, last, context, rcontext, x3::unused)) continue;
    if (!Symbol("}").parse(first, last, context, rcontext, close)) throw_expected(first, std::string(name.name) + " or `}`");
    x3::traits::move_to(tree::Range{open.begin, close.end}, attribute);
    return true;
  }

  Terminal name;
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
struct get_info<izin::syntax::Listed> {
  std::string operator()(izin::syntax::Listed const& list) const { return std::string(list.element.name); }
};
template <>
struct get_info<izin::syntax::BodyOpen> {
  std::string operator()(izin::syntax::BodyOpen const&) const { return "`{`"; }
};
}  // namespace boost::spirit::x3
