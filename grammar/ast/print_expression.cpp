// Layout of expressions.
#include "grammar/ast/print.hpp"
#include "grammar/ast/print_parts.hpp"

namespace izin::ast {
namespace {

/// Writes an expression on one line, until it is longer than anyone asked for.
class OneLine {
 public:
  explicit OneLine(std::size_t most) : most_(most) {}

  bool write(Expr const& expr) {
    if (expr.parenthesised) out += '(';
    std::visit([this](auto const& node) { this->node(node); }, expr.node);
    if (expr.parenthesised) out += ')';
    return fits();
  }
  [[nodiscard]] bool fits() const { return out.size() <= most_ * 4 && columns_of(out) <= most_; }

  std::string out;

 private:
  [[nodiscard]] bool full() const { return out.size() > most_ * 4; }

  void node(Compare const& compare) {
    operand(*compare.left);
    (out += ' ') += text_of(compare.order);
    out += ' ';
    operand(*compare.right);
  }
  void node(Is const& is) { out += is.left.text() + (is.negated ? " is not " : " is ") + text_of(*is.right); }
  void node(In const& in) {
    out += in.left.text() + " in ";
    many(*in.right);
  }
  void node(Has const& has) {
    left(has.left, has.under);
    out += has.quantifier == Quantifier::any ? " has any " : has.quantifier == Quantifier::all ? " has all " : " has ";
    many(*has.right);
  }
  void node(Within const& within) {
    left(within.left, within.under);
    out += " within ";
    many(*within.right);
  }
  void node(Known const& known) { out += known.left.text() + (known.negated ? " is unknown" : " is known"); }
  void node(Consent const& consent) { out += text_of(consent.word); }
  void node(Condition const& condition) { out += condition.path.text(); }
  void node(Constant const& constant) { out += constant.value ? "true" : "false"; }
  void node(Not const& deny) {
    out += "not ";
    write(*deny.operand);
  }
  void node(And const& all) { chain(all.operands, " and "); }
  void node(Or const& any) { chain(any.operands, " or "); }

  void chain(std::vector<Expr> const& operands, std::string_view word) {
    for (auto const& operand : operands) {
      if (&operand != operands.data()) out += word;
      write(operand);
      if (full()) return;
    }
  }
  void left(Path const& path, OptionalBox<Term> const& under) {
    out += path.text();
    if (under) out += " under " + under->name.text;
  }
  void operand(Operand const& operand) {
    std::visit(
        Overloaded{[this](Path const& path) { out += path.text(); }, [this](Literal const& literal) { out += text_of(literal); },
                   [this](Term const& term) { out += term.name.text; },
                   [this](Party const& party) { out += "@" + party.name.text; },
                   [this](Sum const& sum) {
                     simple(sum.base);
                     for (auto const& part : sum.parts) {
                       out += part.sign == Sign::plus ? " + " : " - ";
                       simple(part.amount);
                       if (full()) return;
                     }
                   }},
        operand);
  }
  void simple(std::variant<Literal, Path> const& value) {
    if (auto const* literal = std::get_if<Literal>(&value))
      out += text_of(*literal);
    else
      out += std::get<Path>(value).text();
  }
  void many(Many const& many) {
    std::visit(Overloaded{[this](Path const& path) { out += path.text(); }, [this](Term const& term) { out += term.name.text; },
                          [this](Party const& party) { out += "@" + party.name.text; },
                          [this](SetLiteral const& set) {
                            out += '{';
                            for (auto const& element : set.elements) {
                              if (&element != set.elements.data()) out += ", ";
                              out += text_of(element);
                              if (full()) return;
                            }
                            out += '}';
                          }},
               many);
  }

