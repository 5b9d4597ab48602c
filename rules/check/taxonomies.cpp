// Taxonomies: their terms from all mentions, the graph without a cycle, one IRI one term.
#include <algorithm>
#include <map>

#include "rules/check/cycles.hpp"
#include "rules/check/stages.hpp"
#include "rules/vocabulary/seal.hpp"

namespace izin::check {
namespace {

constexpr std::size_t most_terms = 4096;

/// Gathers the mentions of one taxonomy's terms.
class Builder {
 public:
  Builder(Context& context, Taxonomy& out) : context_(context), out_(out) {}

  void add(ast::Taxonomy const& tree) {
    for (auto const& item : tree.items) mention(item, nullptr);
  }

  void finish() {
    number();
    resolve_under();
    check_cycles();
    seal(out_);
  }

 private:
  struct Edge {
    std::string parent;
    std::string child;
    Span span;  ///< of the mention that says so
  };

  void mention(ast::TaxonomyItem const& item, ast::Name const* above) {
    auto const [at, added] = terms_.try_emplace(item.term.text);
    auto& term = at->second;
    if (added) {
      term.name = item.term.text;
      term.declared = item.term.span;
      if (terms_.size() == most_terms + 1) {
        context_.error(Code::too_many_terms, item.term.span,
                       "the taxonomy " + in_backticks(out_.name) + " has more than 4,096 terms", {},
                       "split it into several taxonomies");
      }
    }
    if (item.iri) give_iri(term, *item.iri);
    if (above != nullptr) edges_.push_back({above->text, item.term.text, item.term.span});
    for (auto const& parent : item.under) under_.emplace_back(&parent, item.term.text);
    for (auto const& child : item.children) mention(child, &item.term);
  }

  void give_iri(Taxonomy::Term& term, ast::Iri const& iri) {
    auto const [at, added] = iris_.try_emplace(iri.text, term.name, iri.span);
    if (at->second.first != term.name) {
      context_.error(
          Code::iri_clash, iri.span, "this IRI names " + in_backticks(at->second.first) + " already: one IRI names one term", {},
          "give " + in_backticks(term.name) + " an IRI of its own, or none", {{at->second.second, "first given here"}});
      return;
    }
    auto const [first, alone] = iri_of_.try_emplace(term.name, &iri);
    if (first->second->text == iri.text) {
      term.iri = iri.text;
    } else {
      context_.error(Code::iri_clash, iri.span, in_backticks(term.name) + " has another IRI already", {}, "leave one of them out",
                     {{first->second->span, "first given here"}});
    }
  }

  void number() {
    for (auto& [name, term] : terms_) {
      id_[name] = TermId{static_cast<std::uint32_t>(out_.terms.size())};
      out_.terms.push_back(std::move(term));
    }
  }

  void resolve_under() {
    auto const names = [this] { return sorted_names(id_); };
    for (auto const& [parent, child] : under_) {
      if (id_.contains(parent->text)) {
        edges_.push_back({parent->text, child, parent->span});
      } else {
        context_.unknown(Code::unknown_term, parent->span, parent->text,
                         in_backticks(parent->text) + " is not a term of " + in_backticks(out_.name), names);
      }
    }
    for (auto const& edge : edges_) out_.terms[id_.at(edge.child).value].parents.push_back(id_.at(edge.parent));
  }

  void check_cycles() {
    Graph graph(out_.terms.size());
    for (std::size_t i = 0; i < graph.size(); ++i) {
      for (auto parent : out_.terms[i].parents) graph[i].push_back(parent.value);
    }
    for (auto const& cycle : find_cycles(graph)) report(cycle);
  }

