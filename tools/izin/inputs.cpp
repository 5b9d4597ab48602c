#include "tools/izin/inputs.hpp"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "grammar/syntax/literals.hpp"
#include "tools/izin/failure.hpp"
#include "tools/izin/interrupt.hpp"

namespace izin::tool {
namespace {

/// A document's limit is 64 MiB, which its reader tells with a place; what is far over it is not even read.
constexpr std::uintmax_t document_limit = 80u << 20;
/// Of a JSON Lines file each line has that limit; offsets into a text have 32 bits.
constexpr std::uintmax_t lines_limit = UINT32_MAX - 1;

bool is_lines(fs::path const& path) { return path.extension() == ".jsonl" || path.extension() == ".ndjson"; }

}  // namespace

Policy load_policies(std::vector<fs::path> const& paths, Console& console) {
  DiskBundle bundle;
  try {
    bundle = read_bundle(paths);
  } catch (FileError const& e) {
    bool const by_default = paths.size() == 1 && paths.front() == "policies" && !fs::exists("policies");
    throw Failure(Code::unreadable_file, e.what(),
                  by_default ? "name the policies with `-p PATH`, or start some with `izin init DIR`" : "");
  }
  Common const& common = console.common();
  std::size_t const count = bundle.files.size();
  if (count == 0 && common.volume != Volume::quiet)
    show_problems(std::vector{placeless(Code::empty_bundle, "there is no policy file in what was given: nothing can be permitted",
                                        "a policy file's name ends in `.izin`")},
                  SourceMap(), Format::pretty, common.no_colour);
  LoadedPolicy loaded = load_policy(std::move(bundle));
  Model const& model = *loaded.build.model;
  std::vector<Diagnostic>& problems = loaded.build.problems;
  if (!loaded.policy) throw Failure(std::move(problems), renamed(model.sources, loaded.file_names));
  if (!problems.empty() && common.volume != Volume::quiet)
    show_problems(problems, *renamed(model.sources, loaded.file_names), Format::pretty, common.no_colour);
  console.detail(fmt::format("{} policy files, {} rules, {}", count, model.rules.size(), model.digest));
  // The process ends with its policies: to take a large library apart first would only delay the answer.
  static auto* const kept = new std::vector<Policy>();
  return kept->emplace_back(*std::move(loaded.policy));
}

FileId Inputs::add_file(fs::path const& path, std::uintmax_t limit) {
  std::string text = read_regular_file(path, limit);
  return sources_->add(path.generic_string(), std::move(text));
}

void Inputs::throw_if_wrong(Sink const& sink) const {
  if (sink.has_errors()) throw Failure(sink.sorted(), sources_);
}

Facts Inputs::read_facts_files(std::vector<fs::path> const& files) {
  if (files.empty()) return {};
  Sink sink;
  std::vector<FileId> ids;
  for (fs::path const& file : files) {
    try {
      ids.push_back(add_file(file, lines_limit));
    } catch (FileError const& e) {
      sink.report(placeless(Code::unreadable_file, e.what()));
    }
  }
  throw_if_wrong(sink);
  Facts facts = read_facts(*policy_.program, *policy_.layout, *sources_, ids, sink);
  throw_if_wrong(sink);
  return facts;
}

FlowReading Inputs::read_one(std::string const& name, Facts const& facts, Instant at, Sink& sink) {
  FlowReaderOptions options;
  options.at = at;
  fs::path const folder = name == "-" ? fs::path() : fs::path(name).parent_path();
  options.open_subjects = [this, folder](std::string const& subjects) -> std::variant<FileId, std::string> {
    try {
      return add_file(folder / subjects, lines_limit);
    } catch (FileError const& e) {
      return std::string(e.what());
    }
  };
  FileId file;
  if (name == "-") {
    options.format = FlowFormat::either;
    file = sources_->add("<standard input>", read_standard_input());
  } else {
    options.format = is_lines(name) ? FlowFormat::lines : FlowFormat::document;
    file = add_file(name, is_lines(name) ? lines_limit : document_limit);
  }
  return read_flows(*policy_.program, *policy_.layout, facts, *sources_, file, options, sink);
}

Inputs::Flows Inputs::read_flow_files(std::vector<std::string> const& files, Facts const& facts, Instant at) {
  Flows all;
  Sink sink;
  for (std::string const& name : files) {
    check_interrupt();
    try {
      FlowReading reading = read_one(name, facts, at, sink);
      all.shape = files.size() == 1 ? reading.shape : FlowShape::list;
      for (Flow& flow : reading.flows) all.flows.push_back(std::move(flow));
    } catch (FileError const& e) {
      sink.report(placeless(Code::unreadable_file, e.what()));
    }
  }
  throw_if_wrong(sink);
  return all;
}

std::string read_standard_input() {
  std::string text;
  std::string chunk(1u << 16, '\0');
  while (true) {
    ssize_t const n = ::read(0, chunk.data(), chunk.size());
    if (n < 0 && errno == EINTR) {
      check_interrupt();
      continue;
    }
    if (n < 0) throw Failure(Code::unreadable_file, fmt::format("standard input cannot be read: {}", std::strerror(errno)));
    if (n == 0) return text;
    text.append(chunk, 0, static_cast<std::size_t>(n));
    if (text.size() > lines_limit)
      throw Failure(Code::unreadable_file, "standard input holds more than 4 GiB", "give it in parts");
  }
}

Instant parse_instant_flag(std::string const& flag, std::string const& text) {
  if (auto const date = parse_date(text); std::holds_alternative<Date>(date)) return first_moment(std::get<Date>(date));
  auto const instant = parse_instant(text);
  if (auto const* error = std::get_if<LiteralError>(&instant))
    throw Failure(Code::wrong_usage, fmt::format("`{}`: {}", flag, error->message), "a date will do: its first moment in UTC");
  return std::get<Instant>(instant);
}

}  // namespace izin::tool
