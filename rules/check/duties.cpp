// What a duty says: what is to be done, by whom, to whom, until when.
#include <algorithm>

#include "rules/check/instruments.hpp"
#include "rules/check/literals.hpp"
#include "rules/check/paths.hpp"

namespace izin::check {
namespace {

/// What happens after a flow, so that no field can hold when.
constexpr std::string_view later_things[] = {"withdrawal", "objection", "erasure_request", "disconnection",
                                             "incident",   "expiry",    "termination"};

bool is_later(std::string_view name) {
  return std::find(std::begin(later_things), std::end(later_things), name) != std::end(later_things);
}

bool is_moment(Type const& type) { return type.many == Many::one && (type.base == Base::date || type.base == Base::instant); }

}  // namespace

void DutyReader::read(ast::Do const& clause) {
  out_.action_name = clause.action.name.text;
  auto const actions = context_.model.schema.taxonomy("Action");
  if (!actions) {
    context_.unknown(
        Code::unknown_taxonomy, clause.action.name.span, "Action",
        "a duty takes its action from the taxonomy `Action`, which is not declared", [] { return std::vector<std::string>(); },
        "declare it: `taxonomy Action { Notify  Delete }`");
    return;
  }
  if (auto const term = find_term(context_, *actions, clause.action.name)) out_.action = *term;
}

void DutyReader::read(ast::By const& clause) { out_.by = party(clause.who); }

void DutyReader::read(ast::To const& clause) { out_.to = party(clause.who); }

DutyParty DutyReader::party(std::variant<ast::Party, ast::Path> const& who) {
  DutyParty out;
  if (auto const* declared = std::get_if<ast::Party>(&who)) {
    out.kind = DutyParty::Kind::declared;
    out.text = "@" + declared->name.text;
    if (auto const id = find_party(context_, *declared)) out.party = *id;
    return out;
  }
  auto const& path = std::get<ast::Path>(who);
  out.text = path.text();
  if (out.text == "subject") {
    out.kind = DutyParty::Kind::subject;
    return out;
  }
  auto const field = resolve_field(context_, path);
  if (field.kind == PathMeaning::Kind::nothing) return out;
  if (field.type.base != Base::party || field.type.many != Many::one) {
    context_.error(Code::wrong_duty_party, path.span,
                   in_backticks(out.text) + " is " + type_text(context_.model, field.type) + ", not a party", {},
                   "name a party, a path to one, or `subject`");
    return out;
  }
  out.kind = DutyParty::Kind::path;
  out.path = slot_of(context_, field, path.span, reads_);
  return out;
}

void DutyReader::read(ast::WithinAfter const& clause) {
  out_.delay = std::get<Duration>(clause.delay->value);
  event(clause.event);
}

void DutyReader::event(ast::Path const& path) {
  out_.event = path.text();
  auto const& first = path.segments.front().text;
  bool const field_name = context_.flow_fields.contains(first);
  if (path.segments.size() == 1 && is_later(first)) {
    auto const at = context_.flow_fields.find(first);  // a field of that name, if it holds a moment, says more than the word
    if (!field_name || !at->second.type || !is_moment(*at->second.type)) return;
  }
  if (!field_name && context_.flow_names.find(first) == nullptr && first != "pool") {
    auto const names = [this] {
      auto all = context_.flow_names.names();
      all.insert(all.end(), std::begin(later_things), std::end(later_things));
      return all;
    };
    context_.unknown(
        Code::wrong_event, path.span, first, "nothing is called " + in_backticks(first), names,
        "a duty runs from a path to a date or an instant, from `at`, or from something that happens later, such as `withdrawal`");
    return;
  }
  auto const field = resolve_field(context_, path);
  if (field.kind == PathMeaning::Kind::nothing) return;
  if (!is_moment(field.type)) {
    context_.error(Code::wrong_event, path.span,
                   in_backticks(out_.event) + " is " + type_text(context_.model, field.type) + ", not a date or an instant", {},
                   "a duty runs from a date, an instant, `at`, or from something that happens later, such as `withdrawal`");
    return;
  }
  out_.event_slot = slot_of(context_, field, path.span, reads_);
}

}  // namespace izin::check
