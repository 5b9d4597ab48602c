// The pass of the rules that speak once per subject, again and again for the people of a pool: what cannot differ between them is
// computed once.
#pragma once

#include "engine/evaluate/lists.hpp"
#include "engine/evaluate/missing.hpp"

namespace izin {

class OnePerson {
 public:
  explicit OnePerson(Program const& program);

  /// Computes everything for these slots and this consent, both of which must live until the next call. `fresh`: nothing is kept
  /// of the call before; otherwise only what reads the subject or consent has changed.
  enum class Keep : std::uint8_t { nothing, what_cannot_vary };
  void compute(std::span<Value const> slots, ConsentView const& consent, Keep keep);

  [[nodiscard]] Verdict verdict() const { return verdict_; }
  [[nodiscard]] Part part() const { return {reading_, program_.subject_rules, &valuation_}; }
  [[nodiscard]] Reading const& reading() const { return reading_; }
  [[nodiscard]] Valuation const& valuation() const { return valuation_; }
  [[nodiscard]] Valuation& valuation() { return valuation_; }

  /// The verdict and all lists but `missing` and `duties`, for a flow of this person alone and a bundle without rules of the
  /// pool.
  [[nodiscard]] Decision decision() const;

 private:
  Program const& program_;
  Reading reading_;
  Valuation valuation_;
  Verdict verdict_ = Verdict::deny;
};

}  // namespace izin
