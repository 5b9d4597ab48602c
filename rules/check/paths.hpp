// What a path names: a field of the flow, of a record or of a party, a definition, a question, the pool.
#pragma once

#include <string>

#include "rules/check/context.hpp"

namespace izin::check {

struct PathMeaning {
  enum class Kind : std::uint8_t {
    nothing,   ///< an error, reported
    field,     ///< `type` and `text`
    define,    ///< `index` = DefineId
    question,  ///< `index` = QuestionId
    pool,      ///< `pool`, `type`
  } kind = Kind::nothing;
  Type type;
  std::string text;
  bool of_subject = false;
  std::uint32_t index = 0;
  PoolFact pool = PoolFact::size;
};

[[nodiscard]] PathMeaning resolve_path(Context& context, ast::Path const& path);
/// A path that must be a field; a definition, a question or the pool is reported as what cannot stand there.
[[nodiscard]] PathMeaning resolve_field(Context& context, ast::Path const& path);

/// The slot of a field, made when nothing read it before; enters `subject` paths into `reads`.
SlotId slot_of(Context& context, PathMeaning const& field, Span span, Reads& reads);
/// The slot of a path that the checker itself reads.
SlotId slot_of(Context& context, std::string const& path, Type const& type);

}  // namespace izin::check
