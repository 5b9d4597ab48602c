// One side of `==`, `<` and their kin, read and typed.
#pragma once

#include "rules/check/expressions.hpp"

namespace izin::check {

/// One side: a value, a term that waits for the other side's taxonomy, or an error that was reported.
struct Side {
  enum class Kind : std::uint8_t { bad, value, term } kind = Kind::bad;
  Operand operand;
  ast::Term const* term = nullptr;
  Span span;
  bool bare_zero = false;
};

/// Types that can stand beside each other.
enum class Family : std::uint8_t { boolean, number, percent, money, text, time, duration, term, party, record };

[[nodiscard]] Family family(Type const& type);

class Sides {
 public:
  Sides(Context& context, Reads& reads) : context_(context), reads_(reads) {}

  [[nodiscard]] Side read(ast::Operand const& operand);

 private:
  Side side(ast::Path const& path);
  Side side(ast::Literal const& literal);
  Side side(ast::Term const& term);
  Side side(ast::Party const& party);
  Side side(ast::Sum const& sum);
  void not_a_value(ast::Path const& path, PathMeaning const& meaning);
  bool base(std::variant<ast::Literal, ast::Path> const& tree, Operand& out);
  bool amount(ast::SumPart const& part, Operand& out);
  bool is_moment(Type const& type, Span span);
  bool not_a_duration(Type const& type, Span span);

  Context& context_;
  Reads& reads_;
};

}  // namespace izin::check
