// What tests of the check share: a small vocabulary, bundles from texts, codes as a line.
#pragma once

#include <initializer_list>
#include <string>

#include "rules/check/build.hpp"

namespace izin::test {

inline constexpr char const* small_vocabulary = R"(
taxonomy Operation { Use { TrainModel } Disclose { Sell Share } }
taxonomy Kind { Platform Broker }
taxonomy Action { Notify }
record Party { kind: Kind  home: Kind }
record Person { age: Int  left: Instant }
flow {
  sender: Party  recipient: Party  subject: Person
  data: some of Operation  operation: some of Operation  purpose: some of Operation  targets: set of Operation
  allies: set of Party  main: Operation  price: Money  count: Int  score: Decimal  day: Date  wait: Duration  agreed: Bool
}
party acme { kind: Platform }
party bolt {}
)";

/// Builds the small vocabulary and one policy.
[[nodiscard]] inline BuildResult build_with(std::string policy) {
  return build({{"a.izin", small_vocabulary}, {"b.izin", std::move(policy)}});
}

/// The codes of all problems, in their order, separated by blanks.
[[nodiscard]] inline std::string codes(BuildResult const& result) {
  std::string text;
  for (auto const& problem : result.problems) text += (text.empty() ? "" : " ") + code_text(problem.code);
  return text;
}

}  // namespace izin::test
