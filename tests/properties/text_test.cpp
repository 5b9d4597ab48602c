// P16 and P18: the layout keeps the tree and the comments; messages are safe to show, and each code has a case.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "grammar/ast/print.hpp"
#include "grammar/diagnostic/render.hpp"
#include "grammar/syntax/parse.hpp"
#include "tests/properties/sample.hpp"
#include "tests/support/case_file.hpp"

using namespace izin;
using namespace izin::properties;

namespace {

struct Layout {
  std::string text, dump;
  std::vector<std::string> comments;
  bool ok = false;
};

Layout layout(std::string const& text) {
  SourceMap sources;
  Sink sink;
  auto const& source = sources.file(sources.add("p.izin", text));
  auto const file = parse(source, sink);
  Layout result;
  result.ok = !sink.has_errors();
  if (!result.ok) return result;
  for (auto const& comment : file.comments) {
    auto words = std::string(source.text(comment.span));
    while (words.ends_with(' ') || words.ends_with('\r')) words.pop_back();
    result.comments.push_back(words);
  }
  std::multiset<std::string> const sorted(result.comments.begin(), result.comments.end());
  result.comments.assign(sorted.begin(), sorted.end());
  result.dump = ast::dump(file);
  result.text = ast::print(file, source);
  return result;
}

void check_layout(std::string const& text) {
  auto const first = layout(text);
  if (!first.ok) return;
  auto const second = layout(first.text);
  INFO(text << "\n---- printed\n" << first.text);
  REQUIRE(second.ok);
  CHECK(first.dump == second.dump);
  CHECK(first.comments == second.comments);
  CHECK(first.text == second.text);
}

/// The text with comments and blanks wherever a line or a brace ends.
std::string commented(Random& random, std::string const& text) {
  std::string result;
  std::size_t n = 0;
  for (auto const c : text) {
    result += c;
    if (c == '\n' && random.chance(15)) result += "// note " + std::to_string(n++) + "\n";
    if (c == '{' && random.chance(10)) result += " // inside " + std::to_string(n++) + "\n";
    if (c == ' ' && random.chance(5)) result += random.pick({" ", "\n", "\t", "\n\n\n"});
  }
  return result;
}

std::string contents(std::filesystem::path const& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<test::CaseFile> corpus() {
  std::vector<test::CaseFile> result;
  for (auto const& entry : std::filesystem::recursive_directory_iterator(IZIN_SOURCE_DIR "/tests/corpus")) {
    if (entry.path().extension() == ".case") result.push_back(test::read_case(entry.path().string(), contents(entry.path())));
  }
  return result;
}

}  // namespace

TEST_CASE("P16: the layout keeps the tree and the comments and is a fixed point") {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    Random random(seed);
    auto const text = differential::files_of(differential::make_bundle(random, {}).pieces).front().text;
    REQUIRE(layout(text).ok);
    check_layout(text);
    check_layout(commented(random, text));
  }
  for (auto const& file : corpus()) {
    for (auto const& section : file.sections) {
      if (section.kind == "policy") check_layout(section.content());
    }
  }
  for (auto const& entry : std::filesystem::recursive_directory_iterator(IZIN_SOURCE_DIR "/policies")) {
    if (entry.path().extension() == ".izin") check_layout(contents(entry.path()));
  }
}

TEST_CASE("P18: every diagnostic code is produced by a case of the corpus") {
  std::set<std::string> produced;
  for (auto const& file : corpus()) {
    for (auto const& section : file.sections) {
      if (section.kind != "expect" && section.kind != "run") continue;
      for (auto at = section.body.find("IZ"); at != std::string::npos; at = section.body.find("IZ", at + 2)) {
        produced.insert(section.body.substr(at, 6));
      }
    }
  }
  for (auto const& kind : kinds()) {
    INFO(code_text(kind.code) << " " << kind.name);
    CHECK(produced.contains(code_text(kind.code)));
  }
}

TEST_CASE("P18: no message prints a raw control character, whatever the input") {
  auto const check = [](std::vector<Diagnostic> const& problems, SourceMap const& sources) {
    for (auto const& text : {render_text(problems, sources, Colour::off), render_json(problems, sources)}) {
      for (auto const c : text) {
        auto const byte = static_cast<unsigned char>(c);
        if (byte < 0x20 && c != '\n') FAIL_CHECK("a control character " << int{byte} << " in\n" << text);
        if (byte == 0x7F) FAIL_CHECK("a DEL in\n" << text);
      }
      for (auto const* unsafe : {"\xC2\x9B", "\xE2\x80\xAE", "\xE2\x80\x8B", "\xEF\xBB\xBF", "\xE2\x80\xA8"}) {
        if (text.find(unsafe) != std::string::npos) FAIL_CHECK("an unsafe character in\n" << text);
      }
    }
    return problems.size();
  };
  std::size_t messages = 0;
  std::vector<std::string> const hostile{"\x1B[31m", "\x07",     "\b\b\b",       "\r",           std::string(1, '\0'),
                                         "\x7F",     "\xC2\x9B", "\xE2\x80\xAE", "\xE2\x80\x8B", "\xEF\xBB\xBF",
                                         "\xFF\xFE", "\xC0\xAF", "\xE2\x80\xA8", "\x01",         "\xED\xA0\x80",
                                         "{",        "\"",       "<b>"};
  each_bundle(18, 60, {}, [&](Random& random, auto const& plan, Product const& product) {
    auto const spoil = [&](std::string text) {
      for (std::size_t n = random.between(1, 4); n > 0; --n) text.insert(random.below(text.size() + 1), random.pick(hostile));
      return text;
    };
    auto const files = differential::files_of(plan.pieces);
    for (int i = 0; i < 5; ++i) {
      auto const built = build({{"p\x1B[2J.izin", spoil(files.front().text)}});
      messages += check(built.problems, built.model->sources);
    }
    auto const inputs = make_inputs(random, plan);
    for (int i = 0; i < 10; ++i) {
      SourceMap sources;
      Sink sink;
      auto const facts_file = sources.add("facts.jsonl", spoil(R"({"subject": {"id": "s0", "age": 3}})"));
      auto const facts = read_facts(*product.policy().program, *product.policy().layout, sources, {facts_file}, sink);
      auto const flow_file = sources.add("flow.json", spoil(inputs.flow.dump()));
      (void)read_flows(*product.policy().program, *product.policy().layout, facts, sources, flow_file, {}, sink);
      messages += check(sink.sorted(), sources);
    }
  });
  CHECK(messages > 250);
}
