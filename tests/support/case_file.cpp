#include "tests/support/case_file.hpp"

#include <array>

namespace izin::test {
namespace {

constexpr std::string_view mark = "=== ";
constexpr std::array<std::string_view, 9> known_kinds = {"note", "vocabulary", "policy", "flow", "facts",
                                                         "file", "options",    "expect", "run"};

std::string_view trimmed(std::string_view text) {
  auto const first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

[[noreturn]] void fail(std::string const& path, std::size_t line, std::string const& why) {
  throw CaseError(path + ":" + std::to_string(line) + ": " + why);
}

Section header(std::string const& path, std::size_t line, std::string_view text) {
  text = trimmed(text);
  auto const blank = text.find(' ');
  Section section;
  section.kind = text.substr(0, blank);
  if (blank != std::string_view::npos) section.argument = trimmed(text.substr(blank));
  section.line = line;
  for (auto kind : known_kinds) {
    if (kind == section.kind) return section;
  }
  fail(path, line, "`" + section.kind + "` is no section; see tests/corpus/README.md");
}

void drop_blank_end(std::string& body) {
  while (body.ends_with("\n\n") || body == "\n") body.pop_back();
}

void arrange(CaseFile& file) {
  file.scenes.emplace_back();
  for (std::size_t i = 0; i < file.sections.size(); ++i) {
    auto const& section = file.sections[i];
    if (section.kind == "flow") {
      auto const shared_facts = file.scenes.front().facts;
      auto const shared_options = file.scenes.front().options;
      file.scenes.push_back({i, shared_facts, shared_options, {}});
    } else if (section.kind == "facts") {
      file.scenes.back().facts.push_back(i);
    } else if (section.kind == "options") {
      file.scenes.back().options.push_back(i);
    } else if (section.kind == "expect") {
      file.scenes.back().expects.push_back(i);
    } else if (section.kind == "run") {
      file.runs.push_back(i);
    } else if (file.scenes.size() > 1 && (section.kind == "policy" || section.kind == "vocabulary")) {
      fail(file.path, section.line, "the bundle is described above the first flow");
    }
  }
  bool expects = !file.runs.empty();
  for (auto const& scene : file.scenes) {
    expects = expects || !scene.expects.empty();
    if (scene.flow && scene.expects.empty() && file.runs.empty())
      fail(file.path, file.sections[*scene.flow].line, "this flow expects nothing");
  }
  if (!expects) fail(file.path, 1, "a case without an expectation shows nothing");
}

char hex_byte(std::string_view text, std::size_t at) {
  auto digit = [&](std::size_t i) -> unsigned {
    char const c = i < text.size() ? text[i] : '\0';
    if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
    if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
    if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
    throw CaseError("`\\x` needs two hexadecimal digits");
  };
  return static_cast<char>(digit(at) * 16 + digit(at + 1));
}

void append_utf8(std::string& out, unsigned long point) {
  if (point > 0x1F'FFFF) throw CaseError("`\\u{…}` is out of range");
  auto byte = [&](unsigned long value) { out += static_cast<char>(value); };
  if (point < 0x80) {
    byte(point);
  } else if (point < 0x800) {
    byte(0xC0 | point >> 6), byte(0x80 | (point & 0x3F));
  } else if (point < 0x1'0000) {
    byte(0xE0 | point >> 12), byte(0x80 | (point >> 6 & 0x3F)), byte(0x80 | (point & 0x3F));
  } else {
    byte(0xF0 | point >> 18), byte(0x80 | (point >> 12 & 0x3F)), byte(0x80 | (point >> 6 & 0x3F)), byte(0x80 | (point & 0x3F));
  }
}

/// The text between `{` at `at` and its `}`; moves `at` past it.
std::string_view braced(std::string_view text, std::size_t& at) {
  auto const end = text.find('}', at);
  if (at >= text.size() || text[at] != '{' || end == std::string_view::npos) throw CaseError("an escape needs `{…}`");
  auto const inside = text.substr(at + 1, end - at - 1);
  at = end + 1;
  return inside;
}

}  // namespace

std::string unescape(std::string_view text) {
  std::string out;
  std::size_t i = 0;
  while (i < text.size()) {
    if (text[i] != '\\') {
      out += text[i++];
      continue;
    }
    ++i;
    if (text.substr(i).starts_with("x")) {
      out += hex_byte(text, i + 1);
      i += 3;
    } else if (text.substr(i).starts_with("u{")) {
      append_utf8(out, std::stoul(std::string(braced(text, ++i)), nullptr, 16));
    } else if (text.substr(i).starts_with("repeat{")) {
      i += 6;
      auto const count = std::stoul(std::string(braced(text, i)));
      auto const piece = unescape(braced(text, i));
      out.reserve(out.size() + count * piece.size());
      for (std::size_t k = 0; k < count; ++k) out += piece;
    } else if (text.substr(i).starts_with("\n")) {
      ++i;
    } else if (text.substr(i).starts_with("\\")) {
      out += '\\';
      ++i;
    } else {
      throw CaseError("an escape is `\\xHH`, `\\u{HEX}`, `\\repeat{N}{TEXT}`, `\\\\` or `\\` at a line's end");
    }
  }
  return out;
}

std::string Section::content() const { return argument == "bytes" || argument.starts_with("bytes ") ? unescape(body) : body; }

std::string Section::name_or(std::string_view otherwise) const {
  std::string_view name = argument;
  if (name == "bytes" || name.starts_with("bytes ")) name = trimmed(name.substr(5));
  return std::string(name.empty() ? otherwise : name);
}

std::string CaseFile::text() const {
  std::string out;
  for (auto const& section : sections) {
    if (!out.empty()) out += '\n';
    out += mark;
    out += section.kind;
    if (!section.argument.empty()) out += ' ' + section.argument;
    out += '\n' + section.body;
  }
  return out;
}

CaseFile read_case(std::string path, std::string_view text) {
  CaseFile file;
  file.path = std::move(path);
  std::size_t line = 0;
  while (!text.empty()) {
    auto const end = text.find('\n');
    auto const current = text.substr(0, end);
    text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
    ++line;
    if (current.starts_with(mark)) {
      if (!file.sections.empty()) drop_blank_end(file.sections.back().body);
      file.sections.push_back(header(file.path, line, current.substr(mark.size())));
    } else if (file.sections.empty()) {
      if (!trimmed(current).empty()) fail(file.path, line, "a case begins with a section, `=== note`");
    } else {
      file.sections.back().body += std::string(current) + '\n';
    }
  }
  if (!file.sections.empty()) drop_blank_end(file.sections.back().body);
  arrange(file);
  return file;
}

}  // namespace izin::test
