// The exports that are lines; tiles are export_tiles.cpp.
#include "engine/log/export.hpp"

#include <algorithm>
#include <array>

#include "engine/log/encode.hpp"
#include "engine/log/reader.hpp"

namespace izin::log {
namespace {

/// Members of a record that an event has under `result`; the others that it has stand elsewhere in it.
constexpr std::array<std::string_view, 9> in_result{"about",   "consent", "duties",  "exact",   "missing",
                                                    "reasons", "rules",   "rulings", "subjects"};

/// What was left out of the input, as JSON pointers into the event.
Json erased_of(Json const& record) {
  Json erased = Json::array();
  Json const* const sealed = record.find("private");
  Json const* const holds = sealed == nullptr ? nullptr : sealed->find("holds");
  bool const holds_subject =
      holds != nullptr && std::ranges::any_of(holds->items(), [](Json const& name) { return name.as_text() == "subject"; });
  if (holds_subject) erased.add(Json::text("/input/subject"));
  if (record.find_text("kind") == "pool") erased.add(Json::text("/input/subjects"));
  return erased;
}

/// https://www.openpolicyagent.org/docs/latest/management-decision-logs/
std::string event_of(EntryRow const& entry, Json const& record, Opening const& opening) {
  Json labels = Json::object();
  labels.set("id", opening.log_id).set("origin", opening.origin).set("seq", std::to_string(entry.sequence));
  labels.set("leaf", to_hex(entry.leaf)).set("version", record.find_text("engine").value_or(""));
  labels.set("mode", record.find_text("mode").value_or(""));
  Json revision = Json::object();
  revision.set("revision", record.find_text("bundle").value_or(""));
  Json bundles = Json::object();
  bundles.set("izin", std::move(revision));
  Json result = Json::object();
  result.set("verdict", record.find_text("verdict").value_or(""));
  for (std::string_view const name : in_result)
    if (Json const* const value = record.find(name)) result.set(name, *value);
  Json event = Json::object();
  event.set("labels", std::move(labels)).set("decision_id", record.find_text("decision").value_or(""));
  event.set("bundles", std::move(bundles)).set("path", "izin/decision");
  if (Json const* const flow = record.find("flow")) event.set("input", *flow);
  event.set("result", std::move(result)).set("erased", erased_of(record));
  event.set("timestamp", record.find_text("decided").value_or(""));
  return event.print();
}

/// In the place of a record that was pruned.
std::string stand_in(std::int64_t sequence, Bytes leaf) {
  Json line = Json::object();
  line.set("kind", "pruned").set("leaf", to_hex(leaf)).set("sequence", Json::number(sequence));
  return line.print();
}

}  // namespace

void export_records(ReadOptions const& options, LineSink const& sink) {
  LogReader reader(options);
  Statement rows = reader.store().database().prepare("SELECT record, seq, leaf FROM entry ORDER BY seq");
  while (rows.step()) {
    std::string const record = rows.text(0);
    sink(record.empty() ? stand_in(rows.integer(1), rows.blob(2)) : record);
  }
}

void export_decisions(ReadOptions const& options, LineSink const& sink) {
  LogReader reader(options);
  Statement rows = reader.store().database().prepare("SELECT seq FROM entry WHERE kind IN ('decision', 'pool') ORDER BY seq");
  while (rows.step()) {
    EntryRow const entry = reader.entry(static_cast<std::uint64_t>(rows.integer(0)));
    sink(event_of(entry, parse_record(entry.record), reader.opening()));
  }
}

}  // namespace izin::log
