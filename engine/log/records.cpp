// Frames, the small records, and the columns that repeat a record. Decisions and pools are records_decision.cpp.
#include "engine/log/records.hpp"

#include <set>

#include "engine/log/encode.hpp"
#include "grammar/syntax/literals.hpp"

namespace izin::log {
namespace {

Json frame(std::string_view kind, Stamp const& stamp) {
  Json record = Json::object();
  record.set("kind", kind);
  record.set("sequence", Json::count(stamp.sequence));
  record.set("wall", instant_text(stamp.wall));
  record.set("monotonic", std::to_string(stamp.monotonic));
  record.set("boot", stamp.boot);
  return record;
}

}  // namespace

Json open_record(Stamp const& stamp, std::string const& log_id, VerifierKey const& key) {
  Json record = frame("open", stamp);
  record.set("format", Json::number(1));
  record.set("log", log_id);
  record.set("origin", key.name);
  record.set("key", key.line());
  return record;
}

Json bundle_record(Stamp const& stamp, Model const& model) {
  Json record = frame("bundle", stamp);
  record.set("bundle", model.digest);
  record.set("files", Json::count(model.sources.size()));
  Json comparisons = Json::array();
  for (Comparison const& comparison : model.comparisons) comparisons.add(Json::text(comparison.text));
  record.set("comparisons", std::move(comparisons));
  return record;
}

Json facts_record(Stamp const& stamp, std::string const& keyed_digest) {
  Json record = frame("facts", stamp);
  record.set("facts", keyed_digest);
  return record;
}

Json clock_record(Stamp const& stamp, std::int64_t from) {
  Json record = frame("clock", stamp);
  record.set("from", instant_text(from));
  record.set("to", instant_text(stamp.wall));
  return record;
}

Json key_record(Stamp const& stamp, VerifierKey const& key, Signature const& old_signature, Signature const& new_signature) {
  Json record = frame("key", stamp);
  record.set("key", key.line()).set("old", to_base64(old_signature)).set("new", to_base64(new_signature));
  return record;
}

Json prune_record(Stamp const& stamp, std::int64_t before, std::vector<SequenceRange> const& ranges) {
  Json list = Json::array();
  for (SequenceRange const& range : ranges) {
    Json pair = Json::array();
    pair.add(Json::count(range.first));
    pair.add(Json::count(range.count));
    list.add(std::move(pair));
  }
  Json record = frame("prune", stamp);
  record.set("before", instant_text(before)).set("ranges", std::move(list));
  return record;
}

Json erasure_record(Stamp const& stamp, std::string const& because, std::uint64_t count, Hash const& root) {
  Json record = frame("erasure", stamp);
  record.set("because", because);
  Json parts = Json::object();
  parts.set("count", Json::count(count)).set("root", to_hex(root));
  record.set("parts", std::move(parts));
  return record;
}

Json hold_record(Stamp const& stamp, std::string const& because, Hash const& pseudonym) {
  Json record = frame("hold", stamp);
  record.set("because", because).set("pseudonym", to_hex(pseudonym));
  return record;
}

Json release_record(Stamp const& stamp, std::string const& because, std::uint64_t hold) {
  Json record = frame("release", stamp);
  record.set("because", because).set("hold", Json::count(hold));
  return record;
}

std::string letters_of(std::vector<Truth> const& truths) {
  std::string letters;
  letters.reserve(truths.size());
  for (Truth const truth : truths) letters += truth == Truth::yes ? 't' : truth == Truth::no ? 'f' : 'u';
  return letters;
}

std::optional<std::vector<Truth>> truths_of(std::string_view letters) {
  std::vector<Truth> truths;
  truths.reserve(letters.size());
  for (char const letter : letters) {
    if (letter != 't' && letter != 'f' && letter != 'u') return std::nullopt;
    truths.push_back(letter == 't' ? Truth::yes : letter == 'f' ? Truth::no : Truth::unknown);
  }
  return truths;
}

Columns columns_of(Json const& record) {
  Columns columns;
  columns.kind = record.find_text("kind").value_or("");
  columns.time = instant_from(record.find_text("wall").value_or("")).value_or(0);
  columns.decision = record.find_text("decision");
  columns.verdict = record.find_text("verdict");
  if (Json const* const flow = record.find("flow")) {
    columns.flow = flow->find_text("id");
    auto const at = parse_instant(flow->find_text("at").value_or(""));
    if (Instant const* const instant = std::get_if<Instant>(&at)) columns.time = instant->micros;
    columns.recipient = flow->find_text("recipient");
    Json const* const recipient = flow->find("recipient");
    if (recipient != nullptr && recipient->is(Json::Kind::object)) columns.recipient = recipient->find_text("name");
  }
  if (Json const* const rules = record.find("rules")) {
    std::set<std::string> names;
    for (Json const& item : rules->items()) names.insert(item.find_text("rule").value_or(""));
    std::string text;
    for (std::string const& name : names) text += " " + name;
    columns.rules = text + " ";
  }
  return columns;
}

}  // namespace izin::log
