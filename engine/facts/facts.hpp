// What is known of people before a flow arrives: subject lines and consent lines of the `--facts` files. CONTRACTS.md section 1.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/facts/consent.hpp"
#include "engine/facts/flow.hpp"
#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"

namespace izin {

/// Immutable once read. A registry exists when at least one facts file was given, even an empty one.
class Facts {
 public:
  /// No registry at all.
  Facts() = default;

  [[nodiscard]] bool is_registry() const { return registry_; }
  /// The person of a subject line; null when no subject line names them.
  [[nodiscard]] std::shared_ptr<Subject const> subject(std::string_view id) const;
  /// Whether any line, of a subject or of a consent, names this id.
  [[nodiscard]] bool names(std::string_view id) const;
  /// Everybody with a subject line, in the order of the lines.
  [[nodiscard]] std::vector<std::shared_ptr<Subject const>> const& subjects() const { return subjects_; }
  /// A person's consents, merged (one for each form, version and given), by form and given; empty when there are none.
  [[nodiscard]] std::vector<ConsentRecord> const& consents(std::string_view id) const;
  /// All ids that some line names, sorted (for suggestions).
  [[nodiscard]] std::vector<std::string> ids() const;
  /// `sha256:…` over the SHA-256 of each canonical line, sorted: neither the order of files and lines nor a line that comes twice
  /// matters. Consents count as merged. Empty without a registry.
  [[nodiscard]] std::string const& digest() const { return digest_; }

  /// What the evaluator is told for one person.
  [[nodiscard]] ConsentView view(Model const& model, std::optional<std::string> const& subject, Instant at,
                                 std::optional<Instant> known_at) const;

 private:
  friend class FactsBuilder;
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };

  bool registry_ = false;
  std::vector<std::shared_ptr<Subject const>> subjects_;
  std::unordered_map<std::string_view, std::uint32_t> by_id_;  ///< place in subjects_; the keys are the subjects' own
  std::unordered_map<std::string, std::vector<ConsentRecord>, TextHash, std::equal_to<>> consents_;
  std::string digest_;
};

/// Reads JSON Lines files that are in the source map. Every error goes to the sink with file, line, column and pointer; the
/// result counts only when there is none.
[[nodiscard]] Facts read_facts(Program const& program, FlowLayout const& layout, SourceMap const& sources,
                               std::vector<FileId> const& files, Sink& sink);

}  // namespace izin
