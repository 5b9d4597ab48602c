#include "engine/facts/test_tape.hpp"

namespace izin::input {
namespace {

class TapeWriter {
 public:
  explicit TapeWriter(JsonTape& tape) : tape_(tape) {}

  NodeIndex open(JsonKind kind, Span span) { return tape_.add(node(kind, span)); }
  void text(std::string_view text, Span span) { tape_.add(node(JsonKind::string, span), std::string(text)); }

  void fields(std::vector<ast::ValueField> const& fields) {
    for (ast::ValueField const& field : fields) {
      text(field.name.text, field.name.span);
      value(field.value);
    }
  }

 private:
  static JsonNode node(JsonKind kind, Span span) { return {kind, false, false, span.begin, span.end, 0}; }

  void value(ast::Value const& value) {
    std::visit([&](auto const& v) { add(v, value.span); }, value.node);
  }

  void add(ast::Term const& term, Span span) { text(term.name.text, span); }
  void add(ast::Party const& party, Span span) { text("@" + party.name.text, span); }

  void add(ast::Literal const& literal, Span span) {
    if (auto const* truth = std::get_if<bool>(&literal.value)) {
      JsonNode boolean = node(JsonKind::boolean, span);
      boolean.truth = *truth;
      tape_.add(boolean);
    } else if (std::holds_alternative<Number>(literal.value)) {
      tape_.add(node(JsonKind::number, span), literal.raw);
    } else if (auto const* words = std::get_if<ast::Text>(&literal.value)) {
      text(words->value, span);
    } else {
      text(literal.raw, span);
    }
  }

  void add(ast::Braces const& braces, Span span) {
    if (braces.fields.empty() && braces.elements.empty()) {
      tape_.add(node(JsonKind::braces, span));
      return;
    }
    NodeIndex const whole = open(braces.fields.empty() ? JsonKind::array : JsonKind::object, span);
    fields(braces.fields);
    for (auto const& element : braces.elements) {
      if (auto const* term = std::get_if<ast::Term>(&element)) add(*term, term->name.span);
      if (auto const* party = std::get_if<ast::Party>(&element)) add(*party, party->name.span);
    }
    tape_.close(whole, span.end);
  }

  JsonTape& tape_;
};

}  // namespace

JsonTape tape_of(ast::Test const& test, std::vector<ast::ValueField> const& given, std::string_view policy_text) {
  JsonTape tape(policy_text);
  TapeWriter writer(tape);
  NodeIndex const whole = writer.open(JsonKind::object, test.name.span);
  writer.text("id", test.name.span);
  writer.text(test.name.value, test.name.span);
  writer.fields(given);
  tape.close(whole, test.name.span.end);
  return tape;
}

}  // namespace izin::input
