#include "rules/check/declarations.hpp"

#include <type_traits>

namespace izin::check {

Declarations gather(std::vector<ast::File> const& files) {
  Declarations all;
  for (auto const& file : files) {
    for (auto const& declaration : file.declarations) {
      std::visit(
          [&](auto const& tree) {
            using Tree = std::decay_t<decltype(tree)>;
            Found<Tree> const found{&tree, declaration.span};
            if constexpr (std::is_same_v<Tree, ast::Taxonomy>) (tree.extends ? all.extensions : all.taxonomies).push_back(found);
            if constexpr (std::is_same_v<Tree, ast::Record>) all.records.push_back(found);
            if constexpr (std::is_same_v<Tree, ast::Flow>) all.flows.push_back(found);
            if constexpr (std::is_same_v<Tree, ast::PartyDecl>) all.parties.push_back(found);
            if constexpr (std::is_same_v<Tree, ast::Define>) all.defines.push_back(found);
            if constexpr (std::is_same_v<Tree, ast::Instrument>) all.instruments.push_back(found);
            if constexpr (std::is_same_v<Tree, ast::Question>) all.questions.push_back(found);
            if constexpr (std::is_same_v<Tree, ast::Ruling>) all.rulings.push_back(found);
            if constexpr (std::is_same_v<Tree, ast::Test>) all.tests.push_back(found);
            if constexpr (std::is_same_v<Tree, ast::Invariant>) all.invariants.push_back(found);
          },
          declaration.node);
    }
  }
  return all;
}

}  // namespace izin::check
