#include "tests/log/history.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/log/encode.hpp"
#include "engine/log/places.hpp"
#include "engine/log/subject_keys.hpp"

namespace izin::log::test {
namespace {

constexpr char const* policy_text = R"(
taxonomy Operation { Disclose { Sell Share } Store }
taxonomy PartyKind { Platform Buyer }
taxonomy Action { Notify }
record Party { kind: PartyKind }
record Person { age: Int email: Text left: Date }
flow { sender: Party recipient: Party subject: Person operation: some of Operation personal note: Text }
party spotify { kind: Platform }
party solo_ai { kind: Buyer }
law house version "1" {
  forbid minors { when subject.age < 18 and operation has Sell }
  forbid noted { when subject.email == note and operation has Share }
  permit rest {}
  duty tell { do Notify by sender to subject within 30 days after subject.left when operation has Sell }
}
)";

Policy const& policy() {
  static Policy const loaded = [] {
    LoadedPolicy made = load_policy(std::vector<BundleFile>{{"house.izin", policy_text}});
    for (Diagnostic const& problem : made.build.problems) MESSAGE(problem.message);
    REQUIRE(made.policy);
    return *made.policy;
  }();
  return loaded;
}

std::string bytes_text(Bytes data) { return {reinterpret_cast<char const*>(data.data()), data.size()}; }

std::string log_id_of(fs::path const& log) {
  return ask(log, "SELECT json_extract(record, '$.log') FROM entry WHERE seq = 0").at(0);
}

}  // namespace

std::string Person::json() const {
  return R"({"id": ")" + id() + R"(", "age": )" + std::to_string(10 + canary.back() % 20) + R"(, "email": ")" + canary +
         R"(@example.org", "left": "2025-06-01"})";
}

History::History(std::uint64_t seed) : site_(seed, "example.org/decisions"), chance_(seed * 2 + 1) {
  std::size_t const count = 2 + next(5);
  for (std::size_t i = 0; i < count; ++i)
    people_.push_back({"canary" + std::to_string(seed) + "x" + std::to_string(next(1u << 30)) + "y" + std::to_string(i)});
}

std::uint64_t History::next(std::uint64_t bound) {
  chance_ = chance_ * 6364136223846793005u + 1442695040888963407u;
  return (chance_ >> 33) % bound;
}

std::string History::flow(std::vector<Person const*> const& who) {
  static constexpr std::array<char const*, 3> operations{"Sell", "Share", "Store"};
  std::string text = R"({"id": "f)" + std::to_string(flows_++) + R"(", "at": "2025-06-12T10:00:00Z", "recipient": "@solo_ai", )";
  text += R"("sender": "@spotify", "operation": [")" + std::string(operations[next(operations.size())]) + "\"]";
  if (who.size() == 1) {
    text += R"(, "subject": )" + who.front()->json();
    if (next(2) == 0) text += R"(, "note": ")" + who.front()->canary + R"( wants it")";
  } else if (!who.empty()) {
    text += R"(, "subjects": [)";
    for (Person const* const each : who) text += (each == who.front() ? "" : ", ") + each->json();
    text += next(3) == 0 ? R"(, {"age": 30}])" : "]";
  }
  return text + "}";
}

void History::decide_some(Person const& who) {
  site_.machine.wall += static_cast<std::int64_t>(next(40)) * 86'400'000'000 + 1000;  // often in another month
  Gate gate(policy(), {}, site_.machine.environment(), {});
  gate.log_to(std::make_unique<Writer>(site_.writing(), site_.machine.environment()));
  static_cast<void>(gate.decide(flow({&who})));
  for (std::uint64_t n = next(8); n > 0; --n) {
    std::vector<Person const*> chosen;
    std::uint64_t const kind = next(6);
    if (kind > 0) chosen.push_back(&people_[next(people_.size())]);
    if (kind > 3)
      for (Person const& each : people_)
        if (&each != chosen.front() && next(3) > 0) chosen.push_back(&each);
    site_.machine.wall += 1000;
    static_cast<void>(gate.decide(flow(chosen)));
  }
}

Traces traces_of(fs::path const& log, std::string const& id, std::string const& canary) {
  Traces traces{{canary}};
  SubjectKeys keys(log.string() + ".keys", log_id_of(log), Database::Access::read);
  Hash const handle = keys.subject_handle(id);
  std::optional<SecretKey> const key = keys.find(handle);
  if (!key) return traces;
  traces.bytes.push_back(bytes_text(handle));
  traces.bytes.push_back(to_hex(handle));
  traces.bytes.push_back(bytes_text(key->view()));
  Store store(log, Database::Access::read);
  for (Place const& place : places_of(store, *key))
    if (auto const box = store.box(place.sequence, place.member)) {
      traces.bytes.push_back(bytes_text(Bytes(*box).first(24)));                  // the nonce
      traces.bytes.push_back(bytes_text(Bytes(*box).subspan(box->size() - 16)));  // the tag
    }
  return traces;
}

std::vector<std::string> files_with(Traces const& traces, fs::path const& folder) {
  std::vector<std::string> found;
  for (fs::directory_entry const& file : fs::recursive_directory_iterator(folder)) {
    if (!file.is_regular_file()) continue;
    std::string const content = read_file(file.path());
    for (std::string const& trace : traces.bytes)
      if (content.find(trace) != std::string::npos)
        found.push_back(file.path().filename().string() + " holds " + to_hex(bytes(trace)));
  }
  return found;
}

std::map<std::string, std::string> rows_of(fs::path const& log) {
  std::map<std::string, std::string> rows;
  auto const add = [&](std::string const& table, std::string const& key, std::string const& columns) {
    for (std::string const& row : ask(log, "SELECT " + key + " || char(31) || " + columns + " FROM " + table)) {
      std::size_t const split = row.find('\x1f');
      rows[table + " " + row.substr(0, split)] = row.substr(split + 1);
    }
  };
  add("entry", "seq", "hex(leaf) || record || kind || time");
  add("checkpoint", "size", "note");
  add("bundle", "digest || path", "text");
  add("segment", "entry || '/' || first", "count || hex(data)");
  add("private", "seq || '/' || member", "hex(box)");
  return rows;
}

}  // namespace izin::log::test
