// The checked bundle: every name resolved, every type right. Built once by rules/check, immutable afterwards, shared.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <variant>
#include <vector>

#include "grammar/ast/policy.hpp"
#include "grammar/source/source_map.hpp"
#include "rules/model/schema.hpp"

namespace izin {

using ComparisonId = Id<struct ComparisonTag>;
using DefineId = Id<struct DefineTag>;
using QuestionId = Id<struct QuestionTag>;
using InstrumentId = Id<struct InstrumentTag>;  ///< one version of an instrument
using RuleId = Id<struct RuleTag>;              ///< ascending = by full name, then version, in byte order
using ClauseId = Id<struct ClauseTag>;          ///< a grant or refuse clause; ascending = by full name, then version
using RulingId = Id<struct RulingTag>;

// ---- comparisons ---------------------------------------------------------------------------------------------------

/// A path that some expression reads. Records and parties have a slot too where `is known` or identity reads them.
struct Slot {
  std::string path;  ///< `sender.country`, `at`, `subject`
  Type type;
  bool of_subject = false;  ///< `subject` or below
};

enum class PoolFact : std::uint8_t { size, permitted, share };

struct SumTerm {
  Sign sign = Sign::plus;
  std::variant<Duration, SlotId> amount;
};
/// One side of `==` or `<`.
struct Operand {
  enum class Kind : std::uint8_t { slot, literal, sum, pool } kind = Kind::literal;
  PoolFact pool = PoolFact::size;
  bool zero = false;           ///< the bare `0`: of every currency, and no time at all
  SlotId slot;                 ///< slot; base of a sum unless `literal` is given
  Type type;                   ///< of a sum: Instant; of a bare `0` beside money or a duration: that type with `zero`
  Value literal;               ///< literal; base of a sum
  std::vector<SumTerm> terms;  ///< sum, in the order written
};

/// X of `in`, `within`, `has any`, `has all`: a literal set or a set field.
struct ManyOperand {
  SlotId slot;                          ///< valid: a set field
  std::vector<std::uint32_t> elements;  ///< else: TermIds or PartyIds, sorted, each once
};

/// A condition that reads values: the atom of logic. Equal comparisons are one (definitions replaced, negations outside, sets
/// sorted).
struct Comparison {
  enum class Kind : std::uint8_t {
    truth,          ///< a Bool field, `path`
    equal,          ///< left == right
    less,           ///< left < right
    less_equal,     ///< left <= right
    greater,        ///< left > right
    greater_equal,  ///< left >= right
    is,             ///< path is the one element of `many`
    in,             ///< path in many
    has_one,        ///< path [under] has the one element of `many`
    has_any,        ///< path [under] has any many
    has_all,        ///< path [under] has all many
    within,         ///< path [under] within many; a path to one value too
    known,          ///< path is known
    covers,         ///< consent covers flow
    explicit_covers,
    guardian_covers,
    refuses,  ///< consent refuses flow
  } kind = Kind::truth;
  Operand left, right;  ///< of the orders
  SlotId path;          ///< of all but the orders and consent
  std::optional<TermId> under;
  ManyOperand many;
  Span span;         ///< first place written
  std::string text;  ///< canonical text, also the key of equality: `subject.age < 13`

