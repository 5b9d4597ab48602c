// Decides one flow with the library: consumer POLICIES FLOW. Prints the decision; exit code 0 for a permit, 1 for anything else,
// 2 for an error.
#include <fstream>
#include <iostream>
#include <sstream>

#include "engine/gate/gate.hpp"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  try {
    izin::Policy const policy = izin::open_policy({argv[1]});
    izin::Gate gate(policy, izin::Facts(), izin::log::system_environment());
    std::ifstream file(argv[2]);
    std::ostringstream flow;
    flow << file.rdbuf();
    bool permitted = true;
    for (izin::Decided const& decided : gate.decide(flow.str())) {
      std::cout << gate.to_json(decided) << '\n';
      permitted = permitted && decided.answer.decision.verdict == izin::Verdict::permit;
    }
    return permitted ? 0 : 1;
  } catch (izin::Refused const& refused) {
    std::cerr << refused.what();
  } catch (std::exception const& error) {
    std::cerr << error.what() << '\n';
  }
  return 2;
}
