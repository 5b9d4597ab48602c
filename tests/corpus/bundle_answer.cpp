// Expectations about policies: messages, trees, layout.
#include <stdexcept>

#include "grammar/ast/print.hpp"
#include "grammar/diagnostic/render.hpp"
#include "grammar/syntax/parse.hpp"
#include "tests/corpus/answers.hpp"
#include "tests/corpus/codes.hpp"

namespace izin::test {
namespace {

struct Parsed {
  SourceMap sources;
  Sink sink;
  ast::File tree;
  Parsed(std::string path, std::string text) {
    auto const id = sources.add(std::move(path), std::move(text));
    tree = parse(sources.file(id), sink);
  }
  [[nodiscard]] SourceFile const& source() const { return sources.file(FileId{0}); }
};

std::string formatted(std::string const& path, std::string const& text) {
  Parsed const first(path, text);
  if (first.sink.has_errors()) return "(not formatted: the file has errors)\n";
  auto const once = ast::print(first.tree, first.source());
  Parsed const second(path, once);
  if (second.sink.has_errors()) return once + "(the layout does not parse)\n";
  if (ast::dump(second.tree) != ast::dump(first.tree)) return once + "(the layout changes the tree)\n";
  if (ast::print(second.tree, second.source()) != once) return once + "(the layout is not a fixed point)\n";
  return once;
}

}  // namespace

std::string bundle_answer(Bundle const& bundle, CaseFile const& file, std::string const& what) {
  auto const& build = bundle.loaded.build;
  if (what == "diagnostics") return render_text(build.problems, build.model->sources, Colour::off);
  if (what == "codes") return codes_text(build.problems, build.model->sources);
  if (what != "dump" && what != "format") throw CaseError("`=== expect " + what + "` cannot stand above the first flow");
  std::size_t policies = 0;
  for (auto const& section : file.sections) policies += section.kind == "policy" ? 1 : 0;
  std::string out;
  for (auto const& section : file.sections) {
    if (section.kind != "policy") continue;
    auto const path = section.name_or("policy.izin");
    if (policies > 1) out += "--- " + path + "\n";
    out += what == "dump" ? ast::dump(Parsed(path, section.content()).tree) : formatted(path, section.content());
    if (!out.ends_with('\n')) out += '\n';
  }
  return out;
}

}  // namespace izin::test
