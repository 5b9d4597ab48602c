// What the rules that a log's entry names say, in a language: by the policies that the log holds. The entry itself has no
// sentences.
#include <algorithm>

#include "engine/gate/gate.hpp"
#include "engine/gate/wording.hpp"
#include "tools/izin/cmd_log.hpp"

namespace izin::tool {
namespace {

class Sentences {
 public:
  Sentences(Model const& model, std::string const& language) : model_(model), language_(language) {}

  void add(log::NamedInEntry const& wanted) {
    for (Rule const& rule : model_.rules) add(wanted, rule.full_name, rule.instrument, rule.says);
    for (ConsentClause const& clause : model_.clauses) add(wanted, clause.full_name, clause.instrument, clause.says);
    for (Ruling const& ruling : model_.rulings)
      if (ruling.name == wanted.name && !wanted.version) add(wanted.name, std::nullopt, ruling.says);
  }

  [[nodiscard]] std::vector<EntrySentence> take() { return std::move(found_); }

 private:
  void add(log::NamedInEntry const& wanted, std::string const& name, InstrumentId instrument, std::vector<Saying> const& says) {
    auto const& version = model_.instruments[instrument.value].version;
    if (name == wanted.name && (!wanted.version || wanted.version == version)) add(name, version, says);
  }

  void add(std::string const& name, std::optional<std::string> const& version, std::vector<Saying> const& says) {
    std::string const say(sentence(says, language_));
    bool const told =
        std::ranges::any_of(found_, [&](EntrySentence const& each) { return each.name == name && each.say == say; });
    if (!say.empty() && !told) found_.push_back({name, version, say});
  }

  Model const& model_;
  std::string const& language_;
  std::vector<EntrySentence> found_;
};

}  // namespace

std::vector<EntrySentence> sentences_of(LogCommand const& command, log::EntryView const& entry, Console& console) {
  if (entry.names.empty()) return {};
  LoadedPolicy const loaded = load_policy(log::bundle_of(read_options(command), entry.bundle));
  if (!loaded.policy) {
    console.note("the policies in the log do not check with this version of the program: the rules' sentences are not shown");
    return {};
  }
  Sentences sentences(*loaded.policy->model, command.language);
  for (log::NamedInEntry const& name : entry.names) sentences.add(name);
  return sentences.take();
}

}  // namespace izin::tool
