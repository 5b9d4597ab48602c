// Values as the language writes them, for traces.
#include "engine/evaluate/duties.hpp"
#include "engine/evaluate/trace.hpp"

namespace izin {
namespace {

std::string element_text(Model const& model, Type const& type, std::uint32_t code, std::vector<std::string> const& own_names) {
  if (type.base == Base::term) return model.schema.of(type.taxonomy).terms[code].name;
  std::string const name = party_text(model, code, own_names);
  return name.empty() ? "a party without a name" : name;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

std::string scalar_text(Type const& type, Value const& value) {
  switch (type.base) {
    case Base::boolean:
      return value.number != 0 ? "true" : "false";
    case Base::integer:
      return to_text(Number{value.number * nano, false});
    case Base::decimal:
      return to_text(Number{value.number, true});
    case Base::percent:
      return to_text(Percent{value.number});
    case Base::money:
      return to_text(Money{value.number, value.code});
    case Base::text:
      return quoted(value.text);
    case Base::date:
      return to_text(Date{static_cast<std::int32_t>(value.number / micros_per_day)});
    case Base::instant:
      return to_text(Instant{static_cast<std::int64_t>(value.number)});
    case Base::duration:
      return to_text(Duration{static_cast<Duration::Unit>(value.unit), static_cast<std::int64_t>(value.number)});
    default:
      return "given";
  }
}

}  // namespace

std::optional<std::string> value_text(Model const& model, Type const& type, Value const& value,
                                      std::vector<std::string> const& own_names) {
  if (!value.given) return std::nullopt;
  if (type.base != Base::term && type.base != Base::party) return scalar_text(type, value);
  if (type.many == Many::one) return element_text(model, type, value.code, own_names);
  std::string out = "{";
  for (std::uint32_t const element : value.elements) {
    if (out.size() > 1) out += ", ";
    out += element_text(model, type, element, own_names);
  }
  return out + "}";
}

}  // namespace izin
