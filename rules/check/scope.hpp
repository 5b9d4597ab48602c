// A namespace: each name in it is declared once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grammar/ast/policy.hpp"

namespace izin::check {

struct Context;

/// One declaration of a name.
struct Declared {
  ast::Name const* name = nullptr;
  std::uint8_t kind = 0;    ///< which of the namespace's kinds; its owner's enumeration
  std::uint32_t index = 0;  ///< which declaration of that kind
};

class Scope {
 public:
  struct Entry {
    std::uint8_t kind = 0;
    std::uint32_t index = 0;
    Span declared;
  };

  /// Enters declarations in the order of their places; a second one of a name is reported, and not entered.
  void fill(Context& context, std::vector<Declared> declarations);
  /// The owner numbers its declarations anew.
  void set_index(std::string_view name, std::uint32_t index);
  [[nodiscard]] Entry const* find(std::string_view name) const;
  /// By name; with the entries' names.
  [[nodiscard]] std::vector<std::pair<std::string, Entry>> sorted() const;
  [[nodiscard]] std::vector<std::string> names() const;

 private:
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace izin::check
