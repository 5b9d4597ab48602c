// A bundle of its own and inputs read against it: what the tests of engine/facts share.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/facts/flow_reader.hpp"
#include "grammar/diagnostic/render.hpp"
#include "rules/check/build.hpp"

namespace izin::test {

/// A compiled bundle of one file.
struct World {
  std::shared_ptr<Program const> program;
  FlowLayout layout;

  explicit World(std::string policy) : program(compiled(std::move(policy))), layout(*program) {}

  [[nodiscard]] Model const& model() const { return *program->model; }
  /// The value of a path; it must be one that the bundle reads.
  [[nodiscard]] Value const& value(Flow const& flow, std::string const& path) const {
    return flow.slots.at(model().slot_by_path.at(path).value);
  }
  [[nodiscard]] Value const& value(Subject const& person, std::string const& path) const {
    return person.values.at(layout.subject_position.at(model().slot_by_path.at(path).value));
  }

 private:
  static std::shared_ptr<Program const> compiled(std::string policy) {
    BuildResult result = build({{"policy.izin", std::move(policy)}});
    INFO(render_text(result.problems, result.model->sources, Colour::off));
    REQUIRE(result.ok);
    return compile(result.model);
  }
};

/// What reading some texts gave, or said.
struct Read {
  SourceMap sources;
  Sink sink;
  Facts facts;
  FlowReading reading;

  /// Reads facts files, each a text.
  Read& with_facts(World const& world, std::vector<std::string> const& texts) {
    std::vector<FileId> files;
    for (std::string const& text : texts) files.push_back(sources.add("facts" + std::to_string(files.size()) + ".jsonl", text));
    facts = read_facts(*world.program, world.layout, sources, files, sink);
    return *this;
  }
  Read& flows(World const& world, std::string text, FlowReaderOptions const& options = {}) {
    reading = read_flows(*world.program, world.layout, facts, sources, sources.add("flow.json", std::move(text)), options, sink);
    return *this;
  }
  /// `IZ0503 flow.json:1:2 /key`, a line each.
  [[nodiscard]] std::string problems() const {
    std::string out;
    for (Diagnostic const& d : sink.sorted()) {
      out += code_text(d.code);
      if (d.primary.span.file != FileId{}) {
        SourceFile const& file = sources.file(d.primary.span.file);
        Position const at = file.position(d.primary.span.begin);
        out += " " + file.path() + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
      }
      out += (d.pointer.empty() ? "" : " ") + d.pointer + "\n";
    }
    return out;
  }
};

}  // namespace izin::test
