#include <algorithm>

#include "grammar/diagnostic/render.hpp"
#include "grammar/diagnostic/snippet.hpp"

namespace izin {
namespace {

enum class Paint : unsigned char { error, warning, note, frame, label, strong };

std::string_view escape(Paint paint) {
  switch (paint) {
    case Paint::error:
      return "\x1b[1;31m";
    case Paint::warning:
      return "\x1b[1;33m";
    case Paint::note:
      return "\x1b[1;36m";
    case Paint::frame:
      return "\x1b[1;34m";
    case Paint::label:
      return "\x1b[1;34m";
    case Paint::strong:
      return "\x1b[1m";
  }
  return "";
}

Paint paint_of(Severity severity) {
  return severity == Severity::error ? Paint::error : severity == Severity::warning ? Paint::warning : Paint::note;
}

std::string_view word(Severity severity) {
  return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "note";
}

// A message is a line or two; what is longer came out of an input that is itself at fault.
constexpr std::size_t longest_message = 2'000;
std::string shown(std::string_view text) {
  if (text.size() <= longest_message) return terminal_safe(text);
  auto end = longest_message;
  while (end > longest_message - 3 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return terminal_safe(text.substr(0, end)) + "…";
}

/// Writes one diagnostic.
class Writer {
 public:
  Writer(SourceMap const& sources, Colour colour) : sources_(sources), colour_(colour) {}

  void write(Diagnostic const& item) {
    auto const severity = kind(item.code).severity;
    gutter_ = gutter_of(item);
    out_ += painted(paint_of(severity), std::string(word(severity)) + "[" + code_text(item.code) + "]");
    out_ += painted(Paint::strong, ": " + shown(item.message)) + "\n";
    if (placed(item.primary)) place("--> ", item.primary, paint_of(severity), '^');
    for (auto const& label : item.related) {
      if (placed(label)) place("::: ", label, Paint::label, '-');
    }
    for (auto const& label : item.related) {
      if (!placed(label)) footer("note", label.text);
    }
    if (!placed(item.primary) && !item.primary.text.empty()) footer("note", item.primary.text);
    if (!item.pointer.empty()) footer("at", item.pointer);
    if (!item.help.empty()) footer("help", item.help);
    footer("help", "izin explain " + code_text(item.code));
  }

  [[nodiscard]] std::string take() { return std::move(out_); }
  void separate() {
    if (!out_.empty()) out_ += "\n";
  }

 private:
  static bool placed(Label const& label) { return label.span.file != FileId{}; }

  [[nodiscard]] std::string painted(Paint paint, std::string const& text) const {
    if (colour_ == Colour::off) return text;
    return std::string(escape(paint)) + text + "\x1b[0m";
  }

  // The last line of a span that is shown: a span that ends just after a line feed ends on the line before.
  [[nodiscard]] std::uint32_t last_line(Span span) const {
    auto const& file = sources_.file(span.file);
    return file.position(span.end > span.begin ? span.end - 1 : span.end).line;
  }

  [[nodiscard]] std::size_t gutter_of(Diagnostic const& item) const {
    std::uint32_t largest = 1;
    if (placed(item.primary)) largest = std::max(largest, last_line(item.primary.span));
    for (auto const& label : item.related) {
      if (placed(label)) largest = std::max(largest, last_line(label.span));
    }
    return std::to_string(largest).size();
  }

  void frame(std::string const& number, std::string const& rest) {
    auto const gap = std::string(gutter_ - number.size(), ' ');
    out_ += painted(Paint::frame, number + gap + " |") + (rest.empty() ? "" : " " + rest) + "\n";
  }

  void place(std::string_view arrow, Label const& label, Paint paint, char mark) {
    auto const& file = sources_.file(label.span.file);
    auto const start = file.position(label.span.begin);
    out_ += std::string(gutter_, ' ') + painted(Paint::frame, std::string(arrow)) + shown(file.path()) + ":" +
            std::to_string(start.line) + ":" + std::to_string(start.column) + "\n";
    frame("", "");
    auto const last = last_line(label.span);
    if (last == start.line) {
      marked(file, start.line, label.span.begin, label.span.end, paint, mark, label.text);
      return;
    }
    auto const first_text = file.line(start.line);
    marked(file, start.line, label.span.begin, file.line_start(start.line) + static_cast<std::uint32_t>(first_text.size()), paint,
           mark, "");
    if (last == start.line + 2) {
      frame(std::to_string(start.line + 1), snippet(file.line(start.line + 1), 0, 0).text);
    } else if (last > start.line + 2) {
      out_ += "...\n";
    }
    auto const text = file.line(last);
    auto const indent = std::min(text.find_first_not_of(" \t"), text.size());
    marked(file, last, file.line_start(last) + static_cast<std::uint32_t>(indent), label.span.end, paint, mark, label.text);
  }

  // One line, and the marks under its bytes [begin, end) of the file.
  void marked(SourceFile const& file, std::uint32_t number, std::uint32_t begin, std::uint32_t end, Paint paint, char mark,
              std::string const& words) {
    auto const start = file.line_start(number);
    auto const from = begin < start ? 0 : begin - start;
    auto const piece = snippet(file.line(number), from, std::max(end, start + from) - start);
    frame(std::to_string(number), piece.text);
    auto const marks = std::string(piece.mark_size, mark) + (words.empty() ? "" : " " + shown(words));
    frame("", std::string(piece.mark_from, ' ') + painted(paint, marks));
  }

  void footer(std::string const& title, std::string const& text) {
    out_ += std::string(gutter_ + 1, ' ') + painted(Paint::frame, "=") + " " + painted(Paint::strong, title + ":") + " " +
            shown(text) + "\n";
  }

  SourceMap const& sources_;
  Colour colour_;
  std::size_t gutter_ = 1;
  std::string out_;
};

}  // namespace

std::string render_text(std::span<Diagnostic const> items, SourceMap const& sources, Colour colour) {
  Writer writer(sources, colour);
  for (auto const& item : items) {
    writer.separate();
    writer.write(item);
  }
  return writer.take();
}

}  // namespace izin
