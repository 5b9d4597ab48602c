// A record has the members of its kind and no others: what is not on the list has no business in a log.
#include "engine/log/fsck/record.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "engine/log/fsck/text.hpp"

namespace izin::log::fsck {
namespace {

struct Expected {
  std::string_view name;
  Kind kind;
  bool optional = false;
};
using Shape = std::vector<Expected>;

/// Sorted by name, as the record itself is.
Shape with_frame(Shape shape) {
  Shape const frame{
      {"boot", Kind::text}, {"kind", Kind::text}, {"monotonic", Kind::text}, {"sequence", Kind::number}, {"wall", Kind::text}};
  shape.insert(shape.end(), frame.begin(), frame.end());
  std::ranges::sort(shape, {}, &Expected::name);
  return shape;
}

Shape decision_shape(Shape own) {
  Shape const common{{"about", Kind::text},           {"at_given", Kind::flag}, {"bundle", Kind::text},
                     {"consent", Kind::text},         {"decided", Kind::text},  {"decision", Kind::text},
                     {"duties", Kind::array},         {"engine", Kind::text},   {"exact", Kind::flag},
                     {"facts", Kind::text, true},     {"flow", Kind::object},   {"known_at", Kind::text, true},
                     {"missing", Kind::array},        {"mode", Kind::text},     {"pool_valuation", Kind::text, true},
                     {"private", Kind::object, true}, {"rules", Kind::array},   {"rulings", Kind::array},
                     {"verdict", Kind::text}};
  own.insert(own.end(), common.begin(), common.end());
  return with_frame(std::move(own));
}

Shape const* shape_of(std::string_view kind) {
  static Shape const open =
      with_frame({{"format", Kind::number}, {"key", Kind::text}, {"log", Kind::text}, {"origin", Kind::text}});
  static Shape const bundle = with_frame({{"bundle", Kind::text}, {"comparisons", Kind::array}, {"files", Kind::number}});
  static Shape const facts = with_frame({{"facts", Kind::text}});
  static Shape const clock = with_frame({{"from", Kind::text}, {"to", Kind::text}});
  static Shape const key = with_frame({{"key", Kind::text}, {"new", Kind::text}, {"old", Kind::text}});
  static Shape const erasure = with_frame({{"because", Kind::text}, {"parts", Kind::object}});
  static Shape const hold = with_frame({{"because", Kind::text}, {"pseudonym", Kind::text}});
  static Shape const release = with_frame({{"because", Kind::text}, {"hold", Kind::number}});
  static Shape const prune = with_frame({{"before", Kind::text}, {"ranges", Kind::array}});
  static Shape const decision = decision_shape({{"valuation", Kind::text}});
  static Shape const pool = decision_shape(
      {{"allow_list", Kind::text, true}, {"reasons", Kind::array}, {"results", Kind::object}, {"subjects", Kind::object}});
  if (kind == "open") return &open;
  if (kind == "bundle") return &bundle;
  if (kind == "facts") return &facts;
  if (kind == "clock") return &clock;
  if (kind == "key") return &key;
  if (kind == "prune") return &prune;
  if (kind == "erasure") return &erasure;
  if (kind == "hold") return &hold;
  if (kind == "release") return &release;
  if (kind == "decision") return &decision;
  if (kind == "pool") return &pool;
  return nullptr;
}

std::string shape_problem(std::vector<Member> const& record, Shape const& shape) {
  std::size_t at = 0;
  for (Expected const& expected : shape) {
    if (at < record.size() && record[at].name == expected.name) {
      if (record[at].value.kind != expected.kind)
        return "`" + std::string(expected.name) + "` is of another kind than a record has";
      ++at;
    } else if (!expected.optional) {
      return "`" + std::string(expected.name) + "` is missing";
    }
  }
  return at == record.size() ? "" : "`" + std::string(record[at].name) + "` is no member of such a record";
}

bool is_one_of(std::string const& text, std::initializer_list<std::string_view> const& texts) {
  return std::ranges::find(texts, text) != texts.end();
}

bool is_decision_id(std::string_view id) {
  return id.size() == 26 && id.front() <= '7' &&
         id.find_first_not_of("0123456789ABCDEFGHJKMNPQRSTVWXYZ") == std::string_view::npos;
}

/// What is wrong with the values of a decision or pool, as far as the record itself can tell.
std::string decision_problem(std::vector<Member> const& record, std::string const& kind) {
  auto const text = [&](std::string_view name) { return find_text(record, name).value_or(""); };
  if (!is_decision_id(text("decision"))) return "`decision` is no decision id";
  if (!micros_of(text("decided"))) return "`decided` is no instant";
  if (!is_digest(text("bundle"), "sha256:")) return "`bundle` is no digest";
  if (find(record, "facts") != nullptr && !is_digest(text("facts"), "hmac-sha256:")) return "`facts` is no keyed digest";
  if (find(record, "allow_list") != nullptr && !is_digest(text("allow_list"), "hmac-sha256:"))
    return "`allow_list` is no keyed digest";
  if (!is_one_of(text("verdict"), {"permit", "deny", "review", "incomplete", "partial"})) return "`verdict` is none";
  if (!is_one_of(text("mode"), {"enforce", "observe"})) return "`mode` is none";
  if (!is_one_of(text("consent"), {"no_registry", "no_subject", "known"})) return "`consent` is no state";
  if (kind == "pool" ? text("about") != "pool" : !is_one_of(text("about"), {"nobody", "subject"}))
    return "`about` does not fit the kind";
  if (find(record, "private") != nullptr && !announced_by(find_object(record, "private").value_or(std::vector<Member>{})))
    return "`private` does not name a commitment";
  return "";
}

/// The columns as the record makes them.
std::optional<std::string> recipient_of(std::vector<Member> const& record) {
  auto const flow = find_object(record, "flow");
  if (!flow) return std::nullopt;
  if (auto const party = find_object(*flow, "recipient")) return find_text(*party, "name");
  return find_text(*flow, "recipient");
}

std::optional<std::string> rules_of(std::vector<Member> const& record) {
  Value const* const rules = find(record, "rules");
  if (rules == nullptr) return std::nullopt;
  std::set<std::string> names;
  for (Value const& item : scan_array(rules->raw).value_or(std::vector<Value>{}))
    names.insert(find_text(scan_object(item.raw).value_or(std::vector<Member>{}), "rule").value_or(""));
  std::string text;
  for (std::string const& name : names) text.append(" ").append(name);
  return text + " ";
}

bool equals(Rows const& row, int column, std::optional<std::string> const& value) {
  return value ? !row.is_null(column) && row.text(column) == *value : row.is_null(column);
}

}  // namespace

std::string form_problem(std::vector<Member> const& record, std::uint64_t sequence) {
  std::string const kind = find_text(record, "kind").value_or("");
  Shape const* const shape = shape_of(kind);
  if (shape == nullptr) return "its kind is none that this version knows";
  if (std::string problem = shape_problem(record, *shape); !problem.empty()) return problem;
  if (find_count(record, "sequence") != sequence) return "its record is that of another entry";
  if (!micros_of(find_text(record, "wall").value_or(""))) return "`wall` is no instant";
  if ((kind == "open") != (sequence == 0)) return "an `open` entry is entry 0 and no other";
  if (kind == "prune" && !micros_of(find_text(record, "before").value_or(""))) return "`before` is no instant";
  if (kind == "bundle" && !is_digest(find_text(record, "bundle").value_or(""), "sha256:")) return "`bundle` is no digest";
  if (kind == "facts" && !is_digest(find_text(record, "facts").value_or(""), "hmac-sha256:")) return "`facts` is no keyed digest";
  if (kind == "hold" && !hash_of_hex(find_text(record, "pseudonym").value_or(""))) return "`pseudonym` is none";
  return kind == "decision" || kind == "pool" ? decision_problem(record, kind) : "";
}

std::string column_problem(std::vector<Member> const& record, Rows const& row) {
  auto const flow = find_object(record, "flow");
  auto const at = flow ? find_text(*flow, "at") : std::nullopt;
  auto const time = at ? micros_of_flow(*at) : micros_of(find_text(record, "wall").value_or(""));
  if (!equals(row, 3, find_text(record, "kind"))) return "kind";
  if (row.integer(4) != time.value_or(0)) return "time";
  if (!equals(row, 5, find_text(record, "decision"))) return "decision";
  if (!equals(row, 6, flow ? find_text(*flow, "id") : std::nullopt)) return "flow";
  if (!equals(row, 7, find_text(record, "verdict"))) return "verdict";
  if (!equals(row, 8, recipient_of(record))) return "recipient";
  if (!equals(row, 9, rules_of(record))) return "rules";
  return "";
}

std::optional<Announced> announced_by(std::vector<Member> const& members) {
  Announced announced;
  auto const commitment = hash_of_hex(find_text(members, "commitment").value_or(""));
  if (!commitment) return std::nullopt;
  announced.commitment = *commitment;
  if (auto const text = find_text(members, "pseudonym")) {
    announced.pseudonym = hash_of_hex(*text);
    if (!announced.pseudonym) return std::nullopt;
  }
  return announced;
}

}  // namespace izin::log::fsck
