// `izin log show`, `search`, `prove`, `receipt`, `stats`: what a log holds, believed as it stands.
#include <fmt/core.h>

#include <algorithm>

#include "engine/log/receipt.hpp"
#include "grammar/diagnostic/suggest.hpp"
#include "tools/izin/cmd_log.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/inputs.hpp"
#include "tools/izin/page.hpp"

namespace izin::tool {
namespace {

std::string_view private_text(log::Private state) {
  switch (state) {
    case log::Private::none:
      return "none";
    case log::Private::opened:
      return "opened";
    case log::Private::sealed:
      return "sealed";
    case log::Private::missing:
      return "missing";
    case log::Private::erased:
      return "erased";
  }
  return {};
}

Verdict verdict_argument(std::string const& text) {
  std::vector<std::string> names;
  for (Verdict const verdict : {Verdict::permit, Verdict::deny, Verdict::review, Verdict::incomplete, Verdict::partial}) {
    if (text == verdict_text(verdict)) return verdict;
    names.emplace_back(verdict_text(verdict));
  }
  auto const near = nearest(text, names);
  throw Failure(
      Code::wrong_usage, fmt::format("`{}` is not a verdict", text),
      near ? fmt::format("did you mean `{}`?", *near) : "there are `permit`, `deny`, `review`, `incomplete` and `partial`");
}

log::Search search_of(LogCommand const& command) {
  log::Search search;
  if (command.verdict) search.verdict = verdict_argument(*command.verdict);
  search.rule = command.rule;
  search.recipient = command.recipient;
  if (command.since) search.since = parse_instant_flag("--since", *command.since);
  if (command.until) search.until = parse_instant_flag("--until", *command.until);
  return search;
}

void write_summary(JsonText& out, log::Summary const& entry) {
  out.open_object()
      .number("seq", entry.sequence)
      .text("kind", entry.kind)
      .text("decision", entry.decision)
      .text("flow", entry.flow);
  out.text("verdict", entry.verdict).text("at", entry.at).text("decided", entry.decided);
  if (!entry.recipient.empty()) out.text("recipient", entry.recipient);
  out.key("rules").texts(entry.rules);
  if (entry.observed) out.word("observed", JsonWord::yes);
  out.close();
}

std::string table_of(std::vector<log::Summary> const& entries) {
  Page page(Colour::off);
  for (log::Summary const& entry : entries) {
    std::string const recipient = entry.recipient.empty() ? "" : " to " + entry.recipient;
    page.line(0, fmt::format("{:>6}  {}  {}  {}{}{}", entry.sequence, entry.at, padded(entry.verdict, 10), Page::safe(entry.flow),
                             Page::safe(recipient), entry.observed ? "  (observed)" : ""));
    std::string rules;
    for (std::string const& rule : entry.rules) rules += (rules.empty() ? "" : ", ") + rule;
    page.paragraph(8, rules);
  }
  page.line(0, fmt::format("{} {}", grouped(entries.size()), entries.size() == 1 ? "entry" : "entries"));
  return page.take();
}

void write_counts(JsonText& out, std::string_view key, std::map<std::string, std::uint64_t> const& counts) {
  out.key(key).open_object_line();
  for (auto const& [name, count] : counts) out.number(name, count);
  out.close();
}

std::string counts_text(std::map<std::string, std::uint64_t> const& counts) {
  std::string text;
  for (auto const& [name, count] : counts) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", grouped(count), name);
  return text;
}

void write_sentences(JsonText& out, std::vector<EntrySentence> const& sentences) {
  out.key("says").open_list();
  for (EntrySentence const& each : sentences) {
    out.open_object().text("rule", each.name);
    if (each.version) out.text("version", *each.version);
    out.text("say", each.say).close();
  }
  out.close();
}

}  // namespace

Exit run_log_show(LogCommand const& command) {
  Console console(command.common);
  log::EntryView const entry = log::show(read_options(command), command.arguments.at(0));
  std::vector<EntrySentence> const sentences =
      command.language.empty() ? std::vector<EntrySentence>() : sentences_of(command, entry, console);
  if (command.common.format == Format::pretty) {
    Page page(console.data_colour());
    page.line(0, fmt::format("entry {}, {}, leaf {}", entry.sequence, entry.kind, entry.leaf));
    if (entry.pruned_by)
      page.line(0, fmt::format("its record was pruned, says entry {}: the log keeps its hash alone", *entry.pruned_by));
    else
      page.line(0, json_for_people(entry.record));
    if (entry.results != 0) page.line(0, fmt::format("people in the pool: {}", grouped(entry.results)));
    if (entry.erased != 0) page.line(0, fmt::format("of them erased: {}", grouped(entry.erased)));
    if (entry.private_state != log::Private::none)
      page.line(0, fmt::format("private part: {}", private_text(entry.private_state)));
    if (entry.private_state == log::Private::opened) page.line(0, json_for_people(entry.private_part));
    if (!sentences.empty()) page.line(0, "what its rules say");
    for (EntrySentence const& each : sentences) {
      page.line(2, Page::safe(each.name + (each.version ? " version " + *each.version : "")));
      page.paragraph(4, each.say);
    }
    console.data(page.take());
    console.finish();
    return Exit::ok;
  }
  JsonText out(layout_of(command.common));
  out.open_object().number("seq", entry.sequence).text("kind", entry.kind).text("leaf", entry.leaf);
  if (entry.pruned_by)
    out.number("pruned_by", *entry.pruned_by);
  else
    write_json(out.key("record"), entry.record);
  if (entry.results != 0) out.number("results", entry.results);
  if (entry.erased != 0) out.number("erased", entry.erased);
  out.text("private", private_text(entry.private_state));
  if (entry.private_state == log::Private::opened) write_json(out.key("private_part"), entry.private_part);
  if (!command.language.empty()) write_sentences(out, sentences);
  print_document(console, out.close().take());
  return Exit::ok;
}

Exit run_log_search(LogCommand const& command) {
  Console console(command.common);
  std::vector<log::Summary> const entries = log::search(read_options(command), search_of(command));
  if (std::uint64_t const pruned = log::count_pruned(read_options(command)))
    console.note(fmt::format("{} entries were pruned: what they decided is not searched", grouped(pruned)));
  if (command.common.format == Format::pretty) {
    console.data(table_of(entries));
    console.finish();
    return Exit::ok;
  }
  bool const lines = command.common.format == Format::jsonl;
  JsonText out(layout_of(command.common));
  if (!lines) out.open_list();
  for (log::Summary const& entry : entries) {
    write_summary(out, entry);
    if (lines) console.data(out.take() + "\n");
  }
  if (!lines) console.data(out.close().take() + "\n");
  console.finish();
  return Exit::ok;
}

Exit run_log_prove(LogCommand const& command) {
  std::uint64_t const old_size = number_argument("the old size", command.arguments.at(0));
  std::uint64_t const new_size = number_argument("the new size", command.arguments.at(1));
  Console console(command.common);
  log::ConsistencyProof const proof = log::prove(read_options(command), old_size, new_size);
  if (command.common.format == Format::pretty) {
    std::string text = fmt::format("the tree of {} entries is the beginning of that of {}\n  old root {}\n  new root {}\n",
                                   proof.old_size, proof.new_size, proof.old_root, proof.new_root);
    for (std::string const& hash : proof.path) text += fmt::format("  {}\n", hash);
    console.data(text);
    console.finish();
    return Exit::ok;
  }
  JsonText out(layout_of(command.common));
  out.open_object().number("old_size", proof.old_size).number("new_size", proof.new_size);
  out.text("old_root", proof.old_root).text("new_root", proof.new_root).key("path").texts(proof.path).close();
  print_document(console, out.take());
  return Exit::ok;
}

Exit run_log_receipt(LogCommand const& command) {
  std::uint64_t const sequence = number_argument("an entry's number", command.arguments.at(0));
  Console console(command.common);
  std::string const text = log::receipt(read_options(command), sequence, command.subject);
  if (command.common.format == Format::pretty) {
    console.data(text);
    console.finish();
    return Exit::ok;
  }
  JsonText out(layout_of(command.common));
  out.open_object().number("seq", sequence).text("receipt", text).close();
  print_document(console, out.take());
  return Exit::ok;
}

Exit run_log_stats(LogCommand const& command) {
  Console console(command.common);
  log::Stats const stats = log::stats(read_options(command));
  if (command.common.format == Format::pretty) {
    std::string text =
        fmt::format("{}: {} entries from {} to {}\n", Page::safe(stats.origin), grouped(stats.entries), stats.first, stats.last);
    text += fmt::format("  kinds        {}\n  verdicts     {}\n", counts_text(stats.kinds), counts_text(stats.verdicts));
    text += fmt::format("  checkpoints  {}, bundles {}, results of pools {}, private parts {}{}\n", grouped(stats.checkpoints),
                        grouped(stats.bundles), grouped(stats.results), grouped(stats.sealed),
                        stats.erased == 0 ? "" : fmt::format(" and {} erased", grouped(stats.erased)));
    text +=
        fmt::format("  root         {}\n  file         {} bytes\n  key          {}\n  witness      {}\n", stats.root,
                    grouped(stats.bytes), Page::safe(stats.verifier_key), stats.witness ? Page::safe(*stats.witness) : "none");
    console.data(text);
    console.finish();
    return Exit::ok;
  }
  JsonText out(layout_of(command.common));
  out.open_object().text("origin", stats.origin).text("log_id", stats.log_id).text("verifier_key", stats.verifier_key);
  out.number("entries", stats.entries).text("root", stats.root);
  write_counts(out, "kinds", stats.kinds);
  write_counts(out, "verdicts", stats.verdicts);
  out.number("checkpoints", stats.checkpoints)
      .number("bundles", stats.bundles)
      .number("results", stats.results)
      .number("sealed", stats.sealed)
      .number("erased", stats.erased);
  out.number("bytes", stats.bytes).text("first", stats.first).text("last", stats.last);
  if (stats.witness) out.text("witness", *stats.witness);
  print_document(console, out.close().take());
  return Exit::ok;
}

}  // namespace izin::tool
