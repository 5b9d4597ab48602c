#include "rules/check/build.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

#include "grammar/syntax/parse.hpp"
#include "rules/check/digest.hpp"
#include "rules/check/echoes.hpp"
#include "rules/check/stages.hpp"
#include "rules/check/threads.hpp"

namespace izin {
namespace {

constexpr std::size_t worth_a_thread = 64u << 10;  ///< bytes of text

/// Each text's tree into the model, what is wrong with it into `sink`, and the digest of all.
void read_texts(std::vector<SourceFile const*> const& texts, Model& model, Sink& sink) {
  std::size_t bytes = 0;
  std::vector<check::DigestedFile> digested;
  std::vector<std::size_t> largest_first;  // so that no thread is left with a long one at the end
  for (auto const* text : texts) {
    bytes += text->text().size();
    digested.push_back({text->path(), text->text()});
    largest_first.push_back(largest_first.size());
  }
  std::ranges::stable_sort(largest_first, std::greater(), [&](std::size_t i) { return texts[i]->text().size(); });
  auto const threads = bytes < worth_a_thread ? check::Threads::one : check::Threads::many;
  model.files.resize(texts.size());
  std::vector<Sink> sinks(texts.size());
  check::for_each_index(texts.size() + 1, threads, [&](std::size_t turn) {
    if (turn == 0) {
      model.digest = check::bundle_digest(digested);
    } else {
      auto const i = largest_first[turn - 1];
      model.files[i] = parse(*texts[i], sinks[i]);
    }
  });
  for (auto& own : sinks) sink.take(std::move(own));
}

/// Files by path; of one path and one text once. Two texts of one path are reported, and the first (by its bytes) is read.
void add_sources(std::vector<BundleFile> files, Model& model, Sink& sink) {
  std::sort(files.begin(), files.end(),
            [](auto const& a, auto const& b) { return std::tie(a.path, a.text) < std::tie(b.path, b.text); });
  std::vector<SourceFile const*> texts;
  FileId first_of_path;
  SourceFile const* last = nullptr;
  for (std::size_t i = 0; i < files.size(); ++i) {
    bool const same_path = i > 0 && files[i].path == files[i - 1].path;
    if (same_path && files[i].text == last->text()) continue;
    auto const& source = model.sources.file(model.sources.add(files[i].path, std::move(files[i].text)));
    last = &source;
    if (same_path) {
      sink.report({Code::path_conflict,
                   "two different files of the bundle have the path " + in_backticks(source.path()),
                   {{source.id(), 0, 0}, {}},
                   {{{first_of_path, 0, 0}, "the other one begins here"}},
                   "give a folder that holds both, or rename one of them",
                   {}});
      continue;
    }
    first_of_path = source.id();
    texts.push_back(&source);
  }
  read_texts(texts, model, sink);
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
