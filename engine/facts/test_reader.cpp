// A test of a policy file as a flow with its consents. LANGUAGE.md section 7. The checker has looked at names and types.
#include <algorithm>
#include <map>

#include "engine/facts/consent_reader.hpp"
#include "engine/facts/flow_reader.hpp"
#include "engine/facts/one_flow.hpp"
#include "engine/facts/test_tape.hpp"

namespace izin {
namespace {

using namespace input;

std::optional<Instant> moment(ast::When const& when) {
  if (auto const* date = std::get_if<Date>(&when.value)) return first_moment(*date);
  if (auto const* instant = std::get_if<Instant>(&when.value)) return *instant;
  return std::nullopt;
}

class TestReader {
 public:
  TestReader(Program const& program, FlowLayout const& layout, TestCase const& test, Sink& sink)
      : program_(program), model_(*program.model), layout_(layout), test_(*test.tree), sink_(sink) {}

  std::optional<TestInput> read() {
    for (ast::TestClause const& clause : test_.clauses) {
      if (auto const* at = std::get_if<ast::TestAt>(&clause.node)) at_ = moment(at->at);
      if (auto const* given = std::get_if<ast::TestGiven>(&clause.node)) given_ = &given->fields;
      if (auto const* consent = std::get_if<ast::TestConsent>(&clause.node)) read_consent(*consent, clause.span);
    }
    if (!at_) {
      sink_.report(Code::missing_key, test_.name.span, "a test without `at`", {}, "say when the flow happens: `at 2025-06-12`");
      return std::nullopt;
    }
    TestInput input;
    std::size_t const problems = sink_.error_count();
    input.flow = read_given();
    if (sink_.error_count() != problems || wrong_) return std::nullopt;
    name_subject(input.flow);
    input.consent = view(input.flow);
    return input;
  }

 private:
  /// The id of a subject that the test does not name.
  [[nodiscard]] std::string own_id() const { return "subject of " + test_.name.value; }

  Flow read_given() {
    static std::vector<ast::ValueField> const nothing;
    SourceFile const& file = model_.sources.file(test_.name.span.file);
    JsonTape const tape = tape_of(test_, given_ != nullptr ? *given_ : nothing, file.text());
    Report report(sink_, file.id());
    Source const source{model_, *layout_.index, tape, report};
    Facts const no_facts;
    FlowReaderOptions const options;
    PoolReader people(program_, layout_, no_facts, model_.sources, options, sink_);
    return read_flow({program_, layout_, at_, &people}, source, 0, Place{});
  }

  /// A given subject without an id has one of its own; with a consent line there is always somebody.
  void name_subject(Flow& flow) {
    if (flow.about == About::nobody && !consents_.empty())
      set_subject(program_, layout_, flow, unknown_person(model_, layout_, own_id()));
    if (flow.about != About::subject || flow.subject->id) return;
    std::string canonical = flow.subject->canonical;
    canonical.insert(canonical.size() - 1, (canonical == "{}" ? "" : ",") + ("\"id\":" + json_text(own_id())));
    flow.about = About::nobody;
    set_subject(program_, layout_, flow, read_canonical_subject(program_, layout_, canonical));
  }

  ConsentView view(Flow const& flow) const {
    if (!has_registry_) return {ConsentView::State::no_registry, {}};
    if (flow.about != About::subject) return {ConsentView::State::no_subject, {}};
    std::vector<ConsentRecord> records;
    for (auto const& [key, record] : consents_) records.push_back(record);
    return {ConsentView::State::known, active_clauses(model_, records, flow.at, std::nullopt)};
  }

  void read_consent(ast::TestConsent const& consent, Span span) {
    has_registry_ = true;
    if (consent.none) return;
    auto const form = find_form(consent);
    auto const given = consent.given ? moment(*consent.given) : std::nullopt;
    auto const act = consent.act ? find_act(consent.act->text) : std::nullopt;
    if (!form || !given || !act)
      return wrong(Code::unknown_consent_form, span, "this consent names no form, moment or act of the bundle");
    ConsentRecord record;
    record.form = *form;
    record.act = *act;
    record.given = record.known_given = *given;
    for (ast::Name const& name : consent.clauses) {
      auto const clause = find_clause(*form, name.text);
      if (!clause) return wrong(Code::unknown_consent_form, name.span, "the form has no clause " + in_backticks(name.text));
      record.clauses.push_back(*clause);
    }
    std::ranges::sort(record.clauses);
    record.clauses.erase(std::unique(record.clauses.begin(), record.clauses.end()), record.clauses.end());
    if (consent.withdrawn) record.withdrawn = record.known_withdrawn = moment(*consent.withdrawn);
    auto const [at, added] = consents_.try_emplace({*form, *given}, record);
    if (added) return;
    if (auto const [key, why] = difference(at->second, record); !key.empty())
      return wrong(Code::consents_differ, span, "two lines about one consent differ: " + why);
    merge(at->second, record);
  }

  void wrong(Code code, Span span, std::string message) {
    wrong_ = true;
    sink_.report(code, span, std::move(message));
  }

  [[nodiscard]] std::optional<InstrumentId> find_form(ast::TestConsent const& consent) const {
    auto const version = consent.version ? std::optional(consent.version->value) : std::nullopt;
    for (std::uint32_t i = 0; i < model_.instruments.size(); ++i) {
      Instrument const& form = model_.instruments[i];
      if (form.kind == InstrumentKind::consent && form.name == consent.form.text && form.version == version)
        return InstrumentId{i};
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<ClauseId> find_clause(InstrumentId form, std::string_view name) const {
    for (ClauseId const id : model_.instruments[form.value].clauses) {
      if (model_.clauses[id.value].name == name) return id;
    }
    return std::nullopt;
  }
  static std::optional<Act> find_act(std::string_view name) {
    for (Act const act : {Act::implied, Act::explicit_, Act::guardian}) {
      if (act_text(act) == name) return act;
    }
    return std::nullopt;
  }

  Program const& program_;
  Model const& model_;
  FlowLayout const& layout_;
  ast::Test const& test_;
  Sink& sink_;
  std::optional<Instant> at_;
  std::vector<ast::ValueField> const* given_ = nullptr;
  std::map<std::pair<InstrumentId, Instant>, ConsentRecord> consents_;
  bool has_registry_ = false;
  bool wrong_ = false;
};

}  // namespace

std::optional<TestInput> read_test(Program const& program, FlowLayout const& layout, TestCase const& test, Sink& sink) {
  return TestReader(program, layout, test, sink).read();
}

}  // namespace izin
