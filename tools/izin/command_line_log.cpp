// The flags of `izin log …`.
#include <fmt/core.h>

#include "tools/izin/command_line_parts.hpp"
#include "tools/izin/failure.hpp"

namespace izin::tool {
namespace {

using V = LogCommand::Verb;

struct LogFlags {
  CommonFlags common;
  LogCommand command;
  std::vector<std::string> positional;  ///< [LOG] and the verb's own
  std::optional<fs::path> log;
  std::string wait;
  std::size_t own = 0;  ///< how many arguments the verb has besides the log

  Command make() {
    command.common = common.common();
    if (!wait.empty()) command.log_wait = parse_wait(wait);
    if (command.verb == V::keygen) return command;
    bool const leads = positional.size() == own + 1;
    if (leads && log) throw Failure(Code::wrong_usage, "the log is given twice, as an argument and with `--log`");
    if (positional.size() != own && !leads)
      throw Failure(Code::wrong_usage,
                    fmt::format("`izin {}` takes {} {}, and {} given", common.verb, own + (log ? 0u : 1u),
                                own + (log ? 0u : 1u) == 1 ? "argument" : "arguments",
                                positional.size() == 1 ? "1 is" : fmt::format("{} are", positional.size())),
                    fmt::format("see `izin {} --help`", common.verb));
    if (!leads && !log)
      throw Failure(Code::wrong_usage, fmt::format("`izin {}` is not told which log", common.verb),
                    fmt::format("name it first, or with `--log FILE`"));
    command.file = leads ? fs::path(positional.front()) : *log;
    command.arguments.assign(positional.begin() + (leads ? 1 : 0), positional.end());
    return command;
  }
};

struct Form {
  V verb;
  char const* name;
  char const* help;
  char const* arguments;  ///< as help shows them
  std::size_t own;
  char const* example;
  std::vector<Format> formats = {Format::pretty, Format::json, Format::jsonl};
};

std::shared_ptr<LogFlags> add_verb(CLI::App& group, Verbs& verbs, Form const& form) {
  CLI::App& app = *group.add_subcommand(form.name, form.help);
  auto flags = std::make_shared<LogFlags>();
  flags->command.verb = form.verb;
  flags->own = form.own;
  add_common(app, flags->common, std::string("log ") + form.name, form.formats);
  if (form.verb != V::keygen)
    app.add_option(form.arguments, flags->positional, "the log (unless `--log` names it), and what it is asked");
  bool const reads = form.verb != V::init && form.verb != V::keygen && form.verb != V::verify_receipt && form.verb != V::cosign;
  if (reads || form.verb == V::init) add_value(app, "--log", flags->log, "the log", "FILE");
  if (reads) app.add_option("--log-wait", flags->wait, "how long to wait for a writer; left out: 5s")->type_name("TIME");
  app.footer(std::string("Examples:\n") + form.example);
  verbs[&app] = {&app, [flags] { return flags->make(); }};
  return flags;
}

void add_key_flags(CLI::App& app, LogFlags& flags) {
  add_value(app, "--origin", flags.command.origin, "the log's name in its checkpoints; left out: izin/<log id>", "NAME");
  add_value(app, "--key-dir", flags.command.key_folder, "where keys are kept; left out: $XDG_CONFIG_HOME/izin/keys", "DIR");
}

void add_makers(CLI::App& group, Verbs& verbs) {
  auto init = add_verb(group, verbs,
                       {V::init, "init", "make a log and its key pair", "FILE", 0,
                        "  izin log init decisions.db --witness /mnt/other/decisions.witness"});
  CLI::App& init_app = *group.get_subcommand("init");
  add_key_flags(init_app, *init);
  add_value(init_app, "--witness", init->command.witness, "a file on another disk that each checkpoint is added to", "FILE");
  auto keygen =
      add_verb(group, verbs,
               {V::keygen, "keygen", "make a key pair", "", 0,
                "  izin log keygen --origin example.org/decisions\n  izin log keygen --cosigner --origin witness.example"});
  add_key_flags(*group.get_subcommand("keygen"), *keygen);
  group.get_subcommand("keygen")->add_flag("--cosigner", keygen->command.as_cosigner,
                                           "of a witness that cosigns other logs' checkpoints (C2SP cosignature/v1)");
}

void add_checkers(CLI::App& group, Verbs& verbs) {
  auto verify = add_verb(group, verbs,
                         {V::verify, "verify", "check that nothing was lost, changed or slipped in", "FILE", 0,
                          "  izin log verify decisions.db --key keys/log.pub --witness /mnt/other/decisions.witness"});
  CLI::App& app = *group.get_subcommand("verify");
  add_value(app, "--key", verify->command.key, "the public key: a .pub file or the key line", "KEY");
  add_value(app, "--witness", verify->command.witness, "the witness file", "FILE");
  add_repeated(app, "--receipt", verify->command.receipts, "a receipt that somebody kept (repeatable)");
  add_repeated(app, "--cosigned", verify->command.cosigned, "a checkpoint that witnesses have cosigned (repeatable)");
  add_repeated(app, "--cosigner", verify->command.cosigners,
               "a witness' public key: a .pub file or the key line; for level L3 each one must have cosigned (repeatable)");
  auto replay = add_verb(
      group, verbs,
      {V::replay, "replay", "decide every entry again and compare the bytes", "FILE", 0, "  izin log replay decisions.db"});
  add_repeated(*group.get_subcommand("replay"), "-p,--policies", replay->command.policies,
               "policies to use instead of the log's own (repeatable)");
  auto receipt = add_verb(group, verbs,
                          {V::verify_receipt, "verify-receipt", "check a receipt without its log", "FILE", 0,
                           "  izin log verify-receipt receipt.txt --key keys/log.pub"});
  add_value(*group.get_subcommand("verify-receipt"), "--key", receipt->command.key, "the public key: a .pub file or the key line",
            "KEY");
}

void add_cosign(CLI::App& group, Verbs& verbs) {
  auto cosign = add_verb(group, verbs,
                         {V::cosign, "cosign", "as the witness of another's log, cosign its checkpoint", "REQUEST", 0,
                          "  izin log cosign request.txt --key theirs.pub --signer witness.key -o cosigned.txt\n"
                          "Exit codes: 0 cosigned, 1 refused (a fork, a cut log, a wrong proof), 2 error"});
  CLI::App& app = *group.get_subcommand("cosign");
  add_value(app, "--key", cosign->command.key, "the public key of the log: a .pub file or the key line", "KEY");
  add_value(app, "--signer", cosign->command.signer, "the witness' private key, of `izin log keygen --cosigner`", "FILE");
  add_value(app, "--memory", cosign->command.memory,
            "the folder that remembers what was cosigned last; left out: beside the key, NAME.memory", "DIR");
}

void add_export(CLI::App& group, Verbs& verbs) {
  add_verb(group, verbs,
           {V::export_log,
            "export",
            "print the records as lines (jsonl), decisions as Open Policy Agent logs them (opa), or write C2SP tiles to a folder",
            "LOG",
            0,
            "  izin log export decisions.db -o records.jsonl\n  izin log export decisions.db --format opa | head\n"
            "  izin log export decisions.db --format tiles -o served/",
            {Format::jsonl, Format::tiles, Format::opa}});
}

void add_readers(CLI::App& group, Verbs& verbs) {
  auto show = add_verb(group, verbs,
                       {V::show, "show", "print an entry", "[LOG] SEQ|DECISION", 1,
                        "  izin log show decisions.db 12\n  izin log show --log decisions.db 01JXK3M8Q2V7W9Y4Z6A5B3C1D0\n"
                        "  izin log show decisions.db 12 --lang id"});
  add_language(*group.get_subcommand("show"), show->command.language,
               "show the sentences of the rules that the entry names, in this language where the logged policy has it");
  auto search = add_verb(
      group, verbs,
      {V::search, "search", "list entries", "LOG", 0, "  izin log search decisions.db --verdict deny --since 2025-06-01"});
  CLI::App& app = *group.get_subcommand("search");
  LogCommand& c = search->command;
  add_value(app, "--verdict", c.verdict, "permit, deny, review, incomplete or partial", "V");
  add_value(app, "--rule", c.rule, "entries in which this rule took part", "R");
  add_value(app, "--recipient", c.recipient, "entries of flows to this party", "P");
  add_value(app, "--since", c.since, "entries from T on", "T");
  add_value(app, "--until", c.until, "entries before T", "T");
  auto prove = add_verb(group, verbs,
                        {V::prove, "prove", "print a consistency proof between two sizes", "[LOG] OLD_SIZE NEW_SIZE", 2,
                         "  izin log prove decisions.db 100 250\n"
                         "  izin log prove decisions.db 100 250 --for-witness -o request.txt"});
  group.get_subcommand("prove")->add_flag("--for-witness", prove->command.for_witness,
                                          "with the checkpoint of NEW_SIZE, as `izin log cosign` wants it; OLD_SIZE 0 for a "
                                          "witness that has seen nothing yet");
  auto receipt = add_verb(group, verbs,
                          {V::receipt, "receipt", "print the receipt of an entry", "[LOG] SEQ", 1,
                           "  izin log receipt decisions.db 12 -o receipt.txt"});
  add_value(*group.get_subcommand("receipt"), "--subject", receipt->command.subject, "of this subject's result in a pool", "ID");
  add_verb(group, verbs, {V::stats, "stats", "count entries and verdicts", "LOG", 0, "  izin log stats decisions.db"});
}

/// For verbs that write to a log that is there.
void add_writer_flags(CLI::App& app, LogFlags& flags) {
  add_value(app, "--log-key", flags.command.log_key, "the log's private key; left out: found by its origin", "FILE");
  add_value(app, "--witness", flags.command.witness, "the witness file; left out: the one that the log remembers", "FILE");
}

void add_changers(CLI::App& group, Verbs& verbs) {
  auto erase = add_verb(group, verbs,
                        {V::erase, "erase", "forget a person: what the log seals about them, and their key", "[LOG] SUBJECT", 1,
                         "  izin log erase decisions.db m-17 --because \"GDPR Art. 17(1)(b)\"\n"
                         "Exit code: 0 erased, or nobody of this id is in the log; 2 error (also while a legal hold stands)."});
  CLI::App& erase_app = *group.get_subcommand("erase");
  add_value(erase_app, "--because", erase->command.because,
            "the reason, which goes into the log: without the person's name or id", "TEXT");
  add_writer_flags(erase_app, *erase);
  auto hold = add_verb(group, verbs,
                       {V::hold, "hold", "forbid erasing a person, until it is released", "[LOG] SUBJECT", 1,
                        "  izin log hold decisions.db m-17 --because \"Case 2026-3, GDPR Art. 17(3)(e)\"\n"
                        "  izin log hold decisions.db m-17 --release --because \"Case 2026-3 is closed\"\n"
                        "Exit code: 0 recorded; 2 error (also where no hold stands that could be released)."});
  CLI::App& hold_app = *group.get_subcommand("hold");
  add_value(hold_app, "--because", hold->command.because, "the reason, which goes into the log: without the person's name or id",
            "TEXT");
  hold_app.add_flag("--release", hold->command.release, "end every hold on this person");
  add_writer_flags(hold_app, *hold);
  auto rotate = add_verb(group, verbs,
                         {V::rotate, "rotate", "sign with a new key from now on, and destroy the old one", "LOG", 0,
                          "  izin log rotate decisions.db\nExit code: 0 rotated; 2 error."});
  add_writer_flags(*group.get_subcommand("rotate"), *rotate);
  auto prune = add_verb(group, verbs,
                        {V::prune, "prune", "take old records out and keep their hashes, so that every proof holds", "LOG", 0,
                         "  izin log prune decisions.db --before 2020-01-01\n"
                         "What stays whole: entry 0, keys, erasures, holds, and the facts and policies that later entries name.\n"
                         "Exit code: 0 pruned, or nothing is that old; 2 error (also while a legal hold stands)."});
  CLI::App& prune_app = *group.get_subcommand("prune");
  add_value(prune_app, "--before", prune->command.before, "entries that were logged before T", "T");
  add_writer_flags(prune_app, *prune);
}

}  // namespace

void add_log(CLI::App& root, Verbs& verbs) {
  CLI::App& group = *root.add_subcommand("log", "read and verify the decision log");
  group.allow_extras();
  group.group("Verbs");
  group.require_subcommand(0, 1);
  group.footer("Examples:\n  izin log verify decisions.db --key keys/log.pub\n  izin log verify --help");
  add_makers(group, verbs);
  add_checkers(group, verbs);
  add_readers(group, verbs);
  add_changers(group, verbs);
  add_cosign(group, verbs);
  add_export(group, verbs);
}

}  // namespace izin::tool
