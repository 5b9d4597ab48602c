#include "rules/check/scope.hpp"

#include <algorithm>

#include "rules/check/context.hpp"

namespace izin::check {

void Scope::fill(Context& context, std::vector<Declared> declarations) {
  std::sort(declarations.begin(), declarations.end(),
            [](Declared const& a, Declared const& b) { return before(a.name->span, b.name->span); });
  for (auto const& declared : declarations) {
    auto const [entry, added] =
        entries_.try_emplace(declared.name->text, Entry{declared.kind, declared.index, declared.name->span});
    if (!added) context.duplicate(declared.name->text, declared.name->span, entry->second.declared);
  }
}

void Scope::set_index(std::string_view name, std::uint32_t index) { entries_.at(std::string(name)).index = index; }

Scope::Entry const* Scope::find(std::string_view name) const {
  auto const at = entries_.find(std::string(name));
  return at == entries_.end() ? nullptr : &at->second;
}

std::vector<std::pair<std::string, Scope::Entry>> Scope::sorted() const {
  std::vector<std::pair<std::string, Entry>> all(entries_.begin(), entries_.end());
  std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
  return all;
}

std::vector<std::string> Scope::names() const {
  std::vector<std::string> all;
  for (auto const& [name, entry] : entries_) all.push_back(name);
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace izin::check
