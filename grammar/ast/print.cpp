#include "grammar/ast/print.hpp"

#include "grammar/ast/printer.hpp"

namespace izin::ast {
namespace {

void write(Writer& out, Declaration const& declaration) {
  auto const span = declaration.span;
  std::visit(
      Overloaded{[&](Taxonomy const& taxonomy) { write(out, taxonomy, span); },
                 [&](Record const& record) {
                   write_word(out, "record");
                   write_word(out, record.name.text, record.name.span);
                   write_fields(out, record.fields, {span.file, record.name.span.end, span.end});
                 },
                 [&](Flow const& flow) {
                   out.text("flow");
                   write_fields(out, flow.fields, {span.file, span.begin + 4, span.end});
                 },
                 [&](PartyDecl const& party) {
                   write_word(out, "party");
                   write_word(out, party.name.text, party.name.span);
                   write_values(out, party.fields, {span.file, party.name.span.end, span.end});
                 },
                 [&](Define const& define) {
                   write_word(out, "define");
                   write_word(out, define.name.text + ":", define.name.span);
                   out.blank();
                   write(out, define.condition);
                 },
                 [&](Instrument const& instrument) { write(out, instrument, span); },
                 [&](Question const& question) { write(out, question, span); },
                 [&](Ruling const& ruling) { write(out, ruling, span); }, [&](Test const& test) { write(out, test, span); },
                 [&](Invariant const& invariant) { write(out, invariant, span); }, [](Hole const&) {}},
      declaration.node);
}

}  // namespace

std::string print(File const& file, SourceFile const& source) {
  Writer out(file, source);
  if (file.language) {
    out.item(out.token_after(0));  // the keyword, the first word of the file
    write_word(out, "language");
    write_word(out, text_of(*file.language), file.language->span);
    out.want_gap();
  }
  bool after_block = false;
  for (auto const& declaration : file.declarations) {
    if (after_block) out.want_gap();
    out.begin_group();
    out.item(declaration.span.begin, &declaration.doc);
    write(out, declaration);
    after_block = out.end_group();
  }
  return out.take();
}

}  // namespace izin::ast
