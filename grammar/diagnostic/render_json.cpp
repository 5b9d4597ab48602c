#include "grammar/diagnostic/render.hpp"

namespace izin {
namespace {

std::string_view severity_text(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

// A member of an object whose value is text.
std::string member(std::string_view key, std::string_view value) { return "\"" + std::string(key) + "\":" + json_string(value); }
std::string member(std::string_view key, std::uint32_t value) { return "\"" + std::string(key) + "\":" + std::to_string(value); }

std::string object(Diagnostic const& item, SourceMap const& sources) {
  auto const& row = kind(item.code);
  auto const& span = item.primary.span;
  bool const placed = span.file != FileId{};
  auto const begin = placed ? sources.file(span.file).position(span.begin) : Position{};
  auto const end = placed ? sources.file(span.file).position(span.end) : Position{};
  auto out = "{" + member("code", code_text(item.code)) + "," + member("name", row.name) + "," +
             member("severity", severity_text(row.severity)) + "," + member("message", item.message) + "," +
             member("file", placed ? sources.file(span.file).path() : std::string()) + "," + member("line", begin.line) + "," +
             member("column", begin.column) + "," + member("end_line", end.line) + "," + member("end_column", end.column);
  if (!item.pointer.empty()) out += "," + member("pointer", item.pointer);
  auto const& help = item.help.empty() ? item.primary.text : item.help;
  if (!help.empty()) out += "," + member("help", help);
  return out + "}";
}

}  // namespace

std::string render_json(std::span<Diagnostic const> items, SourceMap const& sources) {
  std::string out = "[";
  for (auto const& item : items) {
    if (out.size() > 1) out += ",";
    out += object(item, sources);
  }
  return out + "]";
}

}  // namespace izin
