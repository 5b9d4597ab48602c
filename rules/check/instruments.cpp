// Instruments: numbered by name and version, with their rules and clauses.
#include "rules/check/instruments.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "rules/check/sayings.hpp"
#include "rules/check/stages.hpp"

namespace izin::check {
namespace {

constexpr std::size_t most_rules = 65'535;

/// A rule or a clause to be numbered. `tree` is null for a default.
template <class Tree>
struct Entry {
  InstrumentId instrument;
  Tree const* tree = nullptr;
  std::string full_name;
  Span span;
};

RuleKind kind_of(ast::Modality modality) {
  switch (modality) {
    case ast::Modality::forbid:
      return RuleKind::forbid;
    case ast::Modality::require:
      return RuleKind::require;
    case ast::Modality::permit:
      return RuleKind::permit;
    case ast::Modality::right:
      return RuleKind::right;
    case ast::Modality::duty:
      break;
  }
  return RuleKind::duty;
}

class Instruments {
 public:
  explicit Instruments(Context& context) : context_(context), model_(context.model) {}

  void run() {
    number_instruments();
    for (std::uint32_t i = 0; i < versions_.size(); ++i) read_header(context_, InstrumentId{i}, versions_[i]);
    check_versions(context_, versions_);
    gather_members();
    number_rules();
    number_clauses();
    context_.rules_of.resize(versions_.size());
    context_.clauses_of.resize(versions_.size());
    for (std::uint32_t i = 0; i < versions_.size(); ++i) enter_names(InstrumentId{i});
    for (std::uint32_t i = 0; i < model_.rules.size(); ++i) {
      if (context_.rule_trees[i] != nullptr) read_rule(context_, RuleId{i});
    }
    auto const types = check_consent_fields(context_, versions_);
    for (std::uint32_t i = 0; i < model_.clauses.size(); ++i) read_clause(context_, types, *clauses_[i].tree, model_.clauses[i]);
  }

 private:
  void number_instruments() {
    auto const& found = context_.declarations.instruments;
    for (auto const& one : found) versions_.push_back({&one, {}, {}, nullptr, true});
    auto const key = [](Version const& v) {
      auto const& version = v.found->tree->version;
      return std::tuple(std::string_view(v.found->tree->name.text),
                        version ? std::string_view(version->value) : std::string_view(), v.found->span.file, v.found->span.begin);
    };
    std::sort(versions_.begin(), versions_.end(), [&](Version const& a, Version const& b) { return key(a) < key(b); });
    for (auto const& version : versions_) {
      auto const& tree = *version.found->tree;
      InstrumentId const id{static_cast<std::uint32_t>(model_.instruments.size())};
      auto& instrument = model_.instruments.emplace_back();
      instrument.kind = static_cast<InstrumentKind>(tree.kind);
      instrument.name = tree.name.text;
      if (tree.version) instrument.version = tree.version->value;
      instrument.span = version.found->span;
      context_.versions_of[tree.name.text].push_back(id);
    }
  }

  /// In the order of places, so that the limit names the first rule too many.
  void gather_members() {
    std::vector<std::uint32_t> order(versions_.size());
    std::iota(order.begin(), order.end(), 0u);
    std::sort(order.begin(), order.end(),
              [&](auto a, auto b) { return before(versions_[a].found->span, versions_[b].found->span); });
    for (auto const i : order) {
      InstrumentId const id{i};
      auto const& name = model_.instruments[i].name;
      for (auto const& member : versions_[i].found->tree->members) {
        if (auto const* rule = std::get_if<ast::Rule>(&member.node))
          rules_.push_back({id, rule, name + "." + rule->name.text, member.span});
        if (auto const* grant = std::get_if<ast::Grant>(&member.node)) add_clause(id, *grant, member.span);
      }
      if (versions_[i].by_default != nullptr) rules_.push_back({id, nullptr, name + ".default", *versions_[i].default_span});
    }
    if (rules_.size() > most_rules) {
      context_.error(Code::too_many_rules, rules_[most_rules].span, "a bundle has at most 65,535 rules: this is one more");
    }
  }

  void add_clause(InstrumentId id, ast::Grant const& grant, Span span) {
    auto const& instrument = model_.instruments[id.value];
    if (instrument.kind == InstrumentKind::consent) {
      clauses_.push_back({id, &grant, instrument.name + "." + grant.name.text, span});
      return;
    }
    context_.error(Code::misplaced_clause, grant.name.span,
                   std::string("a ") + (grant.refuses ? "`refuse`" : "`grant`") + " clause belongs to a consent form", {},
                   "declare it in a `consent`, or write a rule");
  }

