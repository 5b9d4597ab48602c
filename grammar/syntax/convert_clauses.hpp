// Turns a list of tree items into clauses of one kind: a clause that was wrong, and was reported, is left out.
#pragma once

#include "grammar/syntax/converter.hpp"

namespace izin::syntax {

/// Where a tree item stands.
[[nodiscard]] tree::Range range_of(tree::Words const& words);
[[nodiscard]] tree::Range range_of(tree::Condition const& condition);
[[nodiscard]] tree::Range range_of(tree::TestConsent const& consent);
[[nodiscard]] tree::Range range_of(tree::Values const& values);
[[nodiscard]] tree::Range range_of(tree::Taxonomy const& taxonomy);
[[nodiscard]] tree::Range range_of(tree::Fields const& fields);
[[nodiscard]] tree::Range range_of(tree::Block const& block);
[[nodiscard]] tree::Range range_of(tree::Hole const& hole);

template <class T>
T& unwrapped(T& item) {
  return item;
}
template <class T>
T& unwrapped(tree::x3::forward_ast<T>& item) {
  return item.get();
}

/// `convert(words)` and its like give a Maybe of the clause's node, for each shape of item that may occur in the list.
template <class Clause, class Convert>
std::vector<Clause> clauses(Converter& in, std::vector<tree::Item>& items, Convert const& convert) {
  using Node = decltype(Clause::node);
  std::vector<Clause> out;
  out.reserve(items.size());
  for (auto& item : items) {
    boost::apply_visitor(
        [&](auto& wrapped) {
          auto& shape = unwrapped(wrapped);
          if constexpr (std::is_invocable_r_v<Maybe<Node>, Convert const&, decltype(shape)>) {
            auto const place = in.span(range_of(shape));
            if (Maybe<Node> node = convert(shape)) out.push_back({std::move(*node), place});
          }
        },
        item.get());
    item = tree::Hole{};
  }
  return out;
}

template <class... Cases>
struct Overloaded : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Overloaded(Cases...) -> Overloaded<Cases...>;

}  // namespace izin::syntax
