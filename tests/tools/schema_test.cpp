// The program's own JSON against the schemas that are shipped: policies/schema.
#include <doctest/doctest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/support/json_schema.hpp"
#include "tests/support/shell.hpp"

namespace {

namespace fs = std::filesystem;
using izin::test::Schemas;
using izin::test::Workspace;

fs::path const source = IZIN_SOURCE_DIR;
fs::path const program = IZIN_PROGRAM;

std::string text_of(fs::path const& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

Schemas const& schemas() {
  static Schemas const all(source / "policies/schema");
  return all;
}

std::string problems(std::string const& schema, std::string const& document) {
  std::string text;
  for (std::string const& problem : schemas().problems(schema, document)) text += problem + "\n";
  return text;
}

/// A folder with policies in which every list of a decision can be filled.
struct House {
  Workspace folder;

  House() {
    folder.write("policies/tiny.izin", text_of(source / "tests/corpus/vocabulary/tiny.izin"));
    folder.write("policies/house.izin", R"(
charter house version "1" {
  title "House rules"
  permit research { cite "1" say "For research." when purpose within {Research} }
  forbid children { cite "2" when subject.age < 16 }
  forbid few { cite "3" when pool.permitted < 2 }
  duty tell { do Notify by sender to subject within 30 days after at }
  duty forget { do Delete within 1 days after withdrawal when compatible }
}
terms platform.terms {
  claims when origin is @platform
  forbid sharing { when operation has Share }
}
law portability { right take { contests platform.terms.sharing when channel is Export } }
consent form version "1" { grant everything { data any operation any purpose any recipient any } }
question compatible { say "Is it compatible?" }
ruling yes { answers compatible true when channel is Api by "Counsel" on 2025-01-01 until 2026-01-01 }
ruling own { dismisses platform.terms.sharing when channel is Scraping by "Counsel" on 2025-01-01 until 2026-01-01 }
test "research" { at 2025-06-12 given { purpose: {Academic} subject: { age: 30 } } expect incomplete }
test "wrong" { at 2025-06-12 given { purpose: {Academic} subject: { age: 12 } } expect permit }
)");
  }

  [[nodiscard]] std::string run(std::string const& line) const { return izin::test::run(folder, line, program).output; }
  void flow(std::string const& more) const {
    folder.write("flow.json", R"({"id": "f", "at": "2025-06-12T10:00:00Z", "purpose": ["Academic"], )" + more + "}");
  }
};

}  // namespace

TEST_CASE("decisions of every verdict fit their schema") {
  House const house;
  for (
      std::string const more : {
          R"("subject": {"id": "m", "age": 30}, "operation": ["Analyse"], "origin": "@collective", "channel": "WebApi")",
          R"("subject": {"id": "m", "age": 12}, "operation": ["Share"], "origin": "@platform", "channel": "Export")",
          R"("subject": {"id": "m", "age": 30}, "operation": ["Share"], "origin": "@platform", "channel": "Scraping")",
          R"("subject": {"id": "m"}, "operation": ["Disclose"])",
          R"("subjects": [{"id": "m", "age": 30}, {"id": "n", "age": 12}, {"id": "o", "age": 31}], "operation": ["Analyse"], "channel": "WebApi", "origin": "@collective")",
          R"("subjects": [{"id": "m", "age": 30}, {"id": "n"}], "operation": ["Share"], "origin": "@platform")",
      }) {
    CAPTURE(more);
    house.flow(more);
    house.folder.write(
        "facts.jsonl",
        R"({"consent": {"subject": "m", "form": "form", "version": "1", "clauses": ["everything"], "given": "2025-01-01T00:00:00Z", "act": "explicit"}})");
    CHECK(problems("flow", text_of(house.folder.path() / "flow.json")) == "");
    for (std::string const flags : {"", "--trace", "--facts facts.jsonl", "--facts facts.jsonl --trace"}) {
      std::string const output = house.run("izin gate -q --format json " + flags + " flow.json");
      CHECK(problems("decision", output) == "");
      CHECK(problems("decision", house.run("izin gate -q --format jsonl " + flags + " flow.json")) == "");
    }
  }
}

TEST_CASE("an allow list fits the schema of decisions") {
  House const house;
  house.flow(
      R"("subjects": [{"id": "m", "age": 30}, {"id": "n", "age": 30}], "operation": ["Analyse"], "channel": "WebApi", "origin": "@collective")");
  std::string const output = house.run("izin gate -q --format json --facts /dev/null flow.json --allow-list list.txt");
  CHECK(output.find("IZ0700") != std::string::npos);  // a device is no facts file
  std::string const listed = house.run("izin gate -q --format json flow.json --allow-list list.txt");
  CHECK(problems("decision", listed) == "");
  CHECK(nlohmann::json::parse(listed).at("allow_list").at("file") == "list.txt");
}

TEST_CASE("a list of decisions, diagnostics, reports of tests and of a log fit their schemas") {
  House const house;
  house.flow(R"("subject": {"id": "m", "age": 30}, "operation": ["Analyse"])");
  CHECK(problems("decisions", house.run("izin gate -q --format json flow.json flow.json")) == "");
  CHECK(problems("diagnostics", house.run("izin gate -q --format json gone.json")) == "");
  CHECK(problems("diagnostics", house.run("izin gaet --format json")) == "");
  CHECK(problems("test-report", house.run("izin test --format json")) == "");
  CHECK(problems("test-report", house.run("izin test --format json --coverage")) == "");
  std::string const logged = house.run("izin gate -q --format json --log log.db flow.json; cp .config/izin/keys/*.pub log.pub");
  CHECK(problems("decision", logged) == "");
  CHECK(problems("log-verify", house.run("izin log verify --format json log.db")) == "");
  CHECK(problems("log-verify", house.run("izin log verify --format json --key log.pub log.db")) == "");
}

TEST_CASE("what the verbs of the log and `fmt` print fits their schemas") {
  House const house;
  house.flow(R"("subject": {"id": "m", "age": 30}, "operation": ["Analyse"], "recipient": "@platform")");
  CHECK(
      problems("log-key",
               house.run("izin log init log.db --key-dir keys -q --format json; cp keys/*.pub log.pub; cp keys/*.key log.key")) ==
      "");
  CHECK(problems("log-key", house.run("izin log keygen --origin example.org/a --key-dir more -q --format json")) == "");
  static_cast<void>(house.run("izin gate -q --log log.db --log-key log.key flow.json"));
  house.flow(R"("subjects": [{"id": "m", "age": 30}, {"id": "n", "age": 12}], "operation": ["Analyse"], "channel": "WebApi")");
  static_cast<void>(house.run("izin gate -q --mode observe --log log.db --log-key log.key flow.json"));
  for (std::string const entry : {"0", "1", "2", "3"}) {
    CAPTURE(entry);
    CHECK(problems("log-entry", house.run("izin log show log.db --format json " + entry)) == "");
    CHECK(problems("log-entry", house.run("izin log show log.db --lang id --format json " + entry)) == "");
    CHECK(problems("log-receipt", house.run("izin log receipt log.db --format json " + entry)) == "");
    CHECK(problems("log-verify-receipt", house.run("izin log receipt log.db -o receipt " + entry +
                                                   "; izin log verify-receipt receipt --key log.pub --format json")) == "");
  }
  CHECK(problems("log-receipt", house.run("izin log receipt log.db --format json --subject m 3")) == "");
  CHECK(problems("log-verify-receipt", house.run("izin log receipt log.db -o receipt --subject m 3; izin log verify-receipt "
                                                 "receipt --key log.pub --format json")) == "");
  CHECK(problems("log-verify-receipt", house.run("izin log verify-receipt flow.json --key log.pub --format json")) == "");
  std::string const found = house.run("izin log search log.db --format json");
  CHECK(problems("log-search", found) == "");
  CHECK(nlohmann::json::parse(found).size() == 2);
  CHECK(problems("log-stats", house.run("izin log stats log.db --format json")) == "");
  std::string const changing = " log.db m --because reason --log-key log.key --format json";
  CHECK(problems("log-hold", house.run("izin log hold" + changing)) == "");
  CHECK(problems("log-hold", house.run("izin log hold --release" + changing)) == "");
  CHECK(problems("log-erase", house.run("izin log erase" + changing)) == "");
  CHECK(problems("log-erase", house.run("izin log erase" + changing)) == "");
  for (std::string const entry : {"2", "3", "4", "5", "6"}) {
    CAPTURE(entry);
    CHECK(problems("log-entry", house.run("izin log show log.db --format json " + entry)) == "");
  }
  CHECK(problems("log-stats", house.run("izin log stats log.db --format json")) == "");
  CHECK(problems("log-rotate", house.run("izin log rotate log.db -q --log-key log.key --format json")) == "");
  CHECK(problems("log-entry", house.run("izin log show log.db --format json 7")) == "");
  CHECK(problems("log-proof", house.run("izin log prove log.db --format json 1 3")) == "");
  CHECK(problems("log-opa-event", house.run("izin log export log.db --format opa | head -n 1")) == "");
  static_cast<void>(
      house.run("izin log keygen -q --cosigner --origin w --key-dir w -o w.pub; izin log prove log.db 0 1 --for-witness -o r"));
  CHECK(problems("log-request", house.run("izin log prove log.db 0 1 --for-witness --format json")) == "");
  CHECK(problems("log-cosigned", house.run("izin log cosign r --key log.pub --signer w/w.key --format json")) == "");
  CHECK(problems("log-cosigned", house.run("izin log cosign r --key log.pub --signer w/w.key --format json")) == "");
  CHECK(problems("log-prune", house.run("izin log prune log.db --log-key log.key --before 2000-01-01 --format json")) == "");
  CHECK(problems("log-replay", house.run("izin log replay log.db --format json")) == "");
  CHECK(problems("log-replay", house.run("rm policies/house.izin; izin log replay log.db -p policies --format json")) == "");
  for (std::string const flags : {"--check", "--diff", "--check --diff", ""}) {
    CAPTURE(flags);
    CHECK(problems("fmt-report", house.run("izin fmt -q --format json policies " + flags)) == "");
  }
  CHECK(problems("fmt-report", house.run("echo 'law a { }' | izin fmt --format json -")) == "");
  for (std::string const verb : {"stats", "search", "replay", "show 1", "prove 1 2", "receipt 1", "verify", "frob"}) {
    CAPTURE(verb);
    CHECK(problems("diagnostics", house.run("izin log " + verb + " --log gone.db --format json")) == "");
  }
}

TEST_CASE("the shipped starter and facts fit the schemas of inputs") {
  CHECK(problems("flow", text_of(source / "tools/izin/starter/flows/first.json")) == "");
  CHECK(problems("facts-line", R"({"subject": {"id": "m", "age": 30}})") == "");
  CHECK(problems("facts-line", R"({"subject": {"age": 30}})") != "");
  CHECK(problems("facts-line", R"({"subject": {"id": "m"}, "consent": {}})") != "");
}

TEST_CASE("the shipped coverage tables fit their schema") {
  std::size_t tables = 0;
  for (auto const& entry : fs::recursive_directory_iterator(source / "policies")) {
    if (!entry.path().string().ends_with(".coverage.json")) continue;
    CAPTURE(entry.path());
    CHECK(problems("coverage", text_of(entry.path())) == "");
    ++tables;
  }
  CHECK(tables >= 12);
  auto const with = [](std::string const& clause) {
    return R"({"instrument": "a", "texts": [], "clauses": [{"section": "1", )" + clause + "}]}";
  };
  CHECK(problems("coverage", with(R"("rules": ["a"])")) == "");
  CHECK(problems("coverage", with(R"("note": "Neither.")")) != "");
  CHECK(problems("coverage", with(R"("rules": ["a"], "none": "context", "note": "Both.")")) != "");
  CHECK(problems("coverage", with(R"("none": "context")")) != "");
  CHECK(problems("coverage", with(R"("none": "unclear", "note": "No reason.")")) != "");
  CHECK(problems("coverage", with(R"("rules": ["a"], "anchor": "1 2 3 4 5 6 7 8 9 10 11")")) != "");
}

TEST_CASE("the report of clauses fits its schema, with findings and without") {
  House const house;
  house.folder.write("policies/house.coverage.json", R"({"instrument": "house", "texts": [{"version": "1", "text": "read"}],
    "clauses": [{"section": "1", "versions": ["1"], "rules": ["research"]}, {"section": "2", "anchor": "No children", "rules": ["children"]},
                {"section": "3", "none": "context", "note": "A heading."}, {"section": "4"}]})");
  std::string const report = house.run("izin test -q --format json --coverage --clauses --lang id");
  CHECK(problems("test-report", report) == "");
  CHECK(nlohmann::json::parse(report).at("diagnostics").size() == 4);
  CHECK(nlohmann::json::parse(report).at("clauses").at("sums").at("unaccounted") == 1);
  house.folder.write("policies/house.coverage.json", R"({"instrument": "house", "texts": [], "clauses": [{"section": "1"}, 2]})");
  CHECK(problems("diagnostics", house.run("izin test -q --format json --clauses")) == "");
}

TEST_CASE("the check finds what does not fit") {
  CHECK(problems("flow", R"({"id": "f", "x": null})") != "");
  CHECK(problems("flow", R"({"at": "2025-06-12"})") != "");
  CHECK(problems("flow", R"({"id": "f", "subject": "m", "subjects": ["n"]})") != "");
  CHECK(problems("flow", R"({"id": "f", "at": "tomorrow"})") != "");
  House const house;
  house.flow(R"("subject": {"id": "m", "age": 30}, "operation": ["Analyse"])");
  nlohmann::json const decision = nlohmann::json::parse(house.run("izin gate -q --format json flow.json"));
  for (auto const& [key, value] : decision.items()) {
    CAPTURE(key);
    nlohmann::json changed = decision;
    changed.erase(key);
    CHECK(problems("decision", changed.dump()) != "");
    changed[key] = nlohmann::json::array({1});
    CHECK(problems("decision", changed.dump()) != "");
  }
  nlohmann::json more = decision;
  more["more"] = 1;
  CHECK(problems("decision", more.dump()) != "");
}
