// Pool rules: which they are, where `pool` may not be read, and what they may not read themselves. LANGUAGE.md section 8.
#include "rules/check/stages.hpp"

namespace izin::check {
namespace {

/// What a definition or a question comes to read through others.
struct Reach {
  bool pool = false, subject = false, consent = false;
  bool add(Reach const& other) {
    auto const before = *this;
    pool = pool || other.pool;
    subject = subject || other.subject;
    consent = consent || other.consent;
    return before.pool != pool || before.subject != subject || before.consent != consent;
  }
};

/// Questions first, then definitions.
class Reaches {
 public:
  explicit Reaches(Context const& context) : questions_(context.model.questions.size()) {
    reach_.resize(questions_ + context.model.defines.size());
    readers_.resize(reach_.size());
    for (std::uint32_t i = 0; i < context.define_reads.size(); ++i)
      add(static_cast<std::uint32_t>(questions_ + i), context.define_reads[i]);
    for (std::uint32_t i = 0; i < context.ruling_reads.size(); ++i) {
      auto const question = context.model.rulings[i].question;
      if (question.valid()) add(question.value, context.ruling_reads[i]);
    }
    spread();
  }

  Reach const& of(QuestionId id) const { return reach_[id.value]; }
  Reach const& of(DefineId id) const { return reach_[questions_ + id.value]; }

 private:
  void add(std::uint32_t node, Reads const& reads) {
    reach_[node].add({!reads.pool.empty(), !reads.subject.empty(), !reads.consent.empty()});
    for (auto const& [id, span] : reads.questions) readers_[id.value].push_back(node);
    for (auto const& [id, span] : reads.defines) readers_[questions_ + id.value].push_back(node);
  }

  void spread() {
    std::vector<std::uint32_t> changed;
    for (std::uint32_t i = 0; i < reach_.size(); ++i) changed.push_back(i);
    while (!changed.empty()) {
      auto const node = changed.back();
      changed.pop_back();
      for (auto const reader : readers_[node]) {
        if (reach_[reader].add(reach_[node])) changed.push_back(reader);
      }
    }
  }

  std::size_t questions_;
  std::vector<Reach> reach_;
  std::vector<std::vector<std::uint32_t>> readers_;
};

class PoolRules {
 public:
  explicit PoolRules(Context& context) : context_(context), reaches_(context) {}

  void run() {
    for (auto const& reads : context_.scope_reads)
      refuse_pool(reads, "whether an instrument governs or claims a flow cannot depend on the pool");
    for (auto const& reads : context_.ruling_reads) refuse_pool(reads, "a ruling cannot depend on the pool");
    for (std::size_t i = 0; i < context_.model.rules.size(); ++i) {
      auto& rule = context_.model.rules[i];
      auto const& reads = context_.rule_reads[i];
      if (allows(rule.kind)) {
        refuse_pool(reads,
                    rule.kind == RuleKind::permit ? "a permit cannot depend on the pool" : "a right cannot depend on the pool");
        continue;
      }
      rule.of_pool = is_of_pool(reads);
      if (rule.of_pool) refuse_persons(reads);
    }
  }

 private:
  bool is_of_pool(Reads const& reads) const {
    if (!reads.pool.empty()) return true;
    for (auto const& [id, span] : reads.defines) {
      if (reaches_.of(id).pool) return true;
    }
    return false;
  }

  void refuse_pool(Reads const& reads, std::string const& message) {
    auto const refuse = [&](Span span, std::string label) {
      context_.error(Code::misplaced_pool, span, message, std::move(label),
                     "`pool` is read by forbids, requires and duties only");
    };
    for (auto const span : reads.pool) refuse(span, {});
    for (auto const& [id, span] : reads.defines) {
      if (reaches_.of(id).pool) refuse(span, "this definition reads `pool`");
    }
  }

  /// A pool rule speaks of no single person.
  void refuse_persons(Reads const& reads) {
    auto const refuse = [&](Span span, std::string_view what, std::string label) {
      context_.error(Code::pool_rule_reads_person, span, "a rule about the pool cannot read " + std::string(what),
                     std::move(label), "a rule that reads `pool` speaks once for all people: put this into a rule of its own");
    };
    for (auto const span : reads.subject) refuse(span, "`subject`", {});
    for (auto const span : reads.consent) refuse(span, "consent", {});
    auto const through = [&](Reach const& reach, Span span, std::string_view what) {
      if (reach.subject) refuse(span, "`subject`", std::string(what) + " reads `subject`");
      if (!reach.subject && reach.consent) refuse(span, "consent", std::string(what) + " reads consent");
    };
    for (auto const& [id, span] : reads.defines) through(reaches_.of(id), span, "this definition");
    for (auto const& [id, span] : reads.questions) through(reaches_.of(id), span, "a ruling on this question");
  }

  Context& context_;
  Reaches reaches_;
};

}  // namespace

void check_pool_rules(Context& context) { PoolRules(context).run(); }

}  // namespace izin::check
