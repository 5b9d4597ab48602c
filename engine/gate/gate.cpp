// Decides flows and makes the answers durable. Evaluation is engine/evaluate's, the log engine/log's; here they meet.
#include "engine/gate/gate.hpp"

#include "engine/gate/examples.hpp"
#include "engine/gate/ulid.hpp"

namespace izin {

Gate::Gate(Policy policy, Facts facts, log::Environment environment, GateOptions options)
    : policy_(std::move(policy)),
      facts_(std::move(facts)),
      environment_(std::move(environment)),
      options_(std::move(options)),
      evaluator_(policy_.program) {}
Gate::~Gate() = default;
Gate::Gate(Gate&&) noexcept = default;

void Gate::log_to(std::unique_ptr<log::Writer> writer) { writer_ = std::move(writer); }

Answer Gate::evaluate(Flow const& flow, std::optional<std::string> const& id) {
  Answer answer = flow.about == About::pool ? evaluate_pool(flow) : evaluate_one(flow);
  answer.decided_micros = environment_.wall_micros();
  if (id) {
    answer.decision_id = *id;
  } else {
    std::array<std::uint8_t, 10> random{};
    environment_.random(random);
    answer.decision_id = make_ulid(answer.decided_micros, random);
  }
  return answer;
}

Answer Gate::evaluate_one(Flow const& flow) {
  Answer answer;
  std::optional<std::string> const id = flow.subject ? flow.subject->id : std::nullopt;
  ConsentView const consent = facts_.view(*policy_.model, id, flow.at, options_.known_at);
  answer.consent_state = consent.state;
  answer.decision = evaluator_.decide(flow, consent);
  if (options_.tracing == Tracing::on) answer.explanations = explain_one(flow, consent);
  if (!writer_) return answer;
  answer.subject_valuation = evaluator_.subject_valuation();
  answer.pool_valuation = evaluator_.pool_valuation();
  if (id) answer.speaking = speaking_records(facts_.consents(*id), flow.at, options_.known_at);
  return answer;
}

Answer Gate::evaluate_pool(Flow const& flow) {
  Answer answer;
  answer.consent_state = facts_.is_registry() ? ConsentView::State::known : ConsentView::State::no_registry;
  bool const traced = options_.tracing == Tracing::on;
  PoolExamples examples(*policy_.model);
  PoolInput input;
  input.threads = options_.threads;
  input.progress = options_.progress;
  input.stop = options_.stop;
  input.consent = [&](std::size_t i) { return facts_.view(*policy_.model, flow.subjects[i]->id, flow.at, options_.known_at); };
  input.pool = [&](Valuation const& valuation) { answer.pool_valuation = valuation; };
  if (writer_) answer.results.reserve(flow.subjects.size());
  if (writer_ || traced)
    input.each = [&](std::size_t i, Decision const& decision, Valuation const& valuation) {
      if (traced) examples.see(i, decision);
      if (writer_) answer.results.push_back(pool_result(*flow.subjects[i], decision, valuation, flow.at));
    };
  answer.decision = decide_pool(policy_.program, flow, input);
  if (traced) answer.explanations = explain_pool(flow, answer.pool_valuation, examples);
  return answer;
}

/// What the log keeps of one person of a pool: the verdict and the rules that make it.
log::PoolResult Gate::pool_result(Subject const& subject, Decision const& decision, Valuation const& valuation,
                                  Instant at) const {
  log::PoolResult result;
  result.subject = &subject;
  result.verdict = decision.verdict;
  result.rules = deciding_rules(*policy_.model, decision);
  result.comparisons = valuation.comparisons;
  if (subject.id) result.speaking = speaking_records(facts_.consents(*subject.id), at, options_.known_at);
  return result;
}

log::DecisionDraft Gate::draft(Flow const& flow, Answer const& answer) const {
  log::DecisionDraft draft;
  draft.decision_id = answer.decision_id;
  draft.decided_micros = answer.decided_micros;
  draft.program = policy_.program.get();
  draft.flow = &flow;
  draft.decision = &answer.decision;
  draft.subject_valuation = &answer.subject_valuation;
  draft.pool_valuation = policy_.program->pool_rules.empty() ? nullptr : &answer.pool_valuation;
  draft.speaking = answer.speaking;
  draft.consent_state = answer.consent_state;
  draft.known_at = options_.known_at;
  draft.facts_digest = facts_.digest();
  draft.observed = options_.mode == Mode::observe;
  draft.engine = engine_name();
  return draft;
}

void Gate::record(std::span<Flow const> flows, std::span<Answer> answers) {
  if (!writer_) return;
  std::size_t begin = 0;
  while (begin < answers.size()) {
    if (flows[begin].about == About::pool) {
      log::PoolDraft pool;
      pool.common = draft(flows[begin], answers[begin]);
      pool.results = std::move(answers[begin].results);
      if (answers[begin].allow_list)
        pool.allow_list_json = allow_list_json(*answers[begin].allow_list, answers[begin].allow_list_file);
      answers[begin].sequence = writer_->append(pool).sequence;
      ++begin;
      continue;
    }
    std::vector<log::DecisionDraft> drafts;  // neighbours share one commit
    std::size_t end = begin;
    for (; end < answers.size() && flows[end].about != About::pool; ++end) drafts.push_back(draft(flows[end], answers[end]));
    std::vector<log::Appended> const appended = writer_->append(drafts);
    for (std::size_t i = begin; i < end; ++i) answers[i].sequence = appended[i - begin].sequence;
    begin = end;
  }
}

std::vector<Decided> Gate::decide(std::string_view json) {
  auto const sources = std::make_shared<SourceMap>();
  FlowReaderOptions options;
  options.format = FlowFormat::either;
  options.at = options_.as_of;
  options.open_subjects = [](std::string const&) {
    return std::string("a flow that is given as text names no file: list the subjects in it");
  };
  Sink sink;
  FlowReading reading =
      read_flows(*policy_.program, *policy_.layout, facts_, *sources, sources->add("<flow>", std::string(json)), options, sink);
  if (sink.has_errors()) throw Refused(sink.sorted(), sources);
  std::vector<Answer> answers;
  for (Flow const& flow : reading.flows) answers.push_back(evaluate(flow));
  record(reading.flows, answers);
  std::vector<Decided> decided;
  for (std::size_t i = 0; i < answers.size(); ++i) decided.push_back({std::move(reading.flows[i]), std::move(answers[i])});
  return decided;
}

}  // namespace izin
