// `izin gate`: reads and checks everything, decides, records, and only then answers.
#include <fmt/core.h>

#include <algorithm>

#include "engine/gate/decision_json.hpp"
#include "engine/gate/gate.hpp"
#include "engine/gate/ulid.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/inputs.hpp"
#include "tools/izin/interrupt.hpp"
#include "tools/izin/open_log.hpp"
#include "tools/izin/progress.hpp"
#include "tools/izin/show_decision.hpp"
#include "tools/izin/verbs.hpp"

namespace izin::tool {
namespace {

using Flows = Inputs::Flows;

/// What the flags say of time, once they are known to be right.
struct Moments {
  Instant at;
  std::optional<Instant> known_at;
};

Moments read_moments(GateCommand const& command, log::Environment const& environment) {
  Moments moments{{environment.wall_micros()}, std::nullopt};
  if (command.as_of) moments.at = parse_instant_flag("--as-of", *command.as_of);
  if (command.known_at) moments.known_at = parse_instant_flag("--known-at", *command.known_at);
  if (command.decision_id && !is_ulid(*command.decision_id))
    throw Failure(Code::wrong_usage, fmt::format("`{}` is not a decision id", *command.decision_id),
                  "an id is a ULID: 26 of the capitals and digits of Crockford base32, the first at most 7");
  return moments;
}

/// Flags that fit one flow only.
void refuse_misfits(GateCommand const& command, std::vector<Flow> const& flows) {
  bool const one = flows.size() == 1;
  if (command.decision_id && !one)
    throw Failure(Code::wrong_usage,
                  fmt::format("`--decision-id` is the id of one decision, and {} flows are given", flows.size()));
  if (!command.allow_list) return;
  if (!one)
    throw Failure(Code::wrong_usage, fmt::format("an allow list is of one pool, and {} flows are given", flows.size()),
                  "gate one pool a call");
  if (flows.front().about != About::pool)
    throw Failure(Code::wrong_usage, fmt::format("an allow list is of a pool, and `{}` has no `subjects`", flows.front().id),
                  "name the person in `subjects`, a list of one");
}

/// Decides all flows in memory.
std::vector<Answer> decide_all(Gate& gate, GateCommand const& command, std::vector<Flow> const& flows, std::size_t& done) {
  std::vector<Answer> answers;
  answers.reserve(flows.size());
  for (Flow const& flow : flows) {
    check_interrupt();
    try {
      answers.push_back(gate.evaluate(flow, command.decision_id));
    } catch (std::runtime_error const&) {
      check_interrupt();  // what a pool throws when it is stopped
      throw;
    }
    done += std::max<std::size_t>(1, flow.subjects.size());
    if (gate.options().progress) gate.options().progress(0);
  }
  return answers;
}

std::size_t work_of(std::vector<Flow> const& flows) {
  std::size_t work = 0;
  for (Flow const& flow : flows) work += std::max<std::size_t>(1, flow.subjects.size());
  return work;
}

void list_permitted(GateCommand const& command, std::vector<Flow> const& flows, std::vector<Answer>& answers,
                    std::optional<StagedFile>& file, Console& console) {
  if (!file) return;
  try {
    Gate::list_permitted(flows.front(), answers.front(), command.allow_list->generic_string());
  } catch (UnlistedSubject const& e) {
    throw Failure(Code::unlisted_subject, e.what(), "give every subject an id of one line, or gate without `--allow-list`");
  }
  if (answers.front().allow_list) {
    file->write(answers.front().allow_list->text);
    return;
  }
  file.reset();
  if (fs::exists(*command.allow_list))
    console.note(
        fmt::format("nobody is permitted: {} is left as it was, from an earlier decision", command.allow_list->string()));
}

void print_json(Console& console, GateCommand const& command, Gate const& gate, Flows const& read,
                std::vector<Answer> const& answers) {
  bool const lines = command.common.format == Format::jsonl;
  bool const list = !lines && read.shape == FlowShape::list;
  JsonText out(lines ? JsonLayout::line : JsonLayout::indented);
  if (list) out.open_list();
  for (std::size_t i = 0; i < answers.size(); ++i) {
    write_decision(out, gate, read.flows[i], answers[i], {command.language});
    if (lines) console.data(out.take() + "\n");
  }
  if (list) out.close();
  if (!lines) console.data(out.take() + "\n");
}

void print_pretty(Console& console, GateCommand const& command, Gate const& gate, Flows const& read,
                  std::vector<Answer> const& answers) {
  ShowOptions options;
  options.language = command.language;
  if (command.log) options.log = command.log->string();
  options.explained = gate.options().tracing == Tracing::on ? Explained::yes : Explained::no;
  std::array<std::size_t, 5> counts{};
  for (std::size_t i = 0; i < answers.size(); ++i) {
    Page page(console.data_colour());
    if (i != 0) page.line(0, "\n----\n");
    show_decision(page, gate, read.flows[i], answers[i], options);
    console.data(page.take());
    ++counts[static_cast<std::size_t>(answers[i].decision.verdict)];
  }
  if (answers.size() == 1) return;
  std::string summary = fmt::format("\n{} flows", grouped(answers.size()));
  for (std::size_t i = 0; i < counts.size(); ++i)
    if (counts[i] != 0) summary += fmt::format(", {} {}", grouped(counts[i]), verdict_text(static_cast<Verdict>(i)));
  console.data(summary + "\n");
}

/// Of the worst flow: deny, incomplete, review, partial, permit.
Exit exit_of(std::vector<Answer> const& answers) {
  constexpr std::array<std::pair<Verdict, Exit>, 4> worst_first = {{{Verdict::deny, Exit::denied},
                                                                    {Verdict::incomplete, Exit::incomplete},
                                                                    {Verdict::review, Exit::review},
                                                                    {Verdict::partial, Exit::partial}}};
  for (auto const& [verdict, code] : worst_first)
    if (std::ranges::any_of(answers, [v = verdict](Answer const& a) { return a.decision.verdict == v; })) return code;
  return Exit::ok;
}

}  // namespace

Exit run_gate(GateCommand const& command) {
  Console console(command.common);
  log::Environment const environment = log::system_environment();
  Moments const moments = read_moments(command, environment);
  Policy const policy = load_policies(command.policies, console);
  Inputs inputs(policy);
  Facts facts = inputs.read_facts_files(command.facts);
  Flows const read = inputs.read_flow_files(command.flows, facts, moments.at);
  refuse_misfits(command, read.flows);
  std::optional<StagedFile> allow_list;
  if (command.allow_list) allow_list.emplace(*command.allow_list);

  std::size_t done = 0;
  Progress progress(command.common, "deciding", work_of(read.flows));
  GateOptions options;
  options.known_at = moments.known_at;
  options.mode = command.observe ? Mode::observe : Mode::enforce;
  options.tracing = command.explain || command.trace ? Tracing::on : Tracing::off;
  options.threads = command.common.jobs;
  options.progress = [&](std::size_t of_pool) { progress.done(done + of_pool); };
  options.stop = stop_requested;
  Gate gate(policy, std::move(facts), environment, std::move(options));
  if (command.log) gate.log_to(open_log(command, environment, console));

  std::vector<Answer> answers = decide_all(gate, command, read.flows, done);
  list_permitted(command, read.flows, answers, allow_list, console);
  check_interrupt();
  gate.record(read.flows, answers);  // from here on the answers stand, and are given
  if (allow_list) allow_list->put_in_place();
  if (!command.log)
    console.note(answers.size() == 1 ? "no --log given: this decision is not recorded"
                                     : "no --log given: these decisions are not recorded");
  bool const pretty = command.common.format == Format::pretty;
  (pretty ? print_pretty : print_json)(console, command, gate, read, answers);
  console.finish();
  return command.observe ? Exit::ok : exit_of(answers);
}

}  // namespace izin::tool
