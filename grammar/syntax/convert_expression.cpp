// Expressions: a flat chain becomes `or` of `and` of `not` of comparisons; operands find the operators that take them.
#include <utility>

#include "grammar/syntax/converter.hpp"
#include "grammar/syntax/readers.hpp"

namespace izin::syntax {
namespace {

using tree::x3::forward_ast;

tree::Range range_of(tree::Primary const& primary);

tree::Range range_of(tree::Operand const& operand) {
  if (auto const* range = boost::get<tree::Range>(&operand.get())) return *range;
  if (auto const* group = boost::get<forward_ast<tree::Group>>(&operand.get()))
    return syntax::range_of(group->get().open, group->get().close);
  auto const& sum = boost::get<forward_ast<tree::Sum>>(operand.get()).get();
  return syntax::range_of(range_of(sum.base), range_of(sum.parts.back().amount));
}

tree::Range range_of(tree::Tail const& tail) {
  if (auto const* compare = boost::get<tree::CompareTail>(&tail.get()))
    return syntax::range_of(compare->op, range_of(compare->right));
  auto const& words = boost::get<tree::WordTail>(tail.get());
  return syntax::range_of(words.op, words.right);
}

tree::Range range_of(tree::Primary const& primary) {
  if (auto const* consent = boost::get<tree::Consent>(&primary.get())) return syntax::range_of(consent->start, consent->flow);
  auto const& comparison = boost::get<tree::Comparison>(primary.get());
  auto const left = range_of(comparison.left);
  return comparison.tails.empty() ? left : syntax::range_of(left, range_of(comparison.tails.back()));
}

tree::Range operator_of(tree::Tail const& tail) {
  return boost::apply_visitor([](auto const& t) { return t.op; }, tail.get());
}

/// Conversion of one expression. Recursion goes only as deep as parentheses do, which the precheck limits.
class Expressions {
 public:
  explicit Expressions(Converter& converter) : in_(converter) {}

  /// `or` over the links.
  Maybe<ast::Expr> chain(tree::Expr& expr) {
    std::vector<ast::Expr> alternatives;
    alternatives.reserve(count(expr.rest, "or", 0, expr.rest.size()) + 1);
    bool whole = true;
    for (std::size_t begin = 0; begin <= expr.rest.size();) {  // link 0 is `first`, link i is rest[i - 1]
      std::size_t end = begin;
      while (end < expr.rest.size() && in_.text(expr.rest[end].connective) != "or") ++end;
      if (auto all = conjunction(expr, begin, end))
        alternatives.push_back(std::move(*all));
      else
        whole = false;
      begin = end + 1;
    }
    if (!whole) return std::nullopt;
    if (alternatives.size() == 1) return std::move(alternatives.front());
    auto const at = join(alternatives.front().span, alternatives.back().span);
    return ast::Expr{ast::Or{std::move(alternatives)}, at};
  }

 private:
  [[nodiscard]] std::size_t count(std::vector<tree::Link> const& links, std::string_view word, std::size_t from,
                                  std::size_t to) const {
    std::size_t out = 0;
    for (; from < to; ++from) out += in_.text(links[from].connective) == word ? 1 : 0;
    return out;
  }

  /// `and` over the links begin … end.
  Maybe<ast::Expr> conjunction(tree::Expr& expr, std::size_t begin, std::size_t end) {
    if (begin == end) return denied(link(expr, begin));
    std::vector<ast::Expr> operands;
    operands.reserve(end - begin + 1);
    bool whole = true;
    for (auto i = begin; i <= end; ++i) {
      if (auto operand = denied(link(expr, i)))
        operands.push_back(std::move(*operand));
      else
        whole = false;
    }
    if (!whole) return std::nullopt;
    auto const at = join(operands.front().span, operands.back().span);
    return ast::Expr{ast::And{std::move(operands)}, at};
  }
  static tree::Link& link(tree::Expr& expr, std::size_t index) { return index == 0 ? expr.first : expr.rest[index - 1]; }

  /// `not not a`, from the inside.
  Maybe<ast::Expr> denied(tree::Link& link) {
    auto out = primary(link.primary);
    if (!out || !link.nots) return out;
    auto const word = in_.text(link.nots);
    std::vector<std::uint32_t> begins;
    for (Token token = token_at(word.data(), word.data() + word.size()); token.kind != TokenKind::end;
         token = token_at(token.end, word.data() + word.size()))
      begins.push_back(link.nots.begin + static_cast<std::uint32_t>(token.begin - word.data()));
    for (auto at = begins.rbegin(); at != begins.rend(); ++at) {
      auto place = out->span;
      place.begin = *at;
      ast::Not deny{std::make_unique<ast::Expr>(std::move(*out))};
      out = ast::Expr{std::move(deny), place};
    }
    return out;
  }