  void report(std::vector<std::uint32_t> const& cycle) {
    std::vector<Label> steps;
    for (std::size_t i = 0; i < cycle.size(); ++i) {
      auto const& child = out_.terms[cycle[i]];
      auto const& parent = out_.terms[cycle[(i + 1) % cycle.size()]];
      auto const edge = std::find_if(edges_.begin(), edges_.end(),
                                     [&](Edge const& e) { return e.child == child.name && e.parent == parent.name; });
      steps.push_back({edge->span, in_backticks(child.name) + " is put under " + in_backticks(parent.name)});
    }
    context_.cycle(Code::term_cycle, "the term " + in_backticks(out_.terms[cycle.front()].name) + " is under itself",
                   std::move(steps), "take one of these steps out");
  }

  Context& context_;
  Taxonomy& out_;
  std::map<std::string, Taxonomy::Term> terms_;
  std::map<std::string, std::pair<std::string, Span>> iris_;
  std::map<std::string, ast::Iri const*> iri_of_;
  std::vector<Edge> edges_;
  std::vector<std::pair<ast::Name const*, std::string>> under_;
  std::unordered_map<std::string, TermId> id_;
};

constexpr std::string_view built_in[] = {"Bool", "Int", "Decimal", "Percent", "Money", "Text", "Date", "Instant", "Duration"};

void refuse_built_in(Context& context, ast::Name const& name, std::string_view what) {
  bool const taken = std::find(std::begin(built_in), std::end(built_in), name.text) != std::end(built_in);
  if (taken || (name.text == "Party" && what == "taxonomy")) {
    context.error(Code::reserved_name, name.span, in_backticks(name.text) + " is a type of the language", {},
                  "give the " + std::string(what) + " another name");
  }
}

void enter_type_names(Context& context) {
  std::vector<Declared> declared;
  auto const& all = context.declarations;
  for (std::uint32_t i = 0; i < all.taxonomies.size(); ++i) {
    declared.push_back({&all.taxonomies[i].tree->name, static_cast<std::uint8_t>(TypeKind::taxonomy), i});
    refuse_built_in(context, all.taxonomies[i].tree->name, "taxonomy");
  }
  for (std::uint32_t i = 0; i < all.records.size(); ++i) {
    declared.push_back({&all.records[i].tree->name, static_cast<std::uint8_t>(TypeKind::record), i});
    refuse_built_in(context, all.records[i].tree->name, "record");
  }
  context.types.fill(context, std::move(declared));
}

void unknown_extension(Context& context, ast::Name const& name) {
  if (auto const* entry = context.types.find(name.text); entry != nullptr) {
    context.error(Code::unknown_taxonomy, name.span, in_backticks(name.text) + " is a record: only a taxonomy can be extended",
                  {}, {}, {{entry->declared, "declared here"}});
    return;
  }
  auto const names = [&] {
    std::vector<std::string> all;
    for (auto const& found : context.declarations.taxonomies) all.push_back(found.tree->name.text);
    return all;
  };
  context.unknown(Code::unknown_taxonomy, name.span, name.text, "there is no taxonomy " + in_backticks(name.text) + " to extend",
                  names, "declare it with `taxonomy`");
}

}  // namespace

void check_taxonomies(Context& context) {
  enter_type_names(context);
  std::map<std::string, std::vector<ast::Taxonomy const*>>
      parts;  // a second declaration of a name is an error, but its terms are known
  for (auto const& found : context.declarations.taxonomies) {
    if (context.types.find(found.tree->name.text)->kind == static_cast<std::uint8_t>(TypeKind::taxonomy)) {
      parts[found.tree->name.text].push_back(found.tree);
    }
  }
  for (auto const& found : context.declarations.extensions) {
    if (auto const at = parts.find(found.tree->name.text); at != parts.end()) {
      at->second.push_back(found.tree);
    } else {
      unknown_extension(context, found.tree->name);
    }
  }
  auto& taxonomies = context.model.schema.taxonomies;
  taxonomies.reserve(parts.size());
  for (auto const& [name, trees] : parts) {
    auto& taxonomy = taxonomies.emplace_back();
    taxonomy.name = name;
    taxonomy.declared = context.types.find(name)->declared;
    Builder builder(context, taxonomy);
    for (auto const* tree : trees) builder.add(*tree);
    builder.finish();
  }
}

}  // namespace izin::check