  std::size_t most_;
};

Span span_of(std::variant<Literal, Path> const& value) {
  return std::holds_alternative<Path>(value) ? std::get<Path>(value).span : std::get<Literal>(value).span;
}

/// Where the first word of an expression begins, and its last one ends, without parentheses that the layout drops.
std::uint32_t first_word(Expr const& expr) {
  if (expr.parenthesised) return expr.span.begin;
  if (auto const* all = std::get_if<And>(&expr.node)) return first_word(all->operands.front());
  if (auto const* any = std::get_if<Or>(&expr.node)) return first_word(any->operands.front());
  auto const* compare = std::get_if<Compare>(&expr.node);
  if (compare == nullptr) return expr.span.begin;
  auto const* sum = std::get_if<Sum>(&*compare->left);
  return (sum != nullptr ? span_of(sum->base) : span_of(*compare->left)).begin;
}
std::uint32_t last_word(Expr const& expr) {
  if (expr.parenthesised) return expr.span.end;
  if (auto const* all = std::get_if<And>(&expr.node)) return last_word(all->operands.back());
  if (auto const* any = std::get_if<Or>(&expr.node)) return last_word(any->operands.back());
  if (auto const* deny = std::get_if<Not>(&expr.node)) return last_word(*deny->operand);
  auto const* compare = std::get_if<Compare>(&expr.node);
  if (compare == nullptr) return expr.span.end;
  auto const* sum = std::get_if<Sum>(&*compare->right);
  return (sum != nullptr ? span_of(sum->parts.back().amount) : span_of(*compare->right)).end;
}

/// Writes an expression from where a line is, comments and all.
class Layout {
 public:
  explicit Layout(Writer& out) : out_(out) {}

  /// `indent`: where the lines after the first begin.
  void write(Expr const& expr, std::size_t indent) {
    if (expr.parenthesised) {
      out_.comments_before(expr.span.begin + 1);
      out_.text("(");
    }
    std::visit([&](auto const& node) { this->node(node, expr, indent); }, expr.node);
    out_.comments_before(expr.span.end);  // also what stood before parentheses that are not kept
    if (expr.parenthesised) out_.text(")");
  }

 private:
  void node(Compare const& compare, Expr const&, std::size_t) {
    operand(*compare.left);
    word(text_of(compare.order));
    operand(*compare.right);
  }
  void node(Is const& is, Expr const&, std::size_t) {
    path(is.left);
    word(is.negated ? "is not" : "is");
    element(*is.right);
  }
  void node(In const& in, Expr const&, std::size_t) {
    path(in.left);
    word("in");
    many(*in.right);
  }
  void node(Has const& has, Expr const&, std::size_t) {
    left(has.left, has.under);
    word(has.quantifier == Quantifier::any ? "has any" : has.quantifier == Quantifier::all ? "has all" : "has");
    many(*has.right);
  }
  void node(Within const& within, Expr const&, std::size_t) {
    left(within.left, within.under);
    word("within");
    many(*within.right);
  }
  void node(Known const& known, Expr const& expr, std::size_t) {
    path(known.left);
    out_.blank();
    out_.comments_before(expr.span.end);
    out_.text(known.negated ? "is unknown" : "is known");
  }
  void node(Consent const& consent, Expr const& expr, std::size_t) {
    // Comments within the phrase come behind its first word, and stay there.
    auto const phrase = text_of(consent.word);
    auto const first = phrase.find(' ');
    leaf(phrase.substr(0, first), expr.span);
    out_.blank();
    out_.comments_before(expr.span.end);
    out_.text(phrase.substr(first + 1));
  }
  void node(Condition const& condition, Expr const&, std::size_t) { path(condition.path); }
  void node(Constant const& constant, Expr const& expr, std::size_t) {
    out_.comments_before(expr.span.end);
    out_.text(constant.value ? "true" : "false");
  }
  void node(Not const& deny, Expr const& expr, std::size_t indent) {
    out_.comments_before(expr.span.begin);
    out_.text("not");
    out_.blank();
    write(*deny.operand, indent);
  }
  void node(And const& all, Expr const& expr, std::size_t indent) { chain(all.operands, "and", expr, indent); }
  void node(Or const& any, Expr const& expr, std::size_t indent) { chain(any.operands, "or", expr, indent); }

