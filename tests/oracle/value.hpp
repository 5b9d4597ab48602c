// The values of a flow, read from JSON by the types that the bundle declares. A value that is not given is not there.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "tests/oracle/bundle.hpp"

namespace izin::oracle {

struct Value {
  enum class Kind { flag, number, percent, money, text, moment, duration, term, party, set, record } kind = Kind::record;
  Int128 amount = 0;     ///< 0 or 1; billionths of a number, a percent, money; microseconds of a moment
  std::int64_t per = 1;  ///< `amount` counts parts of this many (a share of a pool)
  std::uint32_t currency = 0;
  Duration duration;
  std::string text;                     ///< of a Text; the term's name
  std::string taxonomy;                 ///< of a term
  std::optional<std::string> name;      ///< of a party: `@acme` for a declared one; none: it could be anyone
  std::vector<Value> elements;          ///< of a set
  std::map<std::string, Value> fields;  ///< of a record and of a party
};

/// Reads a value of a type. Assumes that the input is valid.
[[nodiscard]] Value read(Bundle const& bundle, Type const& type, nlohmann::json const& json);
/// Reads an object of some fields: a flow, a subject.
[[nodiscard]] Value read_fields(Bundle const& bundle, Fields const& fields, nlohmann::json const& json);
/// A declared party with the fields of its declaration.
[[nodiscard]] Value declared_party(Bundle const& bundle, std::string const& name);
/// The value of a literal in an expression.
[[nodiscard]] Value value_of(ast::Literal const& literal);

/// What a path leads to, or null where the input does not give it.
[[nodiscard]] Value const* find(Value const& flow, ast::Path const& path);

[[nodiscard]] WideMicros read_moment(std::string const& text);

}  // namespace izin::oracle
