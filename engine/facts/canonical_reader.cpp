// Flows and people back from the canonical JSON that was made of them: for replay.
#include <stdexcept>

#include "engine/facts/flow_reader.hpp"
#include "engine/facts/one_flow.hpp"
#include "grammar/diagnostic/render.hpp"

namespace izin {
namespace {

using namespace input;

/// Canonical JSON as a source to read from. Refers to the text.
class CanonicalText {
 public:
  CanonicalText(Program const& program, FlowLayout const& layout, std::string const& text)
      : tape_(text), report_(sink_, FileId{}), source_{*program.model, *layout.index, tape_, report_, Spelling::strings} {
    JsonReading const reading = read_json(text, 0, static_cast<std::uint32_t>(text.size()), JsonExtent::all, tape_);
    if (!reading.problems.empty()) throw std::runtime_error("a logged flow is not JSON: " + reading.problems.front().message);
  }

  [[nodiscard]] Source const& source() const { return source_; }
  /// Throws when what was read had a problem.
  void check() const {
    if (!sink_.has_errors()) return;
    Diagnostic const first = sink_.sorted().front();
    throw std::runtime_error("a logged flow does not fit its bundle: " + first.message + " (" + first.pointer + ")");
  }

 private:
  JsonTape tape_;
  Sink sink_;
  Report report_;
  Source source_;
};

}  // namespace

std::shared_ptr<Subject const> read_canonical_subject(Program const& program, FlowLayout const& layout, std::string const& json) {
  CanonicalText const text(program, layout, json);
  auto person = read_person(text.source(), layout, 0, Place{});
  text.check();
  return person;
}

Flow read_canonical_flow(Program const& program, FlowLayout const& layout, std::string const& flow_json,
                         std::optional<std::string> const& subject_json, std::optional<std::string> const& personal_json) {
  bool const has_personal = personal_json && !personal_json->empty();
  std::string const whole = has_personal ? join_parts(flow_json, *personal_json) : flow_json;
  CanonicalText const text(program, layout, whole);
  Flow flow = read_flow({program, layout, std::nullopt, nullptr}, text.source(), 0, Place{});
  text.check();
  if (subject_json) set_subject(program, layout, flow, read_canonical_subject(program, layout, *subject_json));
  return flow;
}

}  // namespace izin
