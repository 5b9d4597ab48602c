#include "tests/corpus/check.hpp"

#include <exception>

#include "grammar/diagnostic/render.hpp"
#include "tests/corpus/answers.hpp"
#include "tests/support/lines.hpp"

namespace izin::test {
namespace {

class Checker {
 public:
  Checker(CaseFile const& file, CorpusSettings const& settings) : file_(file), settings_(settings) { result_.accepted = file; }

  CaseResult take() && {
    if (file_.runs.empty()) {
      Bundle bundle{bundle_of(file_, settings_), {}};
      bundle.loaded = load_policy(bundle.files);
      expect_no_errors(bundle);
      for (auto const& scene : file_.scenes) {
        for (auto index : scene.expects) {
          auto const& expectation = file_.sections[index];
          compare(index, [&] {
            return scene.flow ? flow_answer(bundle, file_, scene, expectation, settings_)
                              : bundle_answer(bundle, file_, expectation.argument);
          });
        }
      }
    }
    for (auto index : file_.runs) {
      compare(index, [&] { return run_answer(file_, file_.sections[index], settings_); });
    }
    return std::move(result_);
  }

 private:
  void fail(std::size_t index, std::string const& what) {
    auto const& section = file_.sections[index];
    result_.failures.push_back("line " + std::to_string(section.line) + ": === " + section.kind + " " + section.argument + "\n" +
                               what);
  }

  template <class Answer>
  void compare(std::size_t index, Answer const& answer) {
    try {
      auto const answered = lines_of(answer());
      auto const difference = diff(lines_of(file_.sections[index].body), answered);
      if (difference.empty()) return;
      fail(index, difference);
      auto& body = result_.accepted.sections[index].body;
      body.clear();
      for (auto const& line : answered) body += line + "\n";
    } catch (std::exception const& error) {
      result_.broken = true;
      fail(index, std::string(error.what()) + "\n");
    }
  }

  /// A case that does not speak of its bundle's messages has none.
  void expect_no_errors(Bundle const& bundle) {
    if (!file_.scenes.front().expects.empty()) return;  // messages, or trees and layouts of files that need not make a bundle
    if (bundle.loaded.build.ok) return;
    result_.broken = true;
    result_.failures.push_back("the bundle has errors:\n" +
                               render_text(bundle.loaded.build.problems, bundle.loaded.build.model->sources, Colour::off));
  }

  CaseFile const& file_;
  CorpusSettings const& settings_;
  CaseResult result_;
};

}  // namespace

CaseResult check(CaseFile const& file, CorpusSettings const& settings) {
  try {
    return Checker(file, settings).take();
  } catch (std::exception const& error) {
    return {{std::string(error.what()) + "\n"}, file, true};
  }
}

}  // namespace izin::test
