#include "grammar/diagnostic/diagnostic.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "grammar/source/utf8.hpp"

namespace izin {

std::vector<Kind> const& kinds() {
  static std::vector<Kind> const rows = [] {
    std::vector<Kind> list = {
#define IZIN_KIND(number, identifier, name, severity, summary) {Code::identifier, name, Severity::severity, summary},
#include "grammar/diagnostic/kinds.def"
#undef IZIN_KIND
    };
    std::sort(list.begin(), list.end(), [](Kind const& a, Kind const& b) { return a.code < b.code; });
    return list;
  }();
  return rows;
}

Kind const& kind(Code code) {
  auto const& rows = kinds();
  return *std::lower_bound(rows.begin(), rows.end(), code, [](Kind const& row, Code wanted) { return row.code < wanted; });
}

std::string code_text(Code code) {
  auto const digits = std::to_string(static_cast<unsigned short>(code));
  return "IZ" + std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
}

std::string in_backticks(std::string_view user_text) {
  constexpr std::size_t most = 80;
  std::size_t end = 0;
  for (std::size_t points = 0; points < most && end < user_text.size(); ++points) end += decode_utf8(user_text.substr(end)).size;
  std::string out = "`";
  out += user_text.substr(0, end);
  if (end < user_text.size()) out += "…";
  return out += "`";
}

void Sink::report(Diagnostic diagnostic) {
  if (kind(diagnostic.code).severity == Severity::error) ++errors_;
  items_.push_back(std::move(diagnostic));
}

void Sink::report(Code code, Span span, std::string message, std::string label, std::string help) {
  report(Diagnostic{code, std::move(message), {span, std::move(label)}, {}, std::move(help), {}});
}

void Sink::take(Sink&& other) {
  items_.insert(items_.end(), std::make_move_iterator(other.items_.begin()), std::make_move_iterator(other.items_.end()));
  errors_ += other.errors_;
  other = Sink();
}

std::vector<Diagnostic> Sink::sorted() const {
  auto const label = [](Label const& l) { return std::tie(l.span.file, l.span.begin, l.span.end, l.text); };
  auto const compare = [&label](Diagnostic const& a, Diagnostic const& b) {
    auto const key = [](Diagnostic const& d) {
      auto const& span = d.primary.span;
      return std::tie(span.file, span.begin, span.end, d.code, d.message, d.primary.text, d.help, d.pointer);
    };
    if (auto const order = key(a) <=> key(b); order != 0) return order;
    return std::lexicographical_compare_three_way(a.related.begin(), a.related.end(), b.related.begin(), b.related.end(),
                                                  [&label](Label const& x, Label const& y) { return label(x) <=> label(y); });
  };
  auto list = items_;
  std::stable_sort(list.begin(), list.end(), [&](Diagnostic const& a, Diagnostic const& b) { return compare(a, b) < 0; });
  auto const same = [&](Diagnostic const& a, Diagnostic const& b) { return compare(a, b) == 0; };
  list.erase(std::unique(list.begin(), list.end(), same), list.end());
  return list;
}

}  // namespace izin
