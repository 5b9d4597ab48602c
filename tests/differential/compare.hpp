// The product beside the oracle, for one bundle and any number of inputs.
#pragma once

#include "tests/differential/piece.hpp"
#include "tests/differential/product.hpp"

namespace izin::differential {

/// The files of a bundle of pieces, spread over some files.
[[nodiscard]] std::vector<BundleFile> files_of(std::vector<Piece> const& pieces, std::size_t how_many = 1);

/// One bundle, loaded by the product and parsed for the oracle.
class Pair {
 public:
  /// Throws Refused.
  explicit Pair(std::vector<BundleFile> const& files);

  [[nodiscard]] Product const& product() const { return product_; }
  [[nodiscard]] oracle::Bundle const& bundle() const { return *bundle_; }

 private:
  Product product_;
  SourceMap sources_;
  std::vector<ast::File> trees_;
  std::unique_ptr<oracle::Bundle> bundle_;
};

/// What both answered; a pool's subjects included.
struct Answers {
  std::string oracle, product;
  oracle::Answer answer;
};
[[nodiscard]] Answers ask(Pair const& pair, oracle::Inputs const& inputs);

/// A bundle and inputs about which the two differ, made as small as taking pieces away can make it.
struct Scenario {
  std::vector<Piece> pieces;
  oracle::Inputs inputs;
};
[[nodiscard]] Scenario shrink(Scenario scenario);
/// The scenario and both answers, to be read by people: a corpus case but for the answers.
[[nodiscard]] std::string show(Scenario const& scenario);

}  // namespace izin::differential
