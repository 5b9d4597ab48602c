// Single values: numbers, texts, dates, money, terms. Spelled as LANGUAGE.md section 2 says, by the same code as in policies.
#include <algorithm>

#include "engine/facts/value_reader.hpp"
#include "grammar/syntax/literals.hpp"

namespace izin::input {
namespace {

/// What a field takes, in words, and an example of it.
struct Wanted {
  std::string what, example;
};

/// A term, as an input writes it.
std::string example_of(Source const& source, Type const& type) {
  auto const& terms = source.model.schema.of(type.taxonomy).terms;
  return terms.empty() ? "" : json_text(terms.front().name);
}

Wanted wanted(Source const& source, Type const& type) {
  auto const term = [&] { return "`" + source.model.schema.of(type.taxonomy).name + "`"; };
  if (type.many != Many::one) {
    if (type.base == Base::party) return {"an array of parties", R"(["@name"])"};
    return {"an array of terms of " + term(), "[" + example_of(source, type) + "]"};
  }
  switch (type.base) {
    case Base::boolean:
      return {"`true` or `false`", "true"};
    case Base::integer:
      return {"a whole number", "18"};
    case Base::decimal:
      return {"a number", "0.5"};
    case Base::percent:
      return {"a percentage", R"("66%")"};
    case Base::money:
      return {"an amount of money with its currency", R"("55000 USD")"};
    case Base::text:
      return {"a text", R"("…")"};
    case Base::date:
      return {"a date", R"("2025-06-12")"};
    case Base::instant:
      return {"an instant", R"("2025-06-12T10:00:00Z")"};
    case Base::duration:
      return {"a duration", R"("30 days")"};
    case Base::term:
      return {"a term of " + term(), example_of(source, type)};
    case Base::party:
      return {"a party", R"("@name")"};
    case Base::record:
      break;
  }
  return {"an object", R"({"…": …})"};
}

std::string_view kind_words(JsonNode const& node) {
  switch (node.kind) {
    case JsonKind::object:
      return "an object";
    case JsonKind::array:
      return "an array";
    case JsonKind::string:
      return "a text";
    case JsonKind::number:
      return "a number";
    case JsonKind::boolean:
      return node.truth ? "`true`" : "`false`";
    case JsonKind::null:
      return "`null`";
    case JsonKind::braces:
      break;
  }
  return "`{}`";
}

/// Reads one scalar; `text` is what is written.
class Scalar {
 public:
  Scalar(Source const& source, NodeIndex node, Place const& place, Type const& type, std::string& canonical)
      : source_(source), node_(node), place_(place), type_(type), canonical_(canonical), text_(source.tape.text(node)) {}

  std::optional<Value> read() {
    value_.given = true;
    JsonKind const kind = source_.tape[node_].kind;
    if (type_.base == Base::boolean) return kind == JsonKind::boolean ? boolean() : wrong();
    bool const is_number = type_.base == Base::integer || type_.base == Base::decimal;
    if (kind != (is_number && source_.spelling == Spelling::numbers ? JsonKind::number : JsonKind::string)) return wrong();
    switch (type_.base) {
      case Base::integer:
        return integer();
      case Base::decimal:
        return literal<Number>(parse_number(text_));
      case Base::percent:
        return literal<Percent>(parse_percent(text_));
      case Base::money:
        return literal<Money>(parse_money(text_));
      case Base::date:
        return literal<Date>(parse_date(text_));
      case Base::instant:
        if (auto const date = parse_date(text_); std::holds_alternative<Date>(date))
          return keep(first_moment(std::get<Date>(date)));
        return literal<Instant>(parse_instant(text_));
      case Base::duration:
        return literal<Duration>(parse_duration(text_));
      case Base::term:
        return term();
      default:
        value_.text = text_;
        canonical_ = json_text(text_);
        return value_;
    }
  }

 private:
  std::optional<Value> wrong() {
    wrong_type(source_, node_, place_, type_);
    return std::nullopt;
  }
  std::optional<Value> bad(std::string message, std::string help = {}) {
    source_.report.problem(Code::bad_value, source_.tape[node_], place_, {std::move(message), {}, std::move(help)});
    return std::nullopt;
  }

  std::optional<Value> boolean() {
    bool const truth = source_.tape[node_].truth;
    value_.number = truth ? 1 : 0;
    canonical_ = truth ? "true" : "false";
    return value_;
  }

