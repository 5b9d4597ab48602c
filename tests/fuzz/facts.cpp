// Facts: whatever the text, no crash; what reads without an error does so again in another order of its lines, with the same
// digest, and each person's canonical form reads back.
#include "engine/facts/facts.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/bundle.hpp"
#include "tests/fuzz/show.hpp"

namespace {

using namespace izin;

Facts read(std::string text, Sink& sink, SourceMap& sources) {
  FileId const file = sources.add("facts.jsonl", std::move(text));
  return read_facts(*fuzz::bundle().program, *fuzz::bundle().layout, sources, {file}, sink);
}

/// The lines, last first, and the first once more.
std::string turned(std::string_view text) {
  std::string out;
  std::string_view rest = text;
  while (!rest.empty()) {
    auto const end = rest.rfind('\n');
    std::string_view const line = end == std::string_view::npos ? rest : rest.substr(end + 1);
    (out += line) += '\n';
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(0, end);
  }
  return out += text.substr(0, text.find('\n'));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  std::string const text(reinterpret_cast<char const*>(data), size);
  SourceMap sources;
  Sink sink;
  Facts const facts = read(text, sink, sources);
  if (sink.has_errors()) {
    fuzz::demand(fuzz::shows(sink.sorted(), sources), "messages show something");
    return 0;
  }
  Facts const again = read(turned(text), sink, sources);
  fuzz::demand(!sink.has_errors(), "facts read in any order");
  fuzz::demand(again.digest() == facts.digest(), "the digest of facts does not depend on their order");
  for (auto const& person : facts.subjects()) fuzz::demand_round_trip(*person);
  Model const& model = *fuzz::bundle().program->model;
  for (std::string const& id : facts.ids()) {
    for (std::int64_t const at : {INT64_MIN, std::int64_t{1'735'689'600'000'000}, INT64_MAX}) {
      (void)facts.view(model, id, Instant{at}, std::nullopt);
      (void)facts.view(model, id, Instant{at}, Instant{1'740'000'000'000'000});
    }
  }
  return 0;
}
