#include "engine/facts/consent_reader.hpp"

#include <algorithm>
#include <array>

namespace izin::input {
namespace {

constexpr std::array<std::string_view, 8> keys = {"subject", "form", "version",   "clauses",
                                                  "given",   "act",  "withdrawn", "recorded"};
constexpr Type instant_type{Base::instant, Many::one, {}, {}};

/// Reads one consent object, member by member.
class ConsentObject {
 public:
  ConsentObject(Source const& source, NodeIndex object, Place const& place)
      : source_(source), tape_(source.tape), object_(object), place_(place), before_(source.report.count()) {}

  std::optional<ConsentLine> read() {
    if (tape_[object_].kind != JsonKind::object) {
      report(Code::wrong_value_type, object_, place_, {"a consent is an object", {}, std::string(remedy)});
      return std::nullopt;
    }
    check_keys(source_, object_, place_);
    check_names();
    if (auto subject = text("subject")) line_.subject = *std::move(subject);
    read_form();
    read_act();
    read_times();
    if (source_.report.count() != before_) return std::nullopt;
    return std::move(line_);
  }

 private:
  static constexpr std::string_view remedy =
      "a consent has `subject`, `form`, `version`, `clauses`, `given` and `act`, and may have `withdrawn` and `recorded`";

  void report(Code code, NodeIndex node, Place const& place, Words words) {
    source_.report.problem(code, tape_[node], place, std::move(words));
  }

  void check_names() {
    for (NodeIndex key = object_ + 1; key < tape_.after(object_); key = tape_.after(key + 1)) {
      std::string_view const name = tape_.text(key);
      if (std::ranges::find(keys, name) != keys.end()) continue;
      Words words{in_backticks(name) + " is not a field of a consent"};
      words.label = source_.report.did_you_mean(name, [] { return std::vector<std::string>(keys.begin(), keys.end()); });
      if (words.label.empty()) words.help = remedy;
      report(Code::undeclared_key, key, place_.member(name), std::move(words));
    }
  }

  /// The value of a key that must be there; reports one that is not.
  std::optional<NodeIndex> required(std::string_view key) {
    if (auto const value = optional(key)) return value;
    if (tape_.member(object_, key) != tape_.size()) return std::nullopt;
    JsonNode brace = tape_[object_];
    brace.end = brace.begin + 1;
    source_.report.problem(Code::missing_key, brace, place_, {"a consent without " + in_backticks(key), {}, std::string(remedy)});
    return std::nullopt;
  }
  std::optional<NodeIndex> optional(std::string_view key) {
    NodeIndex const value = tape_.member(object_, key);
    if (value == tape_.size()) return std::nullopt;
    if (tape_[value].kind != JsonKind::null) return value;
    null_value(source_, value, place_.member(key));
    return std::nullopt;
  }

  std::optional<std::string> text_of(NodeIndex value, Place const& place) {
    if (tape_[value].kind == JsonKind::string) return std::string(tape_.text(value));
    if (tape_[value].kind == JsonKind::null) {
      null_value(source_, value, place);
    } else {
      wrong_type(source_, value, place, {Base::text, Many::one, {}, {}});
    }
    return std::nullopt;
  }
  std::optional<std::string> text(std::string_view key) {
    auto const value = required(key);
    return value ? text_of(*value, place_.member(key)) : std::nullopt;
  }

  void read_form() {
    auto const name = text("form");
    auto const clauses = required("clauses");
    if (!name) return;
    auto const versions = versions_of(*name);
    if (versions.empty()) return unknown_form(*name);
    auto const form = find_version(*name, versions);
    if (!form) return;
    line_.record.form = *form;
    if (clauses) read_clauses(*clauses);
  }

  std::vector<InstrumentId> versions_of(std::string_view name) const {
    std::vector<InstrumentId> versions;
    auto const& all = source_.model.instruments;
    for (std::uint32_t i = 0; i < all.size(); ++i) {
      if (all[i].name == name && all[i].kind == InstrumentKind::consent) versions.push_back({i});
    }
    return versions;
  }

  void unknown_form(std::string const& name) {
    auto const& all = source_.model.instruments;
    NodeIndex const value = tape_.member(object_, "form");
    Words words{in_backticks(name) + " is not a consent form"};
    words.label = source_.report.did_you_mean(name, [&] {
      std::vector<std::string> names;
      for (Instrument const& instrument : all) {
        if (instrument.kind == InstrumentKind::consent) names.push_back(instrument.name);
      }
      return names;
    });
    if (words.label.empty()) words.help = "the bundle declares it with `consent " + name + " version \"…\" { … }`";
    report(Code::unknown_consent_form, value, place_.member("form"), std::move(words));
  }