  Maybe<ast::Expr> primary(tree::Primary& primary) {
    if (auto const* consent = boost::get<tree::Consent>(&primary.get())) return this->consent(*consent);
    auto const place = in_.span(range_of(primary));
    auto comparison = std::move(boost::get<tree::Comparison>(primary.get()));
    if (comparison.tails.size() > 1) {
      auto const second = operator_of(comparison.tails[1]);
      in_.reporter().error(Code::chained_comparison, in_.span(second),
                           backticked(in_.text(second)) + " follows another comparison: comparisons do not chain", {},
                           "join two comparisons with `and` or `or`");
      return std::nullopt;
    }
    if (comparison.tails.empty()) return alone(comparison.left, place);
    return boost::apply_visitor([&](auto& tail) { return compared(comparison.left, tail, place); },
                                comparison.tails.front().get());
  }

  Maybe<ast::Expr> consent(tree::Consent const& consent) {
    auto const word = in_.text(consent.start);
    bool const refuses = word.ends_with("refuses");
    auto const place = in_.span(syntax::range_of(consent.start, consent.flow));
    if (word.starts_with("consent"))
      return ast::Expr{ast::Consent{refuses ? ast::ConsentWord::refuses : ast::ConsentWord::covers}, place};
    bool const is_explicit = word.starts_with("explicit");
    if (!refuses)
      return ast::Expr{ast::Consent{is_explicit ? ast::ConsentWord::explicit_covers : ast::ConsentWord::guardian_covers}, place};
    in_.reporter().error(Code::wrong_operand, {place.file, place.begin, place.begin + 8},
                         std::string(is_explicit ? "`explicit`" : "`guardian`") + " does not go with `consent refuses flow`", {},
                         "a refusal counts by whatever act: write `consent refuses flow`");
    return std::nullopt;
  }

  /// An operand without a comparison: a condition by itself, or something in parentheses.
  Maybe<ast::Expr> alone(tree::Operand& operand, Span place) {
    if (auto* group = boost::get<forward_ast<tree::Group>>(&operand.get())) {
      auto out = chain(group->get().inner);
      if (out) out->span = place;
      if (out) out->parenthesised = true;
      return out;
    }
    auto value = this->operand(operand);
    if (!value) return std::nullopt;
    if (auto* path = std::get_if<ast::Path>(&*value)) return ast::Expr{ast::Condition{std::move(*path)}, place};
    if (auto const* literal = std::get_if<ast::Literal>(&*value))
      if (auto const* truth = std::get_if<bool>(&literal->value)) return ast::Expr{ast::Constant{*truth}, place};
    in_.reporter().error(Code::not_a_condition, place, backticked(in_.text(range_of(operand))) + " is a value, not a condition",
                         {}, "compare it: `x is T`, `x == 5`, `x has T`");
    return std::nullopt;
  }

  Maybe<ast::Expr> compared(tree::Operand& left, tree::CompareTail& tail, Span place) {
    auto const op = in_.text(tail.op);
    ast::Compare out;
    if (op == "=")
      in_.reporter().error(Code::unexpected_text, in_.span(tail.op), "`=` compares nothing", {}, "equality is written `==`");
    else if (op == "==" || op == "!=")
      out.order = op == "==" ? ast::Order::equal : ast::Order::not_equal;
    else if (op.starts_with('<'))
      out.order = op == "<" ? ast::Order::less : ast::Order::less_equal;
    else
      out.order = op == ">" ? ast::Order::greater : ast::Order::greater_equal;
    auto a = operand(left);
    auto b = operand(tail.right);
    if (!a || !b || op == "=") return std::nullopt;
    out.left = std::move(*a);
    out.right = std::move(*b);
    return ast::Expr{std::move(out), place};
  }

  Maybe<ast::Expr> compared(tree::Operand& left, tree::WordTail const& tail, Span place) {
    auto path = left_path(left, tail.op);
    if (!path) return std::nullopt;
    if (in_.text(tail.op) == "is") return is(std::move(*path), tail, place);
    ast::OptionalBox<ast::Term> under;
    if (tail.term) under = in_.term(tail.term);
    return many(std::move(*path), std::move(under), tail, place);
  }

  Maybe<ast::Expr> is(ast::Path left, tree::WordTail const& tail, Span place) {
    auto const right = in_.text(tail.right);
    if (right != "known" && right != "unknown")
      return ast::Expr{ast::Is{std::move(left), static_cast<bool>(tail.word), in_.term_or_party(tail.right)}, place};
    if (!tail.word) return ast::Expr{ast::Known{std::move(left), right == "unknown"}, place};
    in_.reporter().error(Code::wrong_operand, in_.span(tail.word), "`is not " + std::string(right) + "` is not written", {},
                         right == "known" ? "write `is unknown`" : "write `is known`");
    return std::nullopt;
  }

  Maybe<ast::Expr> many(ast::Path left, ast::OptionalBox<ast::Term> under, tree::WordTail const& tail, Span place) {
    auto const op = in_.text(tail.op);
    auto const word = in_.text(tail.word);
    auto right = in_.many(tail.right);
    if (op == "in") return ast::Expr{ast::In{std::move(left), std::move(right)}, place};
    if (op == "has") {
      auto const quantifier = word == "any" ? ast::Quantifier::any : word == "all" ? ast::Quantifier::all : ast::Quantifier::one;
      return ast::Expr{ast::Has{std::move(left), std::move(under), quantifier, std::move(right)}, place};
    }
    if (!tail.word) return ast::Expr{ast::Within{std::move(left), std::move(under), std::move(right)}, place};
    in_.reporter().error(Code::unexpected_text, in_.span(tail.word),
                         "expected a set, a term or a party after `within`, found " + backticked(word), {},
                         "`any` and `all` go with `has`");
    return std::nullopt;
  }

