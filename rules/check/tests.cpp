// Tests written in policies: what they give, and what they expect, must exist. LANGUAGE.md section 7.
#include <algorithm>
#include <map>

#include "rules/check/expected.hpp"
#include "rules/check/instruments.hpp"
#include "rules/check/literals.hpp"
#include "rules/check/references.hpp"
#include "rules/check/stages.hpp"
#include "rules/check/values.hpp"

namespace izin::check {
namespace {

class TestReader {
 public:
  TestReader(Context& context, Found<ast::Test> const& found) : context_(context), found_(found), once_(context) {}

  void read() {
    for (auto const& clause : found_.tree->clauses) {
      span_ = clause.span;
      std::visit([&](auto const& node) { read(node); }, clause.node);
    }
    if (!once_.seen("at")) missing("at", "say at which moment the flow is judged: `at 2025-06-12`");
    if (!once_.seen("expect")) missing("expect", "say which verdict is expected: `expect deny`");
    compare_consents();
  }

 private:
  void missing(std::string_view what, std::string help) {
    context_.missing(Code::missing_clause, found_.span, found_.tree->name.span, "the test has no " + in_backticks(what),
                     std::move(help));
  }

  void read(ast::TestAt const&) { (void)once_.first("at", span_); }

  void read(ast::TestGiven const& clause) {
    (void)once_.first("given", span_);
    FieldTrees fields;
    for (auto const& field : clause.fields) {
      if (is_refused(field.name)) continue;
      bool const undeclared = field.name.text == "subject" && !context_.flow_fields.contains("subject");
      undeclared ? read_undeclared_subject(field) : fields.push_back(&field);
    }
    read_fields(fields, {&context_.flow_fields, "flow"});
  }

  void read_fields(FieldTrees const& fields, FieldsOf const& of) {
    std::deque<std::vector<std::uint32_t>> elements;
    std::deque<std::string> texts;
    PathValues values;
    ValueReader(context_, {elements, texts}).read_fields(fields, of, "", values);
  }

  /// Every flow may name its subject, as inputs do, also where `flow` declares nothing of people.
  void read_undeclared_subject(ast::ValueField const& field) {
    FieldTable const id{{"id", {Type{Base::text, Many::one, {}, {}}, field.name.span}}};
    auto const* braces = std::get_if<ast::Braces>(&field.value.node);
    if (braces != nullptr && braces->elements.empty()) return read_fields(all_of(braces->fields), {&id, "subject"});
    context_.error(Code::wrong_value, field.value.span, "`subject` takes its `id` between `{` and `}`", {},
                   "write `subject: { id: \"…\" }`");
  }

  bool is_refused(ast::Name const& name) {
    std::string_view why;
    if (name.text == "id") why = "the flow's `id` is the test's name";
    if (name.text == "at") why = "write `at` before `given`, not in it";
    if (name.text == "subjects") why = "a test is of one subject, or of none";
    if (why.empty()) return false;
    context_.error(Code::reserved_name, name.span, in_backticks(name.text) + " cannot be given in a test: " + std::string(why),
                   {}, "leave it out");
    return true;
  }

  void read(ast::TestConsent const& clause) {
    if (clause.none) {
      (void)once_.first("consent none", span_);
      return;
    }
    consents_.push_back(&clause);
    auto const versions = find_versions(context_, clause.form.text, clause.form.span, clause.version);
    if (versions.empty()) return read_dates(clause);
    if (context_.model.instruments[versions.front().value].kind != InstrumentKind::consent) {
      context_.error(Code::unknown_consent_clause, clause.form.span, in_backticks(clause.form.text) + " is not a consent form");
    } else if (!clause.version) {
      context_.error(Code::missing_version, clause.form.span, "a consent record names the version of its form", {},
                     "write " + in_backticks("consent " + clause.form.text + " \"1\" { … }"));
    } else {
      for (auto const& name : clause.clauses) find_clause(versions.front(), name);
    }
    read_dates(clause);
  }

