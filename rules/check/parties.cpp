// Declared parties: their names, and what their declarations give.
#include <algorithm>

#include "rules/check/stages.hpp"
#include "rules/check/values.hpp"

namespace izin::check {

void check_parties(Context& context) {
  auto const& found = context.declarations.parties;
  std::vector<Declared> declared;
  for (std::uint32_t i = 0; i < found.size(); ++i) declared.push_back({&found[i].tree->name, 0, i});
  context.parties.fill(context, std::move(declared));
  auto& schema = context.model.schema;
  for (auto const& [name, entry] : context.parties.sorted()) schema.parties.push_back({name, entry.declared, {}});

  ValueReader reader(context, {schema.element_store, schema.text_store});
  for (auto const& party : found) {
    PathValues values;
    reader.read_fields(all_of(party.tree->fields), reader.fields_of(schema.party_record), "", values);
    auto& target = schema.parties[schema.party(party.tree->name.text)->value];
    if (target.declared != party.tree->name.span) continue;  // a second declaration of the name
    for (auto& value : values) target.fields.emplace_back(std::move(value.path), value.value);
    std::sort(target.fields.begin(), target.fields.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  }
}

}  // namespace izin::check
