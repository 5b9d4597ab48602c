// The declarations of a bundle, sorted by kind, in the order of their paths and places.
#pragma once

#include <vector>

#include "grammar/ast/policy.hpp"

namespace izin::check {

/// A declaration's tree and its whole place.
template <class Tree>
struct Found {
  Tree const* tree = nullptr;
  Span span;
};

/// In the order of files, which is that of their paths, and places.
[[nodiscard]] inline bool before(Span const& a, Span const& b) { return a.file != b.file ? a.file < b.file : a.begin < b.begin; }

struct Declarations {
  std::vector<Found<ast::Taxonomy>> taxonomies;
  std::vector<Found<ast::Taxonomy>> extensions;  ///< `extend`
  std::vector<Found<ast::Record>> records;
  std::vector<Found<ast::Flow>> flows;
  std::vector<Found<ast::PartyDecl>> parties;
  std::vector<Found<ast::Define>> defines;
  std::vector<Found<ast::Instrument>> instruments;
  std::vector<Found<ast::Question>> questions;
  std::vector<Found<ast::Ruling>> rulings;
  std::vector<Found<ast::Test>> tests;
  std::vector<Found<ast::Invariant>> invariants;
};

/// Holes are passed over. The trees must outlive the result.
[[nodiscard]] Declarations gather(std::vector<ast::File> const& files);

}  // namespace izin::check
