// The header of an instrument: each field at most once.
#include "rules/check/expressions.hpp"
#include "rules/check/instruments.hpp"
#include "rules/check/literals.hpp"

namespace izin::check {
namespace {

class Header {
 public:
  Header(Context& context, Instrument& out, Version& version) : context_(context), out_(out), version_(version), once_(context) {}

  void read(ast::InstrumentMember const& member) {
    span_ = member.span;
    std::visit([&](auto const& field) { read(field); }, member.node);
  }

 private:
  void read(ast::Title const& field) {
    if (once_.first("title", span_)) out_.title = field.text.value;
  }
  void read(ast::Issuer const& field) {
    if (once_.first("issuer", span_)) out_.issuer = find_party(context_, field.party);
  }
  void read(ast::Source const& field) {
    if (once_.first("source", span_)) out_.source = field.iri.text;
  }
  void read(ast::InForce const& field) {
    if (!once_.first("in force", span_)) return;
    version_.in_force = span_;
    out_.in_force = {moment(field.from), field.until ? moment(*field.until) : INT64_MAX};
    if (out_.in_force.from < out_.in_force.until) return;
    version_.dates_ok = false;
    context_.error(Code::empty_interval, field.until->span, "this is not after the start: the text would never be in force", {},
                   "`until` is exclusive: give a later date", {{field.from.span, "it is in force from here"}});
  }
  void read(ast::DefaultForbid const& field) {
    if (!once_.first("default forbid", span_)) return;
    version_.by_default = &field;
    version_.default_span = span_;
  }
  void read(ast::Governs const& field) { scope("governs", field.condition, out_.governs); }
  void read(ast::Claims const& field) { scope("claims", field.condition, out_.claims); }
  void read(ast::Reviewed const&) {}
  void read(ast::Rule const&) {}
  void read(ast::Grant const&) {}

  void scope(std::string_view what, ast::Expr const& expr, std::optional<Condition>& out) {
    bool const first = once_.first(what, span_);
    auto condition = Expressions(context_, context_.scope_reads.emplace_back()).resolve(expr);
    if (first) out = std::move(condition);
  }

  Context& context_;
  Instrument& out_;
  Version& version_;
  Once once_;
  Span span_;
};

}  // namespace

void read_header(Context& context, InstrumentId id, Version& version) {
  Header header(context, context.model.instruments[id.value], version);
  for (auto const& member : version.found->tree->members) header.read(member);
}

}  // namespace izin::check