  /// The form itself where it has no version; else the version that the line names.
  std::optional<InstrumentId> find_version(std::string const& name, std::vector<InstrumentId> const& versions) {
    auto const& all = source_.model.instruments;
    bool const plain = !all[versions.front().value].version;
    if (plain && tape_.member(object_, "version") == tape_.size()) return versions.front();
    auto const version = text("version");
    if (!version) return std::nullopt;
    for (InstrumentId const id : versions) {
      if (all[id.value].version == *version) return id;
    }
    std::vector<std::string> names;
    for (InstrumentId const id : versions) names.push_back(all[id.value].version.value_or(""));
    Words words{in_backticks(name) + " has no version " + in_backticks(*version)};
    words.label = source_.report.did_you_mean(*version, [&] { return names; });
    if (words.label.empty()) words.help = plain ? "it is declared without one: leave `version` out" : "it has " + listed(names);
    report(Code::unknown_consent_form, tape_.member(object_, "version"), place_.member("version"), std::move(words));
    return std::nullopt;
  }

  static std::string listed(std::vector<std::string> const& names) {
    std::string out;
    for (std::string const& name : names) out += (out.empty() ? "" : ", ") + in_backticks(name);
    return out;
  }

  void read_clauses(NodeIndex value) {
    Place const place = place_.member("clauses");
    if (tape_[value].kind != JsonKind::array) {
      report(Code::wrong_value_type, value, place, {"`clauses` takes an array of names", {}, "write it as in `[\"sell\"]`"});
      return;
    }
    std::size_t position = 0;
    auto& clauses = line_.record.clauses;
    for (NodeIndex at = value + 1; at < tape_.after(value); at = tape_.after(at)) {
      Place const here = place.element(position++);
      auto const name = text_of(at, here);
      if (!name) continue;
      if (auto const clause = find_clause(*name, at, here)) clauses.push_back(*clause);
    }
    std::ranges::sort(clauses);
    clauses.erase(std::unique(clauses.begin(), clauses.end()), clauses.end());
  }

  std::optional<ClauseId> find_clause(std::string const& name, NodeIndex node, Place const& place) {
    Instrument const& form = source_.model.instruments[line_.record.form.value];
    for (ClauseId const id : form.clauses) {
      if (source_.model.clauses[id.value].name == name) return id;
    }
    Words words{in_backticks(form.name) + (form.version ? " version " + in_backticks(*form.version) : "") + " has no clause " +
                in_backticks(name)};
    words.label = source_.report.did_you_mean(name, [&] {
      std::vector<std::string> names;
      for (ClauseId const id : form.clauses) names.push_back(source_.model.clauses[id.value].name);
      return names;
    });
    if (words.label.empty()) words.help = "a record names clauses of its own form and version";
    report(Code::unknown_consent_form, node, place, std::move(words));
    return std::nullopt;
  }

  void read_act() {
    auto const name = text("act");
    if (!name) return;
    for (Act const act : {Act::implied, Act::explicit_, Act::guardian}) {
      if (act_text(act) != *name) continue;
      line_.record.act = act;
      return;
    }
    Words words{in_backticks(*name) + " is not an act of consent"};
    words.label = source_.report.did_you_mean(*name, [] { return std::vector<std::string>{"explicit", "guardian", "implied"}; });
    words.help = "an act is `implied`, `explicit` or `guardian`";
    report(Code::bad_value, tape_.member(object_, "act"), place_.member("act"), std::move(words));
  }

  std::optional<Instant> instant(NodeIndex value, std::string_view key) {
    std::string canonical;
    auto const read = scalar_of(source_, value, place_.member(key), instant_type, canonical);
    return read ? std::optional(Instant{static_cast<std::int64_t>(read->number)}) : std::nullopt;
  }

  void read_times() {
    auto const given_at = required("given");
    auto const given = given_at ? instant(*given_at, "given") : std::nullopt;
    auto const withdrawn_at = optional("withdrawn");
    auto const withdrawn = withdrawn_at ? instant(*withdrawn_at, "withdrawn") : std::nullopt;
    auto const recorded_at = optional("recorded");
    auto const recorded = recorded_at ? instant(*recorded_at, "recorded") : std::nullopt;
    if (!given) return;
    ConsentRecord& record = line_.record;
    record.given = *given;
    record.known_given = recorded.value_or(*given);
    if (!withdrawn) return;
    record.withdrawn = withdrawn;
    record.known_withdrawn = recorded ? std::max(*recorded, *withdrawn) : *withdrawn;
    if (*withdrawn < *given)
      report(Code::withdrawn_before_given, *withdrawn_at, place_.member("withdrawn"),
             {"this consent is withdrawn before it is given",
              {},
              "one of the two instants is wrong",
              {{source_.report.span(tape_[*given_at]), "given here"}}});
  }

  Source const& source_;
  JsonTape const& tape_;
  NodeIndex object_;
  Place const& place_;
  std::size_t before_;
  ConsentLine line_;
};

}  // namespace

std::optional<ConsentLine> read_consent(Source const& source, NodeIndex value, Place const& place) {
  return ConsentObject(source, value, place).read();
}

}  // namespace izin::input
