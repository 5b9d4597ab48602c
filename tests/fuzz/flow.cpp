// Flow JSON: whatever the text, no crash; what reads without an error is decided without one, and its canonical form reads back.
// The first byte says how the text is read.
#include <cstddef>
#include <cstdint>

#include "engine/evaluate/evaluate.hpp"
#include "engine/facts/flow_reader.hpp"
#include "tests/fuzz/bundle.hpp"
#include "tests/fuzz/show.hpp"

namespace {

using namespace izin;

Facts const& facts() {
  static Facts const known = [] {
    SourceMap sources;
    FileId const file = sources.add("facts.jsonl",
                                    R"({"subject": {"id": "m-1", "age": 30, "guardian": {"name": "Zed"}}}
{"subject": {"id": "m-2", "objects": ["Research"]}}
{"consent": {"subject": "m-1", "form": "house.form", "version": "1", "clauses": ["sell"], "given": "2025-01-01", "act": "explicit"}}
{"consent": {"subject": "m-3", "form": "house.form", "version": "1", "clauses": ["train"], "given": "2025-01-01", "act": "implied"}})");
    Sink sink;
    Facts read = read_facts(*fuzz::bundle().program, *fuzz::bundle().layout, sources, {file}, sink);
    fuzz::demand(sink.empty(), "the facts of the fuzz target read");
    return read;
  }();
  return known;
}

void decide(Flow const& flow) {
  auto const& program = fuzz::bundle().program;
  auto const consent = [&](Subject const* person) {
    return facts().view(*program->model, person == nullptr ? std::nullopt : person->id, flow.at, std::nullopt);
  };
  if (flow.about == About::pool) {
    PoolInput input;
    input.consent = [&](std::size_t i) { return consent(flow.subjects[i].get()); };
    (void)decide_pool(program, flow, input);
  } else {
    (void)Evaluator(program).decide(flow, consent(flow.subject.get()));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  if (size == 0) return 0;
  FlowReaderOptions options;
  options.format = FlowFormat{static_cast<std::uint8_t>(data[0] % 3)};
  if ((data[0] & 4) != 0) options.at = Instant{1'750'000'000'000'000};
  SourceMap sources;
  options.open_subjects = [&](std::string const& name) -> std::variant<FileId, std::string> {
    if (name.empty()) return std::string("there is no such file");
    return sources.add(name, name);
  };
  FileId const file = sources.add("flow.json", std::string(reinterpret_cast<char const*>(data + 1), size - 1));
  Sink sink;
  FlowReading const reading = read_flows(*fuzz::bundle().program, *fuzz::bundle().layout, facts(), sources, file, options, sink);
  if (sink.has_errors()) {
    fuzz::demand(fuzz::shows(sink.sorted(), sources), "messages show something");
    return 0;
  }
  fuzz::demand(!reading.flows.empty(), "an input without an error holds a flow");
  for (Flow const& flow : reading.flows) {
    fuzz::demand_round_trip(flow);
    decide(flow);
  }
  return 0;
}