  [[nodiscard]] bool reads_consent() const { return kind >= Kind::covers; }
};

// ---- conditions ----------------------------------------------------------------------------------------------------

/// A resolved condition. Definitions stay visible (for explanations); their meaning is that of their body.
struct Condition {
  enum class Kind : std::uint8_t {
    constant,
    comparison,
    define,
    question,
    negation,
    conjunction,
    disjunction
  } kind = Kind::constant;
  bool value = false;               ///< of a constant
  std::uint32_t index = 0;          ///< ComparisonId, DefineId or QuestionId
  std::vector<Condition> operands;  ///< one of a negation; any number of the others
  Span span;
};

struct Define {
  std::string name;
  Condition body;
  Span declared;
};

// ---- instruments ---------------------------------------------------------------------------------------------------

struct Citation {
  std::string text;
  std::string iri;  ///< empty: none
};
struct Saying {
  std::string language;  ///< BCP 47; empty: the policy's own
  std::string text;
};

/// [from, until) in microseconds; open ends are the limits of the type.
struct Interval {
  std::int64_t from = INT64_MIN;
  std::int64_t until = INT64_MAX;
  [[nodiscard]] bool holds(std::int64_t at) const { return from <= at && at < until; }
  friend bool operator==(Interval const&, Interval const&) = default;
};

enum class RuleKind : std::uint8_t { forbid, require, by_default, permit, right, duty };
[[nodiscard]] constexpr bool prohibits(RuleKind k) { return k <= RuleKind::by_default; }
[[nodiscard]] constexpr bool allows(RuleKind k) { return k == RuleKind::permit || k == RuleKind::right; }

/// Who acts or is told in a duty.
struct DutyParty {
  enum class Kind : std::uint8_t { none, declared, path, subject } kind = Kind::none;
  PartyId party;
  SlotId path;
  std::string text;  ///< as written: `@spotify`, `sender`, `subject`
};
struct DutyTerms {
  TermId action;  ///< of the taxonomy `Action`
  std::string action_name;
  DutyParty by, to;
  std::optional<Duration> delay;  ///< `within D after EVENT`
  SlotId event_slot;              ///< valid: EVENT is a path to a date or instant
  std::string event;              ///< as written: `at`, `subject.disconnected`, `withdrawal`
};

struct Rule {
  InstrumentId instrument;
  RuleKind kind = RuleKind::forbid;
  std::string name;       ///< own: `sale`
  std::string full_name;  ///< `spotify.developer_terms.sale`
  std::vector<Citation> cites;
  std::vector<Saying> says;
  std::vector<Condition> whens, unlesses, thats;
  std::vector<RuleId> overrides, contests;  ///< `.*` and versions resolved; sorted, each once
  std::optional<DutyTerms> duty;
  bool of_pool = false;  ///< reads `pool.*`
  Span span;             ///< the whole declaration
  Span name_span;
};

enum class InstrumentKind : std::uint8_t { law, terms, charter, consent };

struct Instrument {
  InstrumentKind kind = InstrumentKind::law;
  std::string name;
  std::optional<std::string> version;
  std::string title;
  std::optional<PartyId> issuer;
  std::string source;
  Interval in_force;
  std::optional<Condition> governs, claims;  ///< left out: always, never
  std::vector<RuleId> rules;                 ///< sorted; with `default`
  std::vector<ClauseId> clauses;             ///< sorted
  Span span;
};

/// One dimension of a consent clause.
struct ConsentDimension {
  bool any = false;
  std::vector<TermId> terms;     ///< sorted; of `Party.kind` for the recipient
  std::vector<PartyId> parties;  ///< of the recipient, sorted
};
struct ConsentClause {
  InstrumentId instrument;
  bool refuses = false;
  std::string name, full_name;
  ConsentDimension data, operation, purpose, recipient;
  std::optional<Duration> lasts;
  std::vector<Citation> cites;
  std::vector<Saying> says;
  Span span;
};

struct Question {
  std::string name;
  std::vector<Citation> cites;
  std::vector<Saying> says;
  std::vector<RulingId> rulings;  ///< that answer it
  Span span;
};

struct Ruling {
  enum class Effect : std::uint8_t { dismisses, upholds, answers_true, answers_false } effect = Effect::dismisses;
  std::string name;
  std::vector<RuleId> rules;  ///< dismissed or upheld; sorted
  QuestionId question;        ///< answered
  std::vector<Condition> whens, unlesses;
  Interval covers;  ///< [on, until)
  std::string by;
  std::string on, until;  ///< as written
  std::vector<Saying> says;
  Span span;
};

/// Tests and invariants keep their tree; what they name is resolved here.
struct TestCase {
  ast::Test const* tree = nullptr;
  std::string name;
};
struct Invariant {
  std::string name;
  std::vector<Saying> says;
  struct Claim {
    bool never = true;
    std::string verdict;
    Condition when;
  };
  std::vector<Claim> claims;
  Span span;
};

struct Model {
  SourceMap sources;             ///< the policy files, in the order of their paths
  std::vector<ast::File> files;  ///< their trees, which tests refer to
  std::string digest;            ///< `sha256:…` hex of the bundle
  Schema schema;
  std::vector<Slot> slots;
  std::unordered_map<std::string, SlotId> slot_by_path;
  std::vector<Comparison> comparisons;  ///< with a grant clause in the bundle `consent covers flow` is always one of them
  std::vector<Define> defines;          ///< a define stands after those that it uses
  std::vector<Question> questions;
  std::vector<Instrument> instruments;  ///< by name, then version
  std::vector<Rule> rules;              ///< by RuleId
  std::vector<ConsentClause> clauses;   ///< by ClauseId
  std::vector<Ruling> rulings;          ///< by name
  std::vector<TestCase> tests;          ///< by file and place
  std::vector<Invariant> invariants;
  /// Slots that consent reads, valid where the bundle has clauses.
  SlotId data, operation, purpose, recipient, recipient_kind;
  SlotId at, subject, subject_id;                        ///< always there
  std::deque<std::vector<std::uint32_t>> element_store;  ///< what literals point to
  std::deque<std::string> text_store;

  Model() = default;
  Model(Model const&) = delete;
  Model& operator=(Model const&) = delete;
};

}  // namespace izin
