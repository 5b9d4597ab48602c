#include "tools/izin/failure.hpp"

namespace izin::tool {

Diagnostic placeless(Code code, std::string message, std::string help) {
  return {code, std::move(message), {}, {}, std::move(help), {}};
}

Failure::Failure(std::vector<Diagnostic> problems, std::shared_ptr<SourceMap const> sources)
    : std::runtime_error("diagnostics"), problems_(std::move(problems)), sources_(std::move(sources)) {}

Failure::Failure(Code code, std::string message, std::string help)
    : Failure({placeless(code, std::move(message), std::move(help))}, std::make_shared<SourceMap const>()) {}

}  // namespace izin::tool