  void chain(std::vector<Expr> const& operands, std::string_view word_of, Expr const& expr, std::size_t indent) {
    bool broken = !OneLine(out_.room()).write(expr);
    for (std::size_t i = 1; i < operands.size() && !broken; ++i)
      broken = out_.breaks_between(last_word(operands[i - 1]), first_word(operands[i]));
    if (!broken) {
      for (auto const& operand : operands) {
        if (&operand != operands.data()) word(word_of);
        write(operand, indent);
      }
      return;
    }
    write(operands.front(), indent + 2);
    for (std::size_t i = 1; i < operands.size(); ++i) {
      out_.comments_before(first_word(operands[i]));
      out_.set_continuation(indent);
      out_.wrap();
      out_.text(word_of);
      out_.blank();
      out_.set_continuation(indent + 2);
      write(operands[i], indent + 2);
    }
  }

  void left(Path const& left, OptionalBox<Term> const& under) {
    path(left);
    if (!under) return;
    word("under");
    leaf(under->name.text, under->name.span);
  }
  void operand(Operand const& operand) {
    std::visit(Overloaded{[this](Path const& value) { path(value); }, [this](Literal const& value) { literal(value); },
                          [this](Term const& value) { leaf(value.name.text, value.name.span); },
                          [this](Party const& value) { leaf("@" + value.name.text, value.name.span); },
                          [this](Sum const& sum) {
                            simple(sum.base);
                            for (auto const& part : sum.parts) {
                              word(part.sign == Sign::plus ? "+" : "-");
                              simple(part.amount);
                            }
                          }},
               operand);
  }
  void simple(std::variant<Literal, Path> const& value) {
    if (auto const* written = std::get_if<Literal>(&value))
      literal(*written);
    else
      path(std::get<Path>(value));
  }
  void many(Many const& many) {
    std::visit(Overloaded{[this](Path const& value) { path(value); },
                          [this](Term const& value) { leaf(value.name.text, value.name.span); },
                          [this](Party const& value) { leaf("@" + value.name.text, value.name.span); },
                          [this](SetLiteral const& set) { ast::write(out_, set); }},
               many);
  }
  void element(std::variant<Term, Party> const& element) {
    auto const& name = std::holds_alternative<Term>(element) ? std::get<Term>(element).name : std::get<Party>(element).name;
    leaf(text_of(element), name.span);
  }
  void path(Path const& path) { leaf(path.text(), path.span); }
  void literal(Literal const& literal) { leaf(text_of(literal), literal.span); }

  /// A word that has a place: comments before it come first.
  void leaf(std::string_view text, Span span) {
    out_.comments_before(span.begin);
    if (columns_of(text) > out_.room() && out_.room() < Writer::width - out_.continuation()) out_.wrap();
    out_.text(text);
  }
  /// A word between two others.
  void word(std::string_view text) {
    out_.blank();
    out_.text(text);
    out_.blank();
  }

  Writer& out_;
};

}  // namespace

std::string one_line(Expr const& expr) {
  OneLine out(SIZE_MAX / 8);
  out.write(expr);
  return std::move(out.out);
}

std::string print(Expr const& expr) { return one_line(expr); }

void write(Writer& out, Expr const& expr) { Layout(out).write(expr, out.indentation() + 2); }

void write(Writer& out, SetLiteral const& set) {
  out.comments_before(set.span.begin);
  out.text("{");
  for (auto const& element : set.elements) {
    bool const is_last = &element == &set.elements.back();
    auto const& name = std::holds_alternative<Term>(element) ? std::get<Term>(element).name : std::get<Party>(element).name;
    auto const text = text_of(element) + (is_last ? "" : ",");
    if (&element != set.elements.data()) out.blank();
    out.comments_before(name.span.begin);
    if (columns_of(text) + 1 > out.room()) out.wrap();
    out.text(text);
  }
  out.comments_before(set.span.end);
  out.text("}");
}

}  // namespace izin::ast
