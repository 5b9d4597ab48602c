#include "grammar/diagnostic/snippet.hpp"

#include <algorithm>

#include "grammar/diagnostic/render.hpp"
#include "grammar/source/utf8.hpp"

namespace izin {
namespace {

constexpr std::size_t tab_stop = 4;
// A line of more bytes than this is shown only around its mark.
constexpr std::size_t longest_line = 240, bytes_before = 60, bytes_after = 160;

bool continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The nearest start of a character at or before an offset (malformed bytes: at most three back).
std::size_t aligned(std::string_view line, std::size_t at) {
  for (int back = 0; back < 3 && at > 0 && at < line.size() && continuation(line[at]); ++back) --at;
  return at;
}

struct Printed {
  std::string text;
  std::size_t columns = 0;
  void add(std::string_view piece, std::size_t width) { text += piece, columns += width; }
};

}  // namespace

Snippet snippet(std::string_view line, std::size_t begin, std::size_t end) {
  begin = std::min(begin, line.size());
  end = std::clamp(end, begin, line.size());
  std::size_t from = 0, to = line.size();
  if (line.size() > longest_line) {
    from = aligned(line, begin - std::min(begin, bytes_before));
    to = aligned(line, std::min(line.size(), begin + bytes_after));
  }
  Printed out;
  if (from > 0) out.add("…", 1);
  std::size_t mark_begin = out.columns, mark_end = out.columns;
  for (auto at = from; at < to;) {
    if (at <= begin) mark_begin = mark_end = out.columns;
    auto const next = decode_utf8(line.substr(at));
    if (next.point == U'\t') {
      auto const width = tab_stop - out.columns % tab_stop;
      out.add(std::string(width, ' '), width);
    } else {
      auto const piece = visible(next, line.substr(at));
      bool const plain = next.valid && hidden(next.point) == Hidden::no;
      out.add(piece, plain ? display_width(next.point) : piece.size());
    }
    at += next.size;
    if (at <= begin) mark_begin = mark_end = out.columns;
    if (at > begin && at <= std::max(end, begin)) mark_end = out.columns;
  }
  if (end > to) mark_end = out.columns;
  if (to < line.size()) out.add("…", 1);
  return {out.text, mark_begin, std::max<std::size_t>(1, mark_end - mark_begin)};
}

}  // namespace izin
