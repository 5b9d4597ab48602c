// The bundle as a whole: files, digest, order, limits.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/rules/bundle.hpp"

namespace izin::test {
namespace {

TEST_CASE("the digest is SHA-256 over the lines `sha256-hex  path` by path") {
  auto const result = build({{"b/c.izin", ""}, {"a.izin", "taxonomy T { A }\n"}});
  CHECK(result.ok);
  CHECK(result.model->digest == "sha256:e5b4e6a04865985f5b6b67cff5872d89e47d4a36305e90d80771559c07edc5fb");
  CHECK(build({}).model->digest == "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("P4: a file given twice counts once; another text of the same path is an error") {
  auto const once = build({{"a.izin", "taxonomy T { A }\n"}});
  auto const twice = build({{"a.izin", "taxonomy T { A }\n"}, {"a.izin", "taxonomy T { A }\n"}});
  CHECK(twice.ok);
  CHECK(twice.model->digest == once.model->digest);
  CHECK(twice.model->files.size() == 1);
  CHECK(codes(build({{"a.izin", "taxonomy T { A }\n"}, {"a.izin", "taxonomy U { A }\n"}})) == "IZ0215");
}

/// Everything of a model that decisions depend on, as text.
std::string essence(Model const& model) {
  std::string text;
  for (auto const& slot : model.slots) text += "slot " + slot.path + "\n";
  for (auto const& comparison : model.comparisons) text += "comparison " + comparison.text + "\n";
  for (auto const& define : model.defines) text += "define " + define.name + "\n";
  for (auto const& rule : model.rules) {
    text += "rule " + rule.full_name + " " + std::to_string(rule.whens.size());
    for (auto const& when : rule.whens)
      text += " " + std::to_string(static_cast<int>(when.kind)) + "/" + std::to_string(when.index);
    for (auto const other : rule.overrides) text += " over " + std::to_string(other.value);
    for (auto const other : rule.contests) text += " against " + std::to_string(other.value);
    text += "\n";
  }
  for (auto const& ruling : model.rulings) text += "ruling " + ruling.name + " " + std::to_string(ruling.rules.size()) + "\n";
  for (auto const& taxonomy : model.schema.taxonomies) {
    for (auto const& term : taxonomy.terms)
      text += taxonomy.name + "." + term.name + " " + std::to_string(term.parents.size()) + "\n";
  }
  return text;
}

TEST_CASE("P4: the order of files and declarations, the split over files and the order of elements change nothing") {
  std::string const one = "define b: operation within {Sell, Share}\ndefine a: b or price > 5 USD\n";
  std::string const two =
      "law l { forbid f { when a }  permit p { overrides f, l.g }  forbid g { when sender.kind is Broker } }\n";
  std::string const three =
      "ruling r { upholds l.*  by \"W\" on 2025-01-01 until 2026-01-01 }\nextend Kind { Bank under Broker }\n";
  std::string const shuffled =
      "extend Kind { Bank under Broker }\nlaw l { forbid g { when sender.kind is Broker }  permit p { overrides l.g, f }  forbid "
      "f { when a } }\n"
      "define a: b or price > 5 USD\nruling r { upholds l.*  by \"W\" on 2025-01-01 until 2026-01-01 }\n"
      "define b: operation within {Share, Sell, Share}\n";
  std::vector<BundleFile> files{{"v.izin", small_vocabulary}, {"1.izin", one}, {"2.izin", two}, {"3.izin", three}};
  auto const reference = build(files);
  REQUIRE(reference.ok);
  std::sort(files.begin(), files.end(), [](auto const& a, auto const& b) { return a.text < b.text; });
  do {
    auto const again = build(files);
    CHECK(again.model->digest == reference.model->digest);
    CHECK(essence(*again.model) == essence(*reference.model));
  } while (std::next_permutation(files.begin(), files.end(), [](auto const& a, auto const& b) { return a.text < b.text; }));
  CHECK(essence(*build({{"a.izin", shuffled}, {"z.izin", small_vocabulary}}).model) == essence(*reference.model));
}

TEST_CASE("errors do not depend on the order in which files are given") {
  std::string const bad = "define x: nothing\ntaxonomy T { A under B }\nlaw l { permit p { overrides q, t.* } }\n";
  std::string const worse = "define x: sender is @nobody\nparty acme {}\n";
  auto const first = build({{"a.izin", small_vocabulary}, {"b.izin", bad}, {"c.izin", worse}});
  auto const second = build({{"c.izin", worse}, {"b.izin", bad}, {"a.izin", small_vocabulary}});
  CHECK_FALSE(first.ok);
  REQUIRE(first.problems.size() == second.problems.size());
  for (std::size_t i = 0; i < first.problems.size(); ++i) {
    CHECK(first.problems[i].message == second.problems[i].message);
    CHECK(first.problems[i].primary.span == second.problems[i].primary.span);
  }
}

TEST_CASE("limit: 4,096 terms a taxonomy, its extensions counted") {
  std::string terms;
  for (int i = 0; i < 4095; ++i) terms += "T" + std::to_string(i) + " ";
  CHECK(codes(build({{"a.izin", "taxonomy T { " + terms + "}\nextend T { Last }\n"}})).empty());
  CHECK(codes(build({{"a.izin", "taxonomy T { " + terms + "}\nextend T { Last  OneMore }\n"}})) == "IZ0217");
}

TEST_CASE("limit: 65,535 rules a bundle, defaults counted") {
  std::string rules;
  for (int i = 0; i < 65'534; ++i) rules += "forbid r" + std::to_string(i) + " {}\n";
  CHECK(codes(build({{"a.izin", "law l {\n" + rules + "default forbid }\n"}})).empty());
  CHECK(codes(build({{"a.izin", "law l {\n" + rules + "default forbid }\n"}, {"b.izin", "law m { forbid f {} }\n"}})) ==
        "IZ0218");
}

TEST_CASE("an empty bundle is right, and has the fixed slots") {
  auto const result = build({});
  REQUIRE(result.ok);
  auto const& model = *result.model;
  CHECK(model.slots[model.at.value].path == "at");
  CHECK(model.slots[model.subject.value].path == "subject");
  CHECK(model.slots[model.subject_id.value].path == "subject.id");
  CHECK(model.slots[model.subject_id.value].of_subject);
  CHECK_FALSE(model.data.valid());
}

TEST_CASE("a bundle full of mistakes is still told all of them") {
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "define d" + std::to_string(i) + ": nothing" + std::to_string(i) + " and sender is @nobody\n";
  CHECK(build_with(text).problems.size() == 10'000);
}

}  // namespace
}  // namespace izin::test
