// The flags of `izin gate`.
#include "tools/izin/command_line_parts.hpp"
#include "tools/izin/failure.hpp"

namespace izin::tool {
namespace {

struct GateFlags {
  CommonFlags common;
  GateCommand command;
  std::string mode = "enforce", wait;

  Command make() {
    command.common = common.common();
    if (mode != "enforce" && mode != "observe") refuse_value("--mode", mode, {"enforce", "observe"});
    command.observe = mode == "observe";
    if (!wait.empty()) command.log_wait = parse_wait(wait);
    if (command.policies.empty()) command.policies.emplace_back("policies");
    if (!command.log && (command.log_key || command.witness))
      throw Failure(Code::wrong_usage, "`--log-key` and `--witness` say something about a log, and none is given",
                    "add `--log FILE`");
    return command;
  }
};

}  // namespace

void add_gate(CLI::App& root, Verbs& verbs) {
  CLI::App& app = *root.add_subcommand("gate", "decide data flows before they happen");
  auto flags = std::make_shared<GateFlags>();
  GateCommand& c = flags->command;
  add_common(app, flags->common, "gate", {Format::pretty, Format::json, Format::jsonl});
  app.add_option("FLOWS", c.flows, "files of flows: JSON, or JSON Lines (.jsonl, .ndjson); `-` is standard input")->required();
  add_repeated(app, "-p,--policies", c.policies, "policy files or folders (repeatable; left out: `policies`)");
  add_repeated(app, "--facts", c.facts, "subjects and consent records, JSON Lines (repeatable)");
  add_value(app, "--as-of", c.as_of, "the instant of flows that give no `at`; left out: now", "T");
  add_value(app, "--known-at", c.known_at, "answer with the consents that were known at T", "T");
  app.add_option("--mode", flags->mode, "observe: decide and log, but exit with 0 whatever the verdict")
      ->type_name("enforce|observe");
  app.add_flag("--explain", c.explain, "show each rule's condition as a tree, with every value");
  app.add_flag("--trace", c.trace, "the same in JSON");
  add_value(app, "--allow-list", c.allow_list, "write the permitted subjects of the pool, one id a line", "FILE");
  add_value(app, "--decision-id", c.decision_id, "the decision's id, a ULID; left out: a new one", "ULID");
  add_language(app, c.language, "the language of the rules' sentences, where a policy has it");
  add_value(app, "--log", c.log, "record the decisions in this log before they are shown; made if it does not exist", "FILE");
  add_value(app, "--log-key", c.log_key, "the log's private key, where it is not in the key folder", "FILE");
  app.add_option("--log-wait", flags->wait, "how long to wait for another writer; left out: 5s")->type_name("TIME");
  add_value(app, "--witness", c.witness, "the log's witness file; left out: the one that the log remembers", "FILE");
  app.footer(
      "Exit code, of the worst flow: 0 permit, 1 deny, 2 error (nothing was permitted), 3 review, 4 incomplete, 5 partial.\n\n"
      "Examples:\n"
      "  izin gate flow.json\n"
      "  izin gate flow.json --facts people.jsonl --log decisions.db --explain\n"
      "  izin gate pool.json --facts people.jsonl --allow-list permitted.txt\n"
      "  izin gate flow.json --lang id\n"
      "  izin gate - --format jsonl < flows.jsonl");
  verbs[&app] = {&app, [flags] { return flags->make(); }};
}

}  // namespace izin::tool