  template <class Tree>
  void sort(std::vector<Entry<Tree>>& entries) {
    auto const key = [&](Entry<Tree> const& e) {
      auto const& version = model_.instruments[e.instrument.value].version;
      return std::tuple(std::string_view(e.full_name), version ? std::string_view(*version) : std::string_view(), e.instrument,
                        e.span.file, e.span.begin);
    };
    std::sort(entries.begin(), entries.end(), [&](auto const& a, auto const& b) { return key(a) < key(b); });
  }

  void number_rules() {
    sort(rules_);
    context_.rule_reads.resize(rules_.size());
    model_.rules.reserve(rules_.size());
    for (auto const& entry : rules_) {
      RuleId const id{static_cast<std::uint32_t>(model_.rules.size())};
      model_.instruments[entry.instrument.value].rules.push_back(id);
      context_.rule_trees.push_back(entry.tree);
      auto& rule = model_.rules.emplace_back();
      rule.instrument = entry.instrument;
      rule.full_name = entry.full_name;
      rule.span = entry.span;
      if (entry.tree == nullptr) {
        rule.kind = RuleKind::by_default;
        rule.name = "default";
        rule.name_span = entry.span;
        auto const& cite = versions_[entry.instrument.value].by_default->cite;
        if (cite) rule.cites.push_back({cite->value, {}});
      } else {
        rule.kind = kind_of(entry.tree->modality);
        rule.name = entry.tree->name.text;
        rule.name_span = entry.tree->name.span;
      }
    }
  }

  void number_clauses() {
    sort(clauses_);
    model_.clauses.reserve(clauses_.size());
    for (auto const& entry : clauses_) {
      model_.instruments[entry.instrument.value].clauses.push_back(ClauseId{static_cast<std::uint32_t>(model_.clauses.size())});
      auto& clause = model_.clauses.emplace_back();
      clause.instrument = entry.instrument;
      clause.refuses = entry.tree->refuses;
      clause.name = entry.tree->name.text;
      clause.full_name = entry.full_name;
      clause.span = entry.span;
    }
  }

  /// The names of one version: rules and clauses share them.
  void enter_names(InstrumentId id) {
    auto const& instrument = model_.instruments[id.value];
    auto const& by_default = versions_[id.value].default_span;
    Scope scope;
    std::vector<Declared> declared;
    for (auto const rule : instrument.rules) {
      auto const* tree = context_.rule_trees[rule.value];
      if (tree == nullptr || (by_default && tree->name.text == "default")) continue;
      declared.push_back({&tree->name, 0, rule.value});
    }
    for (auto const clause : instrument.clauses) declared.push_back({&clauses_[clause.value].tree->name, 1, clause.value});
    if (by_default) refuse_default(id, *by_default);
    if (instrument.name == "izin") refuse_no_ground(declared);
    scope.fill(context_, declared);
    for (auto const& one : declared) {
      auto const* entry = scope.find(one.name->text);
      if (entry->declared != one.name->span) continue;
      if (one.kind == 0) {
        context_.rules_of[id.value].emplace(one.name->text, RuleId{one.index});
      } else {
        context_.clauses_of[id.value].emplace(one.name->text, ClauseId{one.index});
      }
    }
  }

  /// Decisions list `izin.no_ground` where nothing permits.
  void refuse_no_ground(std::vector<Declared> const& declared) {
    for (auto const& one : declared) {
      if (one.name->text != "no_ground") continue;
      context_.error(Code::reserved_name, one.name->span, "`izin.no_ground` is what a decision names where nothing permits", {},
                     "give it another name");
    }
  }

  /// `default` names the default itself.
  void refuse_default(InstrumentId id, Span by_default) {
    auto const refuse = [&](ast::Name const& name) {
      if (name.text != "default") return;
      context_.error(Code::reserved_name, name.span, "`default` is the name of `default forbid`", {}, "give it another name",
                     {{by_default, "declared here"}});
    };
    auto const& instrument = model_.instruments[id.value];
    for (auto const rule : instrument.rules) {
      auto const* tree = context_.rule_trees[rule.value];
      if (tree != nullptr) {
        refuse(tree->name);
      } else {
        context_.rules_of[id.value].emplace("default", rule);
      }
    }
    for (auto const clause : instrument.clauses) refuse(clauses_[clause.value].tree->name);
  }

  Context& context_;
  Model& model_;
  std::vector<Version> versions_;  ///< by InstrumentId
  std::vector<Entry<ast::Rule>> rules_;
  std::vector<Entry<ast::Grant>> clauses_;
};

}  // namespace

bool Once::first(std::string_view what, Span span) {
  auto const [first, added] = seen_.try_emplace(what, span);
  if (added) return true;
  context_.error(Code::repeated_clause, span, "there is " + in_backticks(what) + " already", {}, "leave one of them out",
                 {{first->second, "the first one is here"}});
  return false;
}

void check_instruments(Context& context) { Instruments(context).run(); }

}  // namespace izin::check
