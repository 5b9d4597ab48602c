#include "tests/differential/product.hpp"

#include <algorithm>

#include "grammar/diagnostic/render.hpp"
#include "grammar/syntax/literals.hpp"
#include "tests/support/decision_text.hpp"

namespace izin::differential {
namespace {

std::string lines(std::vector<nlohmann::json> const& documents) {
  std::string text;
  for (auto const& document : documents) text += document.dump() + "\n";
  return text;
}

Instant instant(std::string const& text) {
  return text.size() == 10 ? first_moment(std::get<Date>(parse_date(text))) : std::get<Instant>(parse_instant(text));
}

}  // namespace

Product::Product(std::vector<BundleFile> files) {
  auto loaded = load_policy(std::move(files));
  if (!loaded.policy) throw Refused(render_text(loaded.build.problems, loaded.build.model->sources, Colour::off));
  policy_ = *loaded.policy;
}

ProductInputs Product::read(oracle::Inputs const& inputs) const { return read(inputs, inputs.flow.dump()); }

ProductInputs Product::read(oracle::Inputs const& inputs, std::string const& flow_text) const {
  ProductInputs result;
  result.sources = std::make_unique<SourceMap>();
  auto& sources = *result.sources;
  Sink sink;
  if (inputs.registry) {
    auto const facts = sources.add("facts.jsonl", lines(inputs.facts));
    result.facts = read_facts(*policy_.program, *policy_.layout, sources, {facts}, sink);
  }
  auto const flow = sources.add("flow.json", flow_text);
  FlowReaderOptions options;
  options.open_subjects = [&](std::string const& name) -> std::variant<FileId, std::string> {
    return sources.add(name, lines(inputs.files.at(name)));
  };
  auto reading = read_flows(*policy_.program, *policy_.layout, result.facts, sources, flow, options, sink);
  if (sink.has_errors()) throw Refused(render_text(sink.sorted(), sources, Colour::off));
  result.flow = std::move(reading.flows.at(0));
  if (!inputs.known_at.empty()) result.known_at = instant(inputs.known_at);
  return result;
}

ConsentView Product::consent(ProductInputs const& inputs, Subject const* subject) const {
  return inputs.facts.view(*policy_.model, subject == nullptr ? std::nullopt : subject->id, inputs.flow.at, inputs.known_at);
}

Decision Product::decide(ProductInputs const& inputs, std::vector<Decision>* each, unsigned threads) const {
  auto const& flow = inputs.flow;
  if (flow.about != About::pool) return Evaluator(policy_.program).decide(flow, consent(inputs, flow.subject.get()));
  PoolInput input;
  input.threads = threads;
  input.consent = [&](std::size_t i) { return consent(inputs, flow.subjects[i].get()); };
  if (each != nullptr) input.each = [each](std::size_t, Decision const& one, Valuation const&) { each->push_back(one); };
  return decide_pool(policy_.program, flow, input);
}

std::string Product::text(Decision const& decision, Flow const& flow) const {
  return test::decision_text(decision, *policy_.model, flow);
}

std::string Product::comparable(Decision decision, Flow const& flow) const {
  std::vector<MissingEntry> merged;
  for (auto& entry : decision.missing) {
    entry.vague.clear();
    entry.narrower.clear();
    if (merged.empty() || merged.back().path != entry.path) {
      merged.push_back(entry);
      continue;
    }
    auto& rules = merged.back().rules;
    rules.insert(rules.end(), entry.rules.begin(), entry.rules.end());
    std::ranges::sort(rules);
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  }
  decision.missing = std::move(merged);
  return text(decision, flow);
}

}  // namespace izin::differential
