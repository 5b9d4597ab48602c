// The flows of one text: an object, an array, JSON Lines, or whatever standard input turns out to hold.
#include "engine/facts/flow_reader.hpp"

#include <algorithm>

#include "engine/facts/one_flow.hpp"

namespace izin {
namespace {

using namespace input;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && is_blank(line.substr(0, 1))) line.remove_prefix(1);
  while (!line.empty() && is_blank(line.substr(line.size() - 1))) line.remove_suffix(1);
  return line;
}

class FlowTexts {
 public:
  FlowTexts(Program const& program, FlowLayout const& layout, Facts const& facts, SourceMap const& sources, FileId file,
            FlowReaderOptions const& options, Sink& sink)
      : file_(sources.file(file)),
        report_(sink, file),
        tape_(file_.text()),
        source_{*program.model, *layout.index, tape_, report_},
        people_(program, layout, facts, sources, options, sink),
        terms_{program, layout, options.at, &people_} {}

  FlowReading read(FlowFormat format) {
    if (file_.text().size() > UINT32_MAX) {
      report_.problem({Code::input_too_large, 0, 0, "the input is larger than 4 GiB", {}, "give it in parts", {}});
    } else if (is_blank(file_.text())) {
      no_flow("the input is empty", "give a flow: `{\"id\": …, \"at\": …}`");
    } else if (format == FlowFormat::lines) {
      lines();
    } else if (format == FlowFormat::document) {
      document();
    } else {
      document_or_lines();
    }
    return std::move(reading_);
  }

 private:
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(file_.text().size()); }

  void no_flow(std::string message, std::string help) {
    report_.problem({Code::no_flow, 0, std::min<std::uint32_t>(1, size()), std::move(message), {}, std::move(help), {}});
  }

  void add(NodeIndex node, Place const& place) {
    if (!report_.is_full()) reading_.flows.push_back(read_flow(terms_, source_, node, place));
  }

  void document() {
    Place const top;
    std::size_t position = 0;
    JsonReading reading = read_json(file_.text(), 0, size(), JsonExtent::all, tape_, [&] { add(1, top.element(position++)); });
    for (JsonProblem& problem : reading.problems) report_.problem(std::move(problem));
    if (!reading.problems.empty()) return;
    if (tape_[0].kind != JsonKind::array) return add(0, top);
    reading_.shape = FlowShape::list;
    if (position == 0) no_flow("the array holds no flow", "give at least one: nothing would be decided");
  }

  void lines() {
    reading_.shape = FlowShape::list;
    each_line(file_, [&](std::uint32_t begin, std::uint32_t end) {
      if (report_.is_full()) return;
      tape_.cut(0);
      JsonReading reading = read_json(file_.text(), begin, end, JsonExtent::all, tape_);
      for (JsonProblem& problem : reading.problems) report_.problem(std::move(problem));
      if (reading.problems.empty()) add(0, Place{});
    });
  }

  /// Standard input: one document, or, when more follows it, JSON Lines.
  void document_or_lines() {
    if (size() > largest_document) return lines();
    JsonReading const first = read_json(file_.text(), 0, size(), JsonExtent::first, tape_);
    tape_.cut(0);
    if (!first.problems.empty()) return looks_like_lines() ? lines() : document();
    std::string_view const text = file_.text();
    std::string_view const rest = text.substr(first.end);
    if (is_blank(rest)) return document();
    if (trimmed(text.substr(0, first.end)).find('\n') == std::string_view::npos) return lines();
    auto const at = first.end + static_cast<std::uint32_t>(rest.find_first_not_of(" \t\r\n"));
    report_.problem({Code::not_json,
                     at,
                     at + 1,
                     "more follows the JSON document",
                     {},
                     "give one document, or JSON Lines with each flow on a line of its own",
                     {}});
  }

  /// Of a text that is not right anyway: whether its first line could be an object, and more lines come.
  bool looks_like_lines() const {
    std::string_view first;
    std::size_t count = 0;
    each_line(file_, [&](std::uint32_t begin, std::uint32_t end) {
      if (count++ == 0) first = trimmed(file_.text().substr(begin, end - begin));
    });
    return count > 1 && first.starts_with('{') && first.ends_with('}');
  }

  SourceFile const& file_;
  Report report_;
  JsonTape tape_;
  Source source_;
  PoolReader people_;
  FlowTerms terms_;
  FlowReading reading_;
};

}  // namespace

FlowReading read_flows(Program const& program, FlowLayout const& layout, Facts const& facts, SourceMap const& sources,
                       FileId file, FlowReaderOptions const& options, Sink& sink) {
  return FlowTexts(program, layout, facts, sources, file, options, sink).read(options.format);
}

}  // namespace izin
