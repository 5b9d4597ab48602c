// Turns a list of tree items into clauses of one kind: a clause that was wrong, and was reported, is left out.
#pragma once

#include "grammar/syntax/converter.hpp"

namespace izin::syntax {

/// Where a tree item stands.
[[nodiscard]] tree::Range range_of(tree::Words const& words);
[[nodiscard]] tree::Range range_of(tree::Condition const& condition);
[[nodiscard]] tree::Range range_of(tree::References const& references);
[[nodiscard]] tree::Range range_of(tree::Dimension const& dimension);
[[nodiscard]] tree::Range range_of(tree::TestConsent const& consent);
[[nodiscard]] tree::Range range_of(tree::Expect const& expect);
[[nodiscard]] tree::Range range_of(tree::Values const& values);
[[nodiscard]] tree::Range range_of(tree::Taxonomy const& taxonomy);
[[nodiscard]] tree::Range range_of(tree::Fields const& fields);
[[nodiscard]] tree::Range range_of(tree::Block const& block);
[[nodiscard]] tree::Range range_of(tree::Hole const& hole);

template <class T>
T const& unwrapped(T const& item) {
  return item;
}
template <class T>
T const& unwrapped(tree::x3::forward_ast<T> const& item) {
  return item.get();
}

/// `convert(words)` and its like give a Maybe of the clause's node, for each shape of item that may occur in the list.
template <class Clause, class Convert>
std::vector<Clause> clauses(Converter& in, std::vector<tree::Item> const& items, Convert const& convert) {
  using Node = decltype(Clause::node);
  std::vector<Clause> out;
  out.reserve(items.size());
  for (auto const& item : items) {
    boost::apply_visitor(
        [&](auto const& wrapped) {
          auto const& shape = unwrapped(wrapped);
          if constexpr (std::is_invocable_r_v<Maybe<Node>, Convert const&, decltype(shape)>) {
            if (Maybe<Node> node = convert(shape)) out.push_back({std::move(*node), in.span(range_of(shape))});
          }
        },
        item.get());
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
