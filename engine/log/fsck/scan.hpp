// Canonical JSON as the verifier reads it: one pass that checks every rule of README.md section 2 and keeps where things stand.
// Written apart from the writer's code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace izin::log::fsck {

enum class Kind : std::uint8_t { text, number, flag, array, object };

/// A value as it stands in the text.
struct Value {
  Kind kind = Kind::text;
  std::string_view raw;  ///< with quotes, brackets
};
struct Member {
  std::string_view name;  ///< without quotes, escapes as they stand
  Value value;
};

/// The members of a canonical object, in order; nothing where the text is not canonical JSON or no object.
[[nodiscard]] std::optional<std::vector<Member>> scan_object(std::string_view text);
/// The items of a canonical array.
[[nodiscard]] std::optional<std::vector<Value>> scan_array(std::string_view text);
/// What a canonical text (with its quotes) says.
[[nodiscard]] std::string text_of(std::string_view raw);
/// Of a canonical number.
[[nodiscard]] std::int64_t number_of(std::string_view raw);

/// Null where there is none of this name.
[[nodiscard]] Value const* find(std::vector<Member> const& members, std::string_view name);
/// The value of a text member; nothing where there is none.
[[nodiscard]] std::optional<std::string> find_text(std::vector<Member> const& members, std::string_view name);
/// Of a number member that is not negative.
[[nodiscard]] std::optional<std::uint64_t> find_count(std::vector<Member> const& members, std::string_view name);
/// Of an object member.
[[nodiscard]] std::optional<std::vector<Member>> find_object(std::vector<Member> const& members, std::string_view name);

}  // namespace izin::log::fsck
