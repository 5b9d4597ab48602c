// The product as a gate uses it: a bundle loaded, flows and facts read, decisions made. Its answers as text, to be compared.
#pragma once

#include <stdexcept>

#include "engine/gate/gate.hpp"
#include "tests/oracle/decide.hpp"

namespace izin::differential {

/// The product refused a bundle or an input that ought to be valid: the maker of one of them is wrong.
class Refused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An input as the product reads it.
struct ProductInputs {
  std::unique_ptr<SourceMap> sources;
  Facts facts;
  Flow flow;
  std::optional<Instant> known_at;
};

class Product {
 public:
  /// Throws Refused.
  explicit Product(std::vector<BundleFile> files);

  /// Throws Refused.
  [[nodiscard]] ProductInputs read(oracle::Inputs const& inputs) const;
  /// The same with the flow as this text.
  [[nodiscard]] ProductInputs read(oracle::Inputs const& inputs, std::string const& flow) const;
  /// Of a pool, `each` gets what every subject was answered.
  [[nodiscard]] Decision decide(ProductInputs const& inputs, std::vector<Decision>* each = nullptr, unsigned threads = 1) const;
  /// The decision in the corpus's words.
  [[nodiscard]] std::string text(Decision const& decision, Flow const& flow) const;
  /// The same without vague terms, which the oracle does not name.
  [[nodiscard]] std::string comparable(Decision decision, Flow const& flow) const;
  [[nodiscard]] Policy const& policy() const { return policy_; }
  [[nodiscard]] ConsentView consent(ProductInputs const& inputs, Subject const* subject) const;

 private:
  Policy policy_;
};

}  // namespace izin::differential
