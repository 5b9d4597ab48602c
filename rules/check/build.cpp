#include "rules/check/build.hpp"

#include <algorithm>
#include <tuple>

#include "grammar/syntax/parse.hpp"
#include "rules/check/digest.hpp"
#include "rules/check/echoes.hpp"
#include "rules/check/stages.hpp"

namespace izin {
namespace {

/// Files by path; of one path and one text once. Two texts of one path are reported, and the first (by its bytes) is read.
void add_sources(std::vector<BundleFile> files, Model& model, Sink& sink) {
  std::sort(files.begin(), files.end(),
            [](auto const& a, auto const& b) { return std::tie(a.path, a.text) < std::tie(b.path, b.text); });
  std::vector<check::DigestedFile> digested;
  FileId first_of_path;
  for (std::size_t i = 0; i < files.size(); ++i) {
    bool const same_path = i > 0 && files[i].path == files[i - 1].path;
    if (same_path && files[i].text == files[i - 1].text) continue;
    auto const id = model.sources.add(files[i].path, files[i].text);
    auto const& source = model.sources.file(id);
    if (same_path) {
      sink.report({Code::path_conflict,
                   "two different files of the bundle have the path " + in_backticks(source.path()),
                   {{id, 0, 0}, {}},
                   {{{first_of_path, 0, 0}, "the other one begins here"}},
                   "give a folder that holds both, or rename one of them",
                   {}});
      continue;
    }
    first_of_path = id;
    digested.push_back({source.path(), source.text()});
    model.files.push_back(parse(source, sink));
  }
  model.digest = check::bundle_digest(digested);
}

void run_checks(Model& model, Sink& sink) {
  check::Context context(model, sink);
  check::check_taxonomies(context);
  check::check_schema(context);
  check::check_parties(context);
  check::check_questions(context);
  check::check_defines(context);
  check::check_instruments(context);
  check::check_overrides(context);
  check::check_rulings(context);
  check::check_pool_rules(context);
  check::check_tests(context);
  check::check_invariants(context);
  check::finish(context);
}

}  // namespace

BuildResult build(std::vector<BundleFile> files) {
  BuildResult result;
  result.model = std::make_shared<Model>();
  Sink sink;
  add_sources(std::move(files), *result.model, sink);
  run_checks(*result.model, sink);
  result.problems = check::without_echoes(sink.sorted(), result.model->sources);
  result.ok = !sink.has_errors();
  return result;
}

}  // namespace izin
