#include "tests/log/fixture.hpp"

#include <sqlite3.h>
#include <stdlib.h>

#include <fstream>
#include <iterator>
#include <limits>
#include <stdexcept>

#include "engine/log/writer_state.hpp"

namespace izin::log::test {

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "izin-log-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}
Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Environment Machine::environment() {
  Environment environment;
  environment.wall_micros = [this] { return wall; };
  environment.monotonic_micros = [this] { return monotonic; };
  environment.boot_id = "boot-1";
  environment.random = [this](std::span<std::uint8_t> out) {
    for (std::uint8_t& byte : out) {
      chance = chance * 6364136223846793005u + 1442695040888963407u;
      byte = static_cast<std::uint8_t>(chance >> 56);
    }
  };
  return environment;
}

DecisionDraft Case::draft() const {
  DecisionDraft draft;
  draft.decision_id = id;
  draft.decided_micros = decided;
  draft.program = program.get();
  draft.flow = &flow;
  draft.decision = &decision;
  draft.subject_valuation = &subject_valuation;
  draft.speaking = speaking;
  draft.consent_state = consent;
  draft.facts_digest = facts;
  draft.engine = "izin 0.1.0";
  return draft;
}

std::shared_ptr<Program const> small_program(std::string const& text) {
  auto model = std::make_shared<Model>();
  model->sources.add("law/house.izin", text);
  model->sources.add("consent/club.izin", "// forms\n");
  model->digest = bundle_digest(model->sources);
  Instrument form;
  form.kind = InstrumentKind::consent;
  form.name = "club.sale";
  form.version = "3";
  form.clauses = {ClauseId{0}};
  Instrument house;
  house.name = "house";
  house.version = "1";
  house.rules = {RuleId{0}, RuleId{1}};
  model->instruments = {form, house};
  Rule rest;
  rest.instrument = InstrumentId{1};
  rest.kind = RuleKind::permit;
  rest.name = "rest";
  rest.full_name = "house.rest";
  Rule sale = rest;
  sale.kind = RuleKind::forbid;
  sale.name = "sale";
  sale.full_name = "house.sale";
  model->rules = {rest, sale};
  ConsentClause clause;
  clause.instrument = InstrumentId{0};
  clause.name = "sell";
  clause.full_name = "club.sale.sell";
  model->clauses = {clause};
  for (char const* const comparison : {"consent covers flow", "operation has Sell", "subject.age < 13"}) {
    Comparison made;
    made.text = comparison;
    model->comparisons.push_back(std::move(made));
  }
  auto program = std::make_shared<Program>();
  program->model = std::move(model);
  return program;
}

std::string decision_id(unsigned n) {
  std::string digits = std::to_string(n);
  return "01JXK3M8Q2V7W9" + std::string(12 - digits.size(), '0') + digits;
}

namespace {

std::shared_ptr<Subject const> person(std::optional<std::string> const& id, unsigned age) {
  auto subject = std::make_shared<Subject>();
  subject->id = id;
  subject->canonical = "{\"age\":\"" + std::to_string(age) + "\"" + (id ? ",\"id\":\"" + *id + "\"" : "") + "}";
  return subject;
}

ConsentRecord consent_of(unsigned n) {
  ConsentRecord consent;
  consent.form = InstrumentId{0};
  consent.clauses = {ClauseId{0}};
  consent.given = Instant{1'740'000'000'000'000 + n};
  consent.act = Act::explicit_;
  consent.known_given = consent.given;
  return consent;
}

}  // namespace

Case case_about(std::shared_ptr<Program const> const& program, unsigned n, std::optional<std::string> const& subject) {
  Case made;
  made.program = program;
  made.id = decision_id(n);
  made.decided = 1'767'614'400'000'000 + n;
  made.flow.id = "flow-" + std::to_string(n);
  made.flow.at = Instant{1'749'722'400'000'000};
  made.flow.about = About::subject;
  made.flow.subject = person(subject, 20 + n % 50);
  made.flow.canonical =
      R"({"at":"2025-06-12T10:00:00Z","id":")" + made.flow.id + R"(","operation":["Sell"],"recipient":"@solo_ai"})";
  made.flow.personal_canonical = "{}";
  made.decision.verdict = n % 3 == 0 ? Verdict::deny : Verdict::permit;
  RuleEntry entry;
  entry.rule = RuleId{n % 3 == 0 ? 1u : 0u};
  (n % 3 == 0 ? made.decision.by : made.decision.grounds).push_back(entry);
  if (n % 2 == 0) {
    RuleEntry grant;
    grant.clause = ClauseId{0};
    made.decision.grounds.push_back(grant);
  }
  made.subject_valuation.comparisons = {Truth::yes, n % 3 == 0 ? Truth::yes : Truth::no, Truth::unknown};
  if (subject) made.speaking = {consent_of(n)};
  if (!subject) made.consent = ConsentView::State::no_subject;
  return made;
}

Case small_case(std::shared_ptr<Program const> const& program, unsigned n) {
  std::optional<std::string> id = "m-" + std::to_string(n % 7);
  if (n % 5 == 4) id.reset();
  Case made = case_about(program, n, id);
  if (n % 4 == 3) {
    made.flow.about = About::nobody;
    made.flow.subject = nullptr;
    made.speaking.clear();
    made.consent = ConsentView::State::no_subject;
  }
  return made;
}

PoolCase small_pool(std::shared_ptr<Program const> const& program, unsigned n, std::size_t size) {
  PoolCase pool;
  pool.common = case_about(program, n, std::nullopt);
  pool.common.flow.about = About::pool;
  pool.common.flow.subject = nullptr;
  pool.common.consent = ConsentView::State::known;
  pool.common.decision = {};
  pool.common.decision.verdict = Verdict::partial;
  PoolCounts counts;
  counts.proposed = size;
  for (std::size_t i = 0; i < size; ++i) {
    std::optional<std::string> id = "m-" + std::to_string(i);
    if (i % 10 == 9) id.reset();
    pool.subjects.push_back(person(id, static_cast<unsigned>(10 + i % 60)));
    pool.consents.push_back(id ? std::vector<ConsentRecord>{consent_of(n)} : std::vector<ConsentRecord>{});
    ++(i % 3 == 0 ? counts.deny : counts.permit);
  }
  pool.common.decision.pool = counts;
  pool.common.decision.reasons.push_back({"house.sale", Verdict::deny, counts.deny});
  return pool;
}

PoolDraft PoolCase::draft() const {
  PoolDraft draft;
  draft.common = common.draft();
  for (std::size_t i = 0; i < subjects.size(); ++i) {
    PoolResult result;
    result.subject = subjects[i].get();
    bool const denied = i % 3 == 0;
    result.verdict = denied ? Verdict::deny : Verdict::permit;
    if (denied) result.rules = {"house.sale"};
    result.comparisons = {Truth::yes, denied ? Truth::yes : Truth::no, Truth::unknown};
    result.speaking = consents[i];
    draft.results.push_back(std::move(result));
  }
  draft.allow_list_json = R"({"file":"allow.txt","root":"sha256:00","sha256":"sha256:11"})";
  return draft;
}

Site::Site(std::uint64_t chance, std::string const& origin) {
  machine.chance = chance;
  InitOptions options;
  options.file = file();
  options.origin = origin;
  options.key_folder = folder / "keys";
  options.witness = witness();
  made = init(options, machine.environment());
}

WriterOptions Site::writing() const {
  WriterOptions options;
  options.file = file();
  options.key_folder = folder / "keys";
  options.wait = std::chrono::milliseconds{2000};
  return options;
}

VerifyOptions Site::verifying() const {
  VerifyOptions options;
  options.file = file();
  options.key = made.verifier_key;
  options.witness = witness();
  options.scratch = folder.path();
  options.wait = std::chrono::milliseconds{100};
  return options;
}

Appended Site::add(unsigned n) {
  Writer writer(writing(), machine.environment());
  Case const made_case = small_case(program, n);
  DecisionDraft const draft = made_case.draft();
  if (machine.wall < std::numeric_limits<std::int64_t>::max() - 1000)
    machine.wall += 1000;  // a clock may stand at the end of time
  return writer.append(std::span(&draft, 1)).front();
}

std::string read_file(fs::path const& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void write_file(fs::path const& file, std::string_view text) { std::ofstream(file, std::ios::binary | std::ios::trunc) << text; }

namespace {

class Connection {
 public:
  explicit Connection(fs::path const& file) {
    if (sqlite3_open(file.c_str(), &handle_) != SQLITE_OK) throw std::runtime_error("cannot open " + file.string());
  }
  ~Connection() { sqlite3_close(handle_); }
  Connection(Connection const&) = delete;
  Connection& operator=(Connection const&) = delete;

  std::vector<std::string> run(std::string const& text) {
    std::vector<std::string> rows;
    auto const take = [](void* out, int count, char** values, char**) {
      if (count > 0) static_cast<std::vector<std::string>*>(out)->emplace_back(values[0] != nullptr ? values[0] : "");
      return 0;
    };
    char* message = nullptr;
    if (sqlite3_exec(handle_, text.c_str(), take, &rows, &message) != SQLITE_OK) {
      std::string const why = message != nullptr ? message : "failed";
      sqlite3_free(message);
      throw std::runtime_error(why + ": " + text);
    }
    return rows;
  }

 private:
  sqlite3* handle_ = nullptr;
};

}  // namespace

void sql(fs::path const& file, std::string const& statements) { Connection(file).run(statements); }
std::vector<std::string> ask(fs::path const& file, std::string const& query) { return Connection(file).run(query); }

}  // namespace izin::log::test
