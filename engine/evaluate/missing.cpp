// Tries every choice of truth values for the comparisons that are waited for, 64 at a time as the bits of a word, and lists the
// facts whose comparisons can still change the verdict.
#include "engine/evaluate/missing.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "engine/evaluate/cone.hpp"
#include "engine/evaluate/waits.hpp"

namespace izin {
namespace {

constexpr std::size_t most_atoms = 20;
using Word = std::uint64_t;
constexpr Word all_ones = ~Word{0};

/// The truth of the i-th atom in 64 choices that begin at `block * 64`.
Word pattern(std::size_t atom, std::uint64_t block) {
  constexpr std::array<Word, 6> within = {0xAAAAAAAAAAAAAAAAu, 0xCCCCCCCCCCCCCCCCu, 0xF0F0F0F0F0F0F0F0u,
                                          0xFF00FF00FF00FF00u, 0xFFFF0000FFFF0000u, 0xFFFFFFFF00000000u};
  if (atom < within.size()) return within[atom];
  return (block >> (atom - within.size()) & 1u) != 0 ? all_ones : 0;
}

/// One pass with its unknown part.
class Side {
 public:
  explicit Side(Part const& part) : part_(part), cone_(part), program_(*part.reading.program), planes_(program_.nodes.size()) {
    Standing const standing = standing_of(program_, part.rules, *part.valuation);
    std::vector<NodeId> roots;
    for (RuleId const id : part.rules) {
      RuleNodes const& n = program_.rules[id.value];
      if (!n.firm.valid()) continue;
      roots.push_back(n.firm);
      if (standing.contested != Truth::yes) roots.push_back(n.contested);
    }
    contested_ = standing.contested == Truth::yes;
    nodes_ = cone_.below(roots);
  }

  /// The ground matters too: for the rules of one person, or of nobody.
  void add_ground() {
    if (contested_ || cone_.of(program_.ground) != Truth::unknown) return;
    std::vector<std::uint32_t> all = cone_.below({program_.ground});
    all.insert(all.end(), nodes_.begin(), nodes_.end());
    std::ranges::sort(all);
    all.erase(std::unique(all.begin(), all.end()), all.end());
    nodes_ = std::move(all);
  }

  [[nodiscard]] std::vector<std::uint32_t> atoms() const {
    std::vector<std::uint32_t> found;
    for (std::uint32_t const node : nodes_)
      if (is_atom(program_.nodes[node])) found.push_back(node);
    return found;
  }

  void choose(std::vector<std::uint32_t> const& atoms, std::uint64_t block) {
    for (std::size_t i = 0; i < atoms.size(); ++i) planes_[atoms[i]] = pattern(i, block);
    for (std::uint32_t const id : nodes_) {
      Node const& node = program_.nodes[id];
      if (!is_atom(node)) planes_[id] = join(node);
    }
  }

  struct Planes {
    Word firm = 0, contested = 0, ground = 0;
  };
  [[nodiscard]] Planes planes() const {
    Planes p;
    for (RuleId const id : part_.rules) {
      RuleNodes const& n = program_.rules[id.value];
      if (!n.firm.valid()) continue;
      p.firm |= plane(n.firm.value);
      if (!contested_) p.contested |= plane(n.contested.value);
    }
    if (contested_) p.contested = all_ones;
    p.ground = plane(program_.ground.value);
    return p;
  }

  [[nodiscard]] Part const& part() const { return part_; }
  [[nodiscard]] Cone& cone() { return cone_; }

 private:
  [[nodiscard]] Word plane(std::uint32_t node) const {
    Truth const t = part_.valuation->nodes[node];
    return t == Truth::unknown ? planes_[node] : (t == Truth::yes ? all_ones : 0);
  }

  [[nodiscard]] Word join(Node const& node) const {
    Word word = node.kind == Node::Kind::conjunction ? all_ones : 0;
    for (std::uint32_t k = 0; k < node.count; ++k) {
      Word const other = plane(program_.edges[node.first + k]);
      if (node.kind == Node::Kind::negation) return ~other;
      word = node.kind == Node::Kind::conjunction ? word & other : word | other;
    }
    return word;
  }

  Part const& part_;
  Cone cone_;
  Program const& program_;
  bool contested_ = false;
  std::vector<std::uint32_t> nodes_;
  std::vector<Word> planes_;
};

/// A fact with the atoms that read it, as bits, and the rules that wait for it.
struct Fact {
  std::uint32_t mask = 0;
  MissingEntry entry;
};

class Finder {
 public:
  explicit Finder(MissingInput const& input) : input_(input) {
    if (input.subject != nullptr) {
      sides_.emplace_back(*input.subject);
      sides_.back().add_ground();
    }
    if (input.pool != nullptr) sides_.emplace_back(*input.pool);
    for (Side const& side : sides_) {
      std::vector<std::uint32_t> const found = side.atoms();
      atoms_.insert(atoms_.end(), found.begin(), found.end());
    }
    std::ranges::sort(atoms_);
    atoms_.erase(std::unique(atoms_.begin(), atoms_.end()), atoms_.end());
  }

  Missing run() {
    collect_facts();
    bool const few = atoms_.size() <= most_atoms;
    if (few) try_all();
    bool const decisive = few && std::ranges::any_of(verdicts_, [&](std::uint8_t v) { return v != verdicts_.front(); });
    Missing missing;
    missing.exact = decisive || atoms_.empty();
    for (auto& [path, fact] : facts_)
      if (!missing.exact || matters(fact.mask)) missing.entries.push_back(std::move(fact.entry));
    return missing;
  }