  Maybe<ast::Path> left_path(tree::Operand& left, tree::Range op) {
    auto value = operand(left);
    if (!value) return std::nullopt;
    if (auto* path = std::get_if<ast::Path>(&*value)) return std::move(*path);
    in_.reporter().error(
        Code::wrong_operand, in_.span(range_of(left)),
        "the left side of " + backticked(in_.text(op)) + " is " + backticked(in_.text(range_of(left))) + ", which is no path", {},
        "a field of the flow stands there, as in `channel is T`");
    return std::nullopt;
  }

  Maybe<ast::Operand> atom(tree::Range range) {
    auto const word = in_.text(range);
    if (word[0] == '@') return in_.party(range);
    if (is_upper(word[0])) return in_.term(range);
    if (!is_lower(word[0]) || word == "true" || word == "false") {
      auto literal = in_.literal(range);
      if (!literal) return std::nullopt;
      return std::move(*literal);
    }
    return in_.path(range);
  }

  /// What stands in parentheses where a value is due: `(collected + 24 months)`.
  Maybe<ast::Operand> grouped(tree::Group& group) {
    auto& inner = group.inner;
    auto* const comparison = boost::get<tree::Comparison>(&inner.first.primary.get());
    if (inner.rest.empty() && !inner.first.nots && comparison != nullptr && comparison->tails.empty())
      return operand(comparison->left);
    auto const place = syntax::range_of(group.open, group.close);
    in_.reporter().error(Code::wrong_operand, in_.span(place),
                         backticked(in_.text(place)) + " is a condition, where a value is due", {},
                         "conditions are joined with `and`, `or`, `not`");
    return std::nullopt;
  }

  Maybe<ast::Operand> operand(tree::Operand& written) {
    if (auto const* range = boost::get<tree::Range>(&written.get())) return atom(*range);
    if (auto* group = boost::get<forward_ast<tree::Group>>(&written.get())) return grouped(group->get());
    return sum(boost::get<forward_ast<tree::Sum>>(written.get()).get(), range_of(written));
  }

  Maybe<ast::Operand> sum(tree::Sum& written, tree::Range place) {
    auto first = operand(written.base);
    if (!first) return std::nullopt;
    auto sum = as_sum(std::move(*first), range_of(written.base));
    if (sum) sum->parts.reserve(sum->parts.size() + written.parts.size());
    for (auto& part : written.parts) {
      auto amount = operand(part.amount);
      if (!amount) return std::nullopt;
      auto simple = simple_value(std::move(*amount), range_of(part.amount));
      if (!simple) return std::nullopt;
      if (sum) sum->parts.push_back({in_.text(part.sign) == "+" ? Sign::plus : Sign::minus, std::move(*simple)});
    }
    if (!sum) return std::nullopt;
    sum->span = in_.span(place);
    return std::move(*sum);
  }

  Maybe<ast::Sum> as_sum(ast::Operand first, tree::Range range) {
    if (auto* sum = std::get_if<ast::Sum>(&first)) return std::move(*sum);
    auto simple = simple_value(std::move(first), range);
    if (!simple) return std::nullopt;
    return ast::Sum{std::move(*simple), {}, {}};
  }

  Maybe<std::variant<ast::Literal, ast::Path>> simple_value(ast::Operand operand, tree::Range range) {
    if (auto* path = std::get_if<ast::Path>(&operand)) return std::move(*path);
    if (auto* literal = std::get_if<ast::Literal>(&operand)) return std::move(*literal);
    in_.reporter().error(Code::wrong_operand, in_.span(range), backticked(in_.text(range)) + " cannot be part of a sum", {},
                         "a date or instant takes `+` and `-` with a duration, left to right");
    return std::nullopt;
  }

  Converter& in_;
};

}  // namespace

tree::Range range_of(tree::Expr const& expr) {
  auto const& first = expr.first;
  auto const begin = first.nots ? first.nots : range_of(first.primary);
  return range_of(begin, range_of(expr.rest.empty() ? first.primary : expr.rest.back().primary));
}

Maybe<ast::Expr> Converter::expression(tree::Expr& expr) { return Expressions(*this).chain(expr); }

ast::SetLiteral Converter::set(tree::Range set) {
  ast::SetLiteral out;
  out.span = span(set);
  auto const elements = listed(set, read_element);
  out.elements.reserve(elements.size());
  for (auto const element : elements) out.elements.push_back(term_or_party(element));
  return out;
}

ast::Many Converter::many(tree::Range many) {
  if (is_set(many)) return set(many);
  if (text_[many.begin] == '@') return party(many);
  if (is_upper(text_[many.begin])) return term(many);
  return path(many);
}

}  // namespace izin::syntax
