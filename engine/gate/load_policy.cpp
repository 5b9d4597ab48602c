// Texts to a policy that is ready to decide: build, compile, lay out.
#include "engine/gate/gate.hpp"

namespace izin {

std::string_view engine_name() { return "izin " IZIN_VERSION; }

LoadedPolicy load_policy(std::vector<BundleFile> files) {
  LoadedPolicy loaded;
  loaded.build = build(std::move(files));
  if (!loaded.build.ok) return loaded;
  std::shared_ptr<Model const> model = loaded.build.model;
  std::shared_ptr<Program const> program = compile(model);
  auto layout = std::make_shared<FlowLayout const>(*program);
  loaded.policy = Policy{std::move(model), std::move(program), std::move(layout)};
  return loaded;
}

}  // namespace izin
