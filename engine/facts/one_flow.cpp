#include "engine/facts/one_flow.hpp"

#include <algorithm>

namespace izin::input {
namespace {

class OneFlow {
 public:
  OneFlow(FlowTerms const& terms, Source const& source, NodeIndex value, Place const& place)
      : terms_(terms),
        source_(source),
        value_(value),
        place_(place),
        slots_(source.model.slots, terms.layout.index->every_slot, terms.layout.index->own_place) {}

  Flow read() {
    auto const problems = source_.report.count();
    OtherKeys const others{{"at", "subject", "subjects"},
                           [this](std::string_view key, NodeIndex value, Place const& place) { read_other(key, value, place); }};
    FieldIndex const& index = source_.index;
    FieldTexts texts =
        ValueReader(source_, slots_, Privacy::apart).read_fields(value_, place_, index.flow, index.nodes.data(), others);
    find_id();
    find_at(texts);
    slots_.finish(flow_.slots, flow_.store, flow_.own_names);
    flow_.canonical = texts.open.text();
    flow_.personal_canonical = texts.personal.text_or_nothing();
    if (source_.report.count() == problems) join_people();
    return std::move(flow_);
  }

 private:
  void read_other(std::string_view key, NodeIndex value, Place const& place) {
    if (key == "at") return read_at(value, place);
    if (terms_.people == nullptr) {
      source_.report.problem(Code::undeclared_key, source_.tape[value - 1], place,
                             {"the people of this flow stand apart from it", {}, {}});
      return;
    }
    if (key == "subject") {
      subject_key_ = value - 1;
      subject_ = terms_.people->read_subject(source_, value, place);
    } else {
      subjects_key_ = value - 1;
      subjects_ = terms_.people->read_subjects(source_, value, place);
    }
    if (subject_key_ && subjects_key_)
      source_.report.problem(
          Code::subject_and_subjects, source_.tape[value - 1], place,
          {"a flow has `subject` and `subjects`",
           {},
           "keep `subject` for one person, or `subjects` for a pool",
           {{source_.report.span(source_.tape[key == "subject" ? *subjects_key_ : *subject_key_]), "the other one"}}});
  }

  void read_at(NodeIndex value, Place const& place) {
    seen_at_ = true;
    if (source_.tape[value].kind == JsonKind::null) return null_value(source_, value, place);
    std::string text;
    if (auto const at = scalar_of(source_, value, place, {Base::instant, Many::one, {}, {}}, text))
      at_ = Instant{static_cast<std::int64_t>(at->number)};
  }

  void find_id() {
    NodeIndex const id = source_.tape.member(value_, "id");
    if (id == source_.tape.size()) return missing("id", "a decision names its flow: give it an `id`");
    if (source_.tape[id].kind == JsonKind::string) flow_.id = std::string(source_.tape.text(id));
  }

  void find_at(FieldTexts& texts) {
    if (!seen_at_ && !terms_.at) return missing("at", "say when the flow happens: `\"at\": \"2025-06-12T10:00:00Z\"`");
    flow_.at_given = seen_at_;
    flow_.at = at_ ? *at_ : terms_.at.value_or(Instant{});
    Value at;
    at.given = true;
    at.number = flow_.at.micros;
    slots_.put(source_.model.at, at);
    texts.open.add("at", json_text(to_text(flow_.at)));
  }

  void missing(std::string_view key, std::string help) {
    JsonNode brace = source_.tape[value_];
    brace.end = brace.begin + 1;
    source_.report.problem(Code::missing_key, brace, place_, {"a flow without " + in_backticks(key), {}, std::move(help)});
  }

  void join_people() {
    if (subject_) set_subject(terms_.program, terms_.layout, flow_, std::move(subject_));
    if (!subjects_.empty()) set_pool(terms_.program, terms_.layout, flow_, std::move(subjects_));
  }

  FlowTerms const& terms_;
  Source const& source_;
  NodeIndex value_;
  Place const& place_;
  SlotWriter slots_;
  Flow flow_;
  std::optional<Instant> at_;
  bool seen_at_ = false;
  std::optional<NodeIndex> subject_key_, subjects_key_;
  std::shared_ptr<Subject const> subject_;
  PoolReader::People subjects_;
};

}  // namespace

Flow read_flow(FlowTerms const& terms, Source const& source, NodeIndex value, Place const& place) {
  if (source.tape[value].kind == JsonKind::object) return OneFlow(terms, source, value, place).read();
  source.report.problem(Code::no_flow, source.tape[value], place, {"a flow is an object", {}, "write `{\"id\": …, \"at\": …}`"});
  return {};
}

}  // namespace izin::input