  void find_clause(InstrumentId form, ast::Name const& name) {
    auto const& clauses = context_.clauses_of[form.value];
    if (clauses.contains(name.text)) return;
    auto const names = [&] { return sorted_names(clauses); };
    context_.unknown(Code::unknown_consent_clause, name.span, name.text,
                     in_backticks(context_.model.instruments[form.value].name) + " has no clause " + in_backticks(name.text),
                     names);
  }

  void read_dates(ast::TestConsent const& clause) {
    if (!clause.given) {
      context_.missing(Code::missing_clause, span_, span_, "the consent does not say when it was `given`",
                       "write `given 2025-03-01 explicit`");
    }
    if (clause.given && clause.withdrawn && moment(*clause.withdrawn) < moment(*clause.given)) {
      context_.error(Code::empty_interval, clause.withdrawn->span, "this consent is withdrawn before it is given", {}, {},
                     {{clause.given->span, "given here"}});
    }
    if (!clause.act) {
      context_.missing(Code::unknown_act, span_, span_, "the consent does not say by which act it was given",
                       "an act is `implied`, `explicit` or `guardian`");
    } else if (clause.act->text != "implied" && clause.act->text != "explicit" && clause.act->text != "guardian") {
      context_.unknown(
          Code::unknown_act, clause.act->span, clause.act->text, in_backticks(clause.act->text) + " is no act of consent",
          [] {
            return std::vector<std::string>{"implied", "explicit", "guardian"};
          },
          "an act is `implied`, `explicit` or `guardian`");
    }
  }

  /// Lines of one form, version and moment are about one consent: they must agree (CONTRACTS.md section 1).
  void compare_consents() {
    std::map<std::tuple<std::string, std::string, std::int64_t>, ast::TestConsent const*> first;
    for (auto const* line : consents_) {
      if (!line->version || !line->given || !line->act) continue;
      auto const [at, added] = first.try_emplace({line->form.text, line->version->value, moment(*line->given)}, line);
      if (added || agree(*at->second, *line)) continue;
      context_.error(Code::contradiction, line->form.span, "this contradicts another line about the same consent", {},
                     "one consent has one act and one list of clauses", {{at->second->form.span, "the other line is here"}});
    }
  }

  static bool agree(ast::TestConsent const& a, ast::TestConsent const& b) {
    auto const names = [](ast::TestConsent const& line) {
      std::vector<std::string> all;
      for (auto const& name : line.clauses) all.push_back(name.text);
      std::sort(all.begin(), all.end());
      all.erase(std::unique(all.begin(), all.end()), all.end());
      return all;
    };
    bool const withdrawn = !a.withdrawn || !b.withdrawn || moment(*a.withdrawn) == moment(*b.withdrawn);
    return withdrawn && a.act->text == b.act->text && names(a) == names(b);
  }

  void read(ast::TestExpect const& clause) {
    (void)once_.first("expect", span_);
    check_verdict(context_, clause.verdict);
    for (auto const& reference : clause.by) check_expected_rule(context_, reference);
    for (auto const& path : clause.missing) check_expected_path(context_, path);
    for (auto const& reference : clause.duties) check_expected_duty(context_, reference);
  }

  Context& context_;
  Found<ast::Test> const& found_;
  Once once_;
  Span span_;
  std::vector<ast::TestConsent const*> consents_;
};

}  // namespace

void check_tests(Context& context) {
  std::unordered_map<std::string_view, Span> seen;
  for (auto const& found : context.declarations.tests) {
    auto const [first, added] = seen.try_emplace(found.tree->name.value, found.tree->name.span);
    if (!added) context.duplicate(found.tree->name.value, found.tree->name.span, first->second);
    TestReader(context, found).read();
    context.model.tests.push_back({found.tree, found.tree->name.value});
  }
}

}  // namespace izin::check
