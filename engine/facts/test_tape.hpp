// What a test in a policy file gives, as a tape: so one reader serves inputs and tests.
#pragma once

#include <string_view>
#include <vector>

#include "engine/facts/json_tape.hpp"
#include "grammar/ast/policy.hpp"

namespace izin::input {

/// The values as an object with the test's name as its `id`. Places are those of the policy file.
[[nodiscard]] JsonTape tape_of(ast::Test const& test, std::vector<ast::ValueField> const& given, std::string_view policy_text);

}  // namespace izin::input