  std::optional<Value> integer() {
    auto const parsed = parse_number(text_);
    if (auto const* error = std::get_if<LiteralError>(&parsed)) return bad(error->message);
    Number const number = std::get<Number>(parsed);
    if (number.has_point) return bad("`" + std::string(text_) + "` is not a whole number", "an `Int` is written without a point");
    value_.number = number.nanos / nano;
    canonical_ = json_text(to_text(number));
    return value_;
  }

  template <class T>
  std::optional<Value> literal(Parsed<T> const& parsed) {
    if (auto const* error = std::get_if<LiteralError>(&parsed)) return bad(error->message);
    return keep(std::get<T>(parsed));
  }

  template <class T>
  Value keep(T const& read) {
    canonical_ = json_text(to_text(read));
    set(read);
    return value_;
  }
  void set(Number const& v) { value_.number = v.nanos; }
  void set(Percent const& v) { value_.number = v.nanos; }
  void set(Money const& v) { value_.number = v.nanos, value_.code = v.currency; }
  void set(Date const& v) { value_.number = first_moment(v).micros; }
  void set(Instant const& v) { value_.number = v.micros; }
  void set(Duration const& v) { value_.number = v.count, value_.unit = static_cast<std::uint8_t>(v.unit); }

  std::optional<Value> term() {
    Taxonomy const& taxonomy = source_.model.schema.of(type_.taxonomy);
    if (auto const id = taxonomy.find(text_)) {
      value_.code = id->value;
      canonical_ = json_text(taxonomy.terms[id->value].name);
      return value_;
    }
    Words words{in_backticks(text_) + " is not a term of `" + taxonomy.name + "`"};
    words.label = source_.report.did_you_mean(text_, [&] { return names_of(taxonomy); });
    if (words.label.empty()) words.help = elsewhere(taxonomy);
    source_.report.problem(Code::undeclared_term, source_.tape[node_], place_, std::move(words));
    return std::nullopt;
  }

  std::vector<std::string> names_of(Taxonomy const& taxonomy) const {
    bool const iri = text_.find(':') != std::string_view::npos;
    std::vector<std::string> names;
    for (auto const& t : taxonomy.terms) {
      if (!iri || !t.iri.empty()) names.push_back(iri ? t.iri : t.name);
    }
    return names;
  }

  /// The taxonomy that has the term, if another one has.
  std::string elsewhere(Taxonomy const& due) const {
    for (Taxonomy const& taxonomy : source_.model.schema.taxonomies) {
      if (taxonomy.find(text_)) return "it is a term of `" + taxonomy.name + "`: use one of `" + due.name + "`";
    }
    return "use a term that the bundle declares, or add it with `extend " + due.name + "`";
  }

  Source const& source_;
  NodeIndex node_;
  Place const& place_;
  Type const& type_;
  std::string& canonical_;
  std::string_view text_;
  Value value_;
};

}  // namespace

std::optional<Value> scalar_of(Source const& source, NodeIndex value, Place const& place, Type const& type,
                               std::string& canonical) {
  return Scalar(source, value, place, type, canonical).read();
}

void wrong_type(Source const& source, NodeIndex value, Place const& place, Type const& type) {
  JsonNode const& node = source.tape[value];
  Wanted const due = wanted(source, type);
  bool const element = place.step == Place::Step::element;
  Words words{(element ? "an element of " : "") + in_backticks(field_of(place)) + (element ? " is " : " takes ") + due.what +
              ", not " + std::string(kind_words(node))};
  bool const quoted_number = node.kind == JsonKind::string && (type.base == Base::integer || type.base == Base::decimal);
  bool const of_person = type.base == Base::record && field_of(place) == "subject";
  if (type.many != Many::one && node.kind == JsonKind::string) {
    words.help = "a set is an array, also of one element: write " + in_backticks("[" + json_text(source.tape.text(value)) + "]");
  } else if (of_person) {
    words.help = "give an object, `{\"id\": …}`";
  } else if (quoted_number || (type.base == Base::boolean && node.kind == JsonKind::string)) {
    words.help = "write it without quotes";
  } else if (type.many == Many::one && node.kind == JsonKind::array) {
    words.help = "one value is due here, not a set: write it without brackets";
  } else if (!due.example.empty()) {
    words.help = "write it as in `" + due.example + "`";
  }
  source.report.problem(Code::wrong_value_type, node, place, std::move(words));
}

}  // namespace izin::input
