// Expectations about flows: decisions, truth values, messages about inputs, and what `izin gate` prints.
#include <nlohmann/json.hpp>

#include "grammar/diagnostic/render.hpp"
#include "tests/corpus/answers.hpp"
#include "tests/corpus/codes.hpp"
#include "tests/support/decision_text.hpp"
#include "tests/support/lines.hpp"

namespace izin::test {
namespace {

/// The inputs of one scene, read against one policy.
struct Inputs {
  SourceMap sources;
  Sink sink;
  Facts facts;
  FlowReading reading;
  Options options;

  Inputs(Policy const& policy, CaseFile const& file, Scene const& scene) : options(options_of(file, scene)) {
    std::vector<FileId> fact_files;
    for (auto index : scene.facts) {
      auto const& section = file.sections[index];
      fact_files.push_back(sources.add(section.name_or("facts.jsonl"), section.content()));
    }
    if (!fact_files.empty()) facts = read_facts(*policy.program, *policy.layout, sources, fact_files, sink);
    auto const& flow = file.sections[*scene.flow];
    auto const name = flow_name(flow);
    auto const id = sources.add(name, flow.content());
    FlowReaderOptions reader;
    reader.format = name.ends_with(".jsonl") || name.ends_with(".ndjson") ? FlowFormat::lines : FlowFormat::document;
    reader.at = options.as_of;
    reader.open_subjects = [&](std::string const& wanted) -> std::variant<FileId, std::string> {
      for (auto const& section : file.sections) {
        if (section.kind == "file" && section.name_or("") == wanted) return sources.add(wanted, section.content());
      }
      return "there is no such file";
    };
    reading = read_flows(*policy.program, *policy.layout, facts, sources, id, reader, sink);
  }

  [[nodiscard]] ConsentView consent(Policy const& policy, Flow const& flow, Subject const* subject) const {
    return facts.view(*policy.model, subject == nullptr ? std::nullopt : subject->id, flow.at, options.known_at);
  }
};

std::string not_read(Inputs const& inputs) {
  return "(nothing decided)\n" + render_text(inputs.sink.sorted(), inputs.sources, Colour::off);
}

Decision decided(Policy const& policy, Inputs const& inputs, Flow const& flow) {
  if (flow.about != About::pool) return Evaluator(policy.program).decide(flow, inputs.consent(policy, flow, flow.subject.get()));
  PoolInput input;
  input.consent = [&](std::size_t i) { return inputs.consent(policy, flow, flow.subjects[i].get()); };
  return decide_pool(policy.program, flow, input);
}

std::string decisions(Policy const& policy, Inputs const& inputs, bool whole) {
  if (inputs.sink.has_errors()) return not_read(inputs);
  std::string out;
  for (auto const& flow : inputs.reading.flows) {
    auto const decision = decided(policy, inputs, flow);
    if (whole && inputs.reading.flows.size() > 1) out += "--- " + flow.id + "\n";
    out += whole ? decision_text(decision, *policy.model, flow) : std::string(verdict_text(decision.verdict)) + "\n";
  }
  return out;
}

std::string_view text_of(Truth truth) { return truth == Truth::yes ? "true" : truth == Truth::no ? "false" : "unknown"; }

/// Puts each expression into a rule of its own and reads what the rule's condition is.
std::string truths(Bundle const& bundle, CaseFile const& file, Scene const& scene, Section const& expectation) {
  std::vector<std::string> expressions;
  for (auto const& line : lines_of(expectation.body)) {
    auto const arrow = line.rfind(" => ");
    if (arrow == std::string::npos) throw CaseError("`" + line + "`: a line is `EXPRESSION => true`, `false` or `unknown`");
    expressions.push_back(line.substr(0, arrow));
  }
  auto files = bundle.files;
  std::string text = "law izin_truth {\n";
  for (std::size_t i = 0; i < expressions.size(); ++i)
    text += "forbid t" + std::to_string(i) + " { when " + expressions[i] + " }\n";
  files.push_back({"truth.izin", text + "}\n"});
  auto const loaded = load_policy(std::move(files));
  if (!loaded.policy) return render_text(loaded.build.problems, loaded.build.model->sources, Colour::off);
  auto const& policy = *loaded.policy;
  Inputs const inputs(policy, file, scene);
  if (inputs.sink.has_errors()) return not_read(inputs);
  if (inputs.reading.flows.size() != 1 || inputs.reading.flows[0].about == About::pool) {
    throw CaseError("`=== expect truth` is of one flow, about one person or nobody");
  }
  auto const& flow = inputs.reading.flows[0];
  Evaluator evaluator(policy.program);
  auto const decision = evaluator.decide(flow, inputs.consent(policy, flow, flow.subject.get()));
  std::string out;
  for (std::size_t i = 0; i < expressions.size(); ++i) {
    auto const name = "izin_truth.t" + std::to_string(i);
    for (std::size_t r = 0; r < policy.model->rules.size(); ++r) {
      auto const& rule = policy.model->rules[r];
      if (rule.full_name != name) continue;
      auto const& valuation = rule.of_pool ? evaluator.pool_valuation() : evaluator.subject_valuation();
      out += expressions[i] + " => " + std::string(text_of(valuation.nodes[policy.program->rules[r].on.value])) + "\n";
    }
  }
  return out;
}

std::string gate_output(CaseFile const& file, Scene const& scene, CorpusSettings const& settings, std::string const& format) {
  Workspace workspace;
  write_files(file, settings, workspace);
  std::string line = "izin gate -p policies --format " + format;
  for (auto index : scene.facts) line += " --facts " + file.sections[index].name_or("facts.jsonl");
  auto const options = options_of(file, scene);
  if (options.as_of) line += " --as-of " + to_text(*options.as_of);
  if (options.known_at) line += " --known-at " + to_text(*options.known_at);
  auto const& flow = file.sections[*scene.flow];
  workspace.write(flow_name(flow), flow.content());  // several flows of a case may share a name
  auto const result = run(workspace, line + " " + flow_name(flow), settings.program);
  if (result.code == 2) return result.output + steady(result.errors, workspace);
  if (format != "json") return steady(result.output, workspace);
  auto document = nlohmann::ordered_json::parse(result.output, nullptr, false);
  if (document.is_discarded()) return "(no JSON)\n" + result.output;
  auto strip = [](nlohmann::ordered_json& decision) {
    if (!decision.is_object()) return;
    decision.erase("decision");
    decision.erase("decided");
  };
  if (document.is_array()) {
    for (auto& decision : document) strip(decision);
  } else {
    strip(document);
  }
  return steady(document.dump(2), workspace) + "\n";
}

}  // namespace

std::string flow_answer(Bundle const& bundle, CaseFile const& file, Scene const& scene, Section const& expectation,
                        CorpusSettings const& settings) {
  auto const& what = expectation.argument;
  if (what == "json") return gate_output(file, scene, settings, "json");
  if (what == "text") return gate_output(file, scene, settings, "pretty");
  if (what == "truth") return truths(bundle, file, scene, expectation);
  if (!bundle.loaded.policy) return "(the bundle has errors)\n";
  auto const& policy = *bundle.loaded.policy;
  Inputs const inputs(policy, file, scene);
  if (what == "diagnostics") return render_text(inputs.sink.sorted(), inputs.sources, Colour::off);
  if (what == "codes") return codes_text(inputs.sink.sorted(), inputs.sources);
  if (what == "verdict") return decisions(policy, inputs, false);
  if (what == "decision") return decisions(policy, inputs, true);
  throw CaseError("`=== expect " + what + "` is not known below a flow; see tests/corpus/README.md");
}

}  // namespace izin::test