 private:
  void collect_facts() {
    for (Side& side : sides_) {
      std::set<std::uint32_t> const waited = waited_in(side);
      for (std::uint32_t const node : waited) add_facts(side, node);
    }
    for (Side& side : sides_) add_rules(side);
  }

  static std::set<std::uint32_t> waited_in(Side const& side) {
    std::vector<std::uint32_t> const atoms = side.atoms();
    return {atoms.begin(), atoms.end()};
  }

  std::uint32_t bit(std::uint32_t atom) const {
    auto const place = std::ranges::lower_bound(atoms_, atom) - atoms_.begin();
    return static_cast<std::size_t>(place) < most_atoms ? std::uint32_t{1} << place : 0;
  }

  std::vector<MissingEntry> facts_of(Side const& side, std::uint32_t atom) const {
    Program const& program = *side.part().reading.program;
    if (program.nodes[atom].kind == Node::Kind::comparison)
      return waits_of(side.part().reading, ComparisonId{program.nodes[atom].first}, input_.pending);
    for (std::size_t q = 0; q < program.questions.size(); ++q)
      if (program.questions[q].value == atom) return {{program.model->questions[q].name, {}, {}, {}}};
    return {};
  }

  void add_facts(Side const& side, std::uint32_t atom) {
    std::vector<MissingEntry> found = facts_of(side, atom);
    for (MissingEntry& entry : found) {
      entry.rules.clear();
      by_atom_[atom].insert(entry.path);
      waited_.emplace(&side, entry.path);
      auto const [at, added] = facts_.try_emplace(entry.path, Fact{0, entry});
      at->second.mask |= bit(atom);
      if (added) continue;
      std::vector<MissingEntry> both{std::move(at->second.entry), std::move(entry)};
      join_missing(both);
      at->second.entry = std::move(both.front());
    }
  }

  /// The paths that the unknown part below some roots waits for, also where the verdict itself does not.
  std::set<std::string> paths_below(Side& side, std::vector<NodeId> const& roots) {
    std::set<std::string> paths;
    for (std::uint32_t const node : side.cone().below(roots)) {
      if (!is_atom(side.part().reading.program->nodes[node])) continue;
      auto at = by_atom_.find(node);
      if (at == by_atom_.end()) {
        at = by_atom_.try_emplace(node).first;
        for (MissingEntry const& entry : facts_of(side, node)) at->second.insert(entry.path);
      }
      paths.insert(at->second.begin(), at->second.end());
    }
    return paths;
  }

  void add_rules(Side& side) {
    Program const& program = *side.part().reading.program;
    for (RuleId const id : side.part().rules) {
      RuleNodes const& n = program.rules[id.value];
      RuleKind const kind = program.model->rules[id.value].kind;
      if (kind == RuleKind::duty) continue;
      std::vector<NodeId> const roots = prohibits(kind) ? std::vector{n.firm, n.contested} : std::vector{n.live};
      for (std::string const& path : paths_below(side, roots)) {
        if (!waited_.contains({&side, path})) continue;  // this part's verdict does not wait for it
        auto& rules = facts_.at(path).entry.rules;
        std::string const& name = program.model->rules[id.value].full_name;
        if (std::ranges::find(rules, name) == rules.end()) rules.push_back(name);
      }
    }
    for (auto& [path, fact] : facts_) std::ranges::sort(fact.entry.rules);
  }

  /// Two bits a choice: denied, in review; neither: permitted (or what the undecided subjects make of it).
  void try_all() {
    std::size_t const choices = std::size_t{1} << atoms_.size();
    verdicts_.resize(choices);
    for (std::uint64_t block = 0; block * 64 < choices; ++block) {
      auto const [denied, review] = verdict_planes(block);
      for (std::size_t k = 0; k < 64 && block * 64 + k < choices; ++k)
        verdicts_[block * 64 + k] = static_cast<std::uint8_t>((denied >> k & 1u) | (review >> k & 1u) << 1u);
    }
  }

  std::pair<Word, Word> verdict_planes(std::uint64_t block) {
    for (Side& side : sides_) side.choose(atoms_, block);
    Word denied = 0, review = 0, permitted = all_ones;
    if (input_.subject != nullptr) {
      Side::Planes const p = sides_.front().planes();
      denied = p.firm | (~p.contested & ~p.ground);
      review = ~p.firm & p.contested;
      permitted = ~denied & ~review;
    }
    if (input_.pool != nullptr) {
      Side::Planes const p = sides_.back().planes();
      denied |= p.firm;
      review = ~p.firm & (review | (permitted & p.contested));
    }
    return {denied, review};
  }

  bool matters(std::uint32_t mask) const {
    for (std::size_t choice = 0; choice < verdicts_.size(); ++choice)
      if (verdicts_[choice] != verdicts_[choice & ~static_cast<std::size_t>(mask)]) return true;
    return false;
  }

  MissingInput const& input_;
  std::vector<Side> sides_;
  std::vector<std::uint32_t> atoms_;
  std::map<std::string, Fact> facts_;
  std::map<std::uint32_t, std::set<std::string>> by_atom_;
  std::set<std::pair<Side const*, std::string>> waited_;  ///< the paths that each part's verdict waits for
  std::vector<std::uint8_t> verdicts_;
};

}  // namespace

Missing missing_facts(MissingInput const& input) { return Finder(input).run(); }

}  // namespace izin
