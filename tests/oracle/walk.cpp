// What a condition reads, by walking its tree.
#include "tests/oracle/bundle.hpp"

namespace izin::oracle {
namespace {

template <class... F>
struct Cases : F... {
  using F::operator()...;
};
template <class... F>
Cases(F...) -> Cases<F...>;

void paths_of(ast::Operand const& operand, std::vector<ast::Path const*>& out) {
  if (auto const* path = std::get_if<ast::Path>(&operand)) out.push_back(path);
  if (auto const* sum = std::get_if<ast::Sum>(&operand)) {
    if (auto const* base = std::get_if<ast::Path>(&sum->base)) out.push_back(base);
    for (auto const& part : sum->parts) {
      if (auto const* amount = std::get_if<ast::Path>(&part.amount)) out.push_back(amount);
    }
  }
}

void paths_of(ast::Many const& many, std::vector<ast::Path const*>& out) {
  if (auto const* path = std::get_if<ast::Path>(&many)) out.push_back(path);
}

}  // namespace

void each_path(ast::Expr const& expr, std::vector<ast::Path const*>& out) {
  std::visit(Cases{[&](ast::Compare const& e) { paths_of(*e.left, out), paths_of(*e.right, out); },
                   [&](ast::Is const& e) { out.push_back(&e.left); },
                   [&](ast::In const& e) { out.push_back(&e.left), paths_of(*e.right, out); },
                   [&](ast::Has const& e) { out.push_back(&e.left), paths_of(*e.right, out); },
                   [&](ast::Within const& e) { out.push_back(&e.left), paths_of(*e.right, out); },
                   [&](ast::Known const& e) { out.push_back(&e.left); }, [&](ast::Consent const&) {},
                   [&](ast::Condition const& e) { out.push_back(&e.path); }, [&](ast::Constant const&) {},
                   [&](ast::Not const& e) { each_path(*e.operand, out); },
                   [&](ast::And const& e) {
                     for (auto const& operand : e.operands) each_path(operand, out);
                   },
                   [&](ast::Or const& e) {
                     for (auto const& operand : e.operands) each_path(operand, out);
                   }},
             expr.node);
}

void questions_read(Bundle const& bundle, ast::Expr const& expr, std::set<std::string>& out) {
  std::vector<ast::Path const*> paths;
  each_path(expr, paths);
  for (auto const* path : paths) {
    if (path->segments.size() != 1) continue;
    auto const& name = path->segments.front().text;
    if (bundle.questions.contains(name)) out.insert(name);
    if (auto const define = bundle.defines.find(name); define != bundle.defines.end()) {
      questions_read(bundle, *define->second, out);
    }
  }
}

}  // namespace izin::oracle
