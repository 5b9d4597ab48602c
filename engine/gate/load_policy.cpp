// Texts to a policy that is ready to decide: build, compile, lay out. And the same for whoever embeds the gate, from files.
#include <utility>

#include "engine/gate/gate.hpp"
#include "grammar/diagnostic/render.hpp"

namespace izin {
namespace {

constexpr std::uintmax_t facts_limit = UINT32_MAX - 1;  // offsets into a text have 32 bits

}  // namespace

std::string_view engine_name() { return "izin " IZIN_VERSION; }

Refused::Refused(std::vector<Diagnostic> problems, std::shared_ptr<SourceMap const> sources)
    : std::runtime_error(render_text(problems, *sources, Colour::off)),
      problems_(std::move(problems)),
      sources_(std::move(sources)) {}

LoadedPolicy load_policy(std::vector<BundleFile> files) { return load_policy(DiskBundle{std::move(files), {}}); }

LoadedPolicy load_policy(DiskBundle bundle) {
  LoadedPolicy loaded;
  loaded.build = build(std::move(bundle.files));
  loaded.file_names = names_on_disk(loaded.build.model->sources, bundle.names);
  if (!loaded.build.ok) return loaded;
  std::shared_ptr<Model const> model = loaded.build.model;
  std::shared_ptr<Program const> program = compile(model);
  auto layout = std::make_shared<FlowLayout const>(*program);
  auto names = bundle.names.empty() ? nullptr : std::make_shared<std::vector<std::string> const>(loaded.file_names);
  loaded.policy = Policy{std::move(model), std::move(program), std::move(layout), std::move(names)};
  return loaded;
}

Policy open_policy(std::vector<std::filesystem::path> const& paths) {
  LoadedPolicy loaded = load_policy(read_bundle(paths));
  if (!loaded.policy) throw Refused(std::move(loaded.build.problems), renamed(loaded.build.model->sources, loaded.file_names));
  return *std::move(loaded.policy);
}

Facts open_facts(Policy const& policy, std::vector<std::filesystem::path> const& files) {
  auto const sources = std::make_shared<SourceMap>();
  std::vector<FileId> ids;
  ids.reserve(files.size());
  for (std::filesystem::path const& file : files)
    ids.push_back(sources->add(file.generic_string(), read_regular_file(file, facts_limit)));
  Sink sink;
  Facts facts = read_facts(*policy.program, *policy.layout, *sources, ids, sink);
  if (sink.has_errors()) throw Refused(sink.sorted(), sources);
  return facts;
}

}  // namespace izin
