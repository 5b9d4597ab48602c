// JSON Lines to a registry: people and their consents, line by line, each file in its order.
#include <algorithm>
#include <map>

#include "engine/facts/consent_reader.hpp"
#include "engine/facts/facts.hpp"
#include "engine/facts/person_reader.hpp"
#include "engine/log/encode.hpp"

namespace izin {

using namespace input;

/// Puts lines together. Knows where each came from, so that two that differ are both shown.
class FactsBuilder {
 public:
  FactsBuilder(Program const& program, FlowLayout const& layout) : model_(*program.model), layout_(layout) {
    facts_.registry_ = true;
  }

  void read(SourceFile const& file, Sink& sink) {
    Report report(sink, file.id());
    JsonTape tape(file.text());
    Source const source{model_, *layout_.index, tape, report};
    each_line(file, [&](std::uint32_t begin, std::uint32_t end) {
      if (report.is_full()) return;
      tape.cut(0);
      JsonReading reading = read_json(file.text(), begin, end, JsonExtent::all, tape);
      for (JsonProblem& problem : reading.problems) report.problem(std::move(problem));
      if (reading.problems.empty()) read_line(source);
    });
  }

  Facts finish() {
    std::vector<log::Hash> lines;
    lines.reserve(facts_.subjects_.size() + consents_.size());
    for (auto const& person : facts_.subjects_) lines.push_back(hash("{\"subject\":" + person->canonical + "}"));
    facts_.consents_.reserve(consents_.size());
    for (auto& [subject, consents] : consents_) {
      auto& records = facts_.consents_[subject];
      records.reserve(consents.size());
      for (auto& [key, consent] : consents) {
        lines.push_back(hash(consent_text(model_, subject, consent.record)));
        records.push_back(std::move(consent.record));
      }
      consents.clear();
    }
    std::ranges::sort(lines);
    std::string all;
    all.reserve(lines.size() * sizeof(log::Hash));
    for (log::Hash const& line : lines) all.append(line.begin(), line.end());
    facts_.digest_ = "sha256:" + log::to_hex(hash(all));
    return std::move(facts_);
  }

 private:
  static log::Hash hash(std::string_view text) { return log::sha256({log::bytes(text)}); }

  void read_line(Source const& source) {
    auto const line = facts_line(source);
    if (!line) return;
    Place const top;
    if (line->kind == FactsLine::Kind::subject) {
      add_person(source, line->value, top.member("subject"));
    } else {
      add_consent(source, line->value, top.member("consent"));
    }
  }

  void add_person(Source const& source, NodeIndex value, Place const& place) {
    auto const problems = source.report.count();
    auto person = read_person(source, layout_, value, place);
    JsonNode const& node = source.tape[value];
    if (source.report.count() == problems && !person->id) {
      JsonNode brace = node;
      brace.end = brace.begin + 1;
      source.report.problem(Code::missing_key, brace, place,
                            {"a subject without `id`", {}, "nobody could name this person: give an `id`"});
    }
    if (source.report.count() != problems) return;
    auto const [at, added] = facts_.by_id_.try_emplace(*person->id, static_cast<std::uint32_t>(facts_.subjects_.size()));
    if (added) {
      facts_.subjects_.push_back(std::move(person));
      people_at_.push_back(source.report.span(node));
    } else if (facts_.subjects_[at->second]->canonical != person->canonical) {
      source.report.problem(Code::subjects_differ, node, place,
                            {"another line says something else of the subject " + in_backticks(*person->id),
                             "this line",
                             "keep one line for each person",
                             {{people_at_[at->second], "the other line"}}});
    }
  }

  void add_consent(Source const& source, NodeIndex value, Place const& place) {
    auto const line = read_consent(source, value, place);
    if (!line) return;
    ConsentRecord const& record = line->record;
    Span const here = source.report.span(source.tape[value]);
    auto const [at, added] = consents_[line->subject].try_emplace({record.form, record.given}, Consent{record, here});
    if (added) return;
    auto const [key, why] = difference(at->second.record, record);
    if (key.empty()) return merge(at->second.record, record);
    source.report.problem(Code::consents_differ, source.tape[source.tape.member(value, key)], place.member(key),
                          {"two lines about one consent of " + in_backticks(line->subject) + " differ: " + why,
                           {},
                           "lines of equal subject, form, version and given are about one consent",
                           {{at->second.span, "the other line"}}});
  }

  struct Consent {
    ConsentRecord record;
    Span span;  ///< of its first line
  };

  Model const& model_;
  FlowLayout const& layout_;
  Facts facts_;
  std::vector<Span> people_at_;
  std::unordered_map<std::string, std::map<std::pair<InstrumentId, Instant>, Consent>> consents_;
};

Facts read_facts(Program const& program, FlowLayout const& layout, SourceMap const& sources, std::vector<FileId> const& files,
                 Sink& sink) {
  FactsBuilder builder(program, layout);
  for (FileId const file : files) builder.read(sources.file(file), sink);
  return builder.finish();
}

}  // namespace izin
