// Names, references, texts and docs.
#include <algorithm>

#include "grammar/syntax/converter.hpp"
#include "grammar/syntax/lexer.hpp"

namespace izin::syntax {
namespace {

bool is_lower_snake(std::string_view word) {
  return !word.empty() && is_lower(word[0]) &&
         std::ranges::all_of(word, [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

std::string as_snake(std::string_view word) {
  std::string out;
  for (char const c : word) {
    if (is_upper(c) && !out.empty() && out.back() != '_') out += '_';
    out += is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

}  // namespace

tree::Range range_of(tree::Range first, tree::Range last) { return {first.begin, last.end}; }

tree::Range last_of(std::initializer_list<tree::Range> parts) {
  tree::Range out;
  for (auto const part : parts)
    if (part) out = part;
  return out;
}

Converter::Converter(CheckedText const& text, Reporter& reporter)
    : text_(text.text()), comments_(text.comments), taken_(text.comments.size(), 0), reporter_(reporter) {}

ast::Name Converter::name(tree::Range range) {
  if (!range) return {};
  auto const word = text(range);
  if (is_reserved(word))
    reporter_.error(Code::reserved_word, span(range), backticked(word) + " is a reserved word and cannot be a name", {},
                    "choose another");
  else if (!is_lower_snake(word))
    reporter_.error(
        Code::wrong_name, span(range), backticked(word) + " is not a name in lower_snake", {},
        is_lower_snake(as_snake(word)) ? "did you mean `" + as_snake(word) + "`?" : "names begin with a small letter");
  return {std::string(word), span(range)};
}

ast::Name Converter::dotted(tree::Range range) {
  if (!range) return {};
  static_cast<void>(path(range));
  return {std::string(text(range)), span(range)};
}

ast::Name Converter::term_name(tree::Range range) { return {std::string(text(range)), span(range)}; }

ast::Party Converter::party(tree::Range range) {
  auto name_of = name({range.begin + 1, range.end});
  name_of.span = span(range);
  return {std::move(name_of)};
}

ast::Path Converter::path(tree::Range range) {
  ast::Path out;
  out.span = span(range);
  auto const word = text(range);
  for (auto begin = range.begin; begin <= range.end;) {
    auto const dot = word.find('.', begin - range.begin);
    auto const end = dot == std::string_view::npos ? range.end : range.begin + static_cast<std::uint32_t>(dot);
    if (begin == range.begin && text({begin, end}) == "pool")
      out.segments.push_back({"pool", span({begin, end})});
    else
      out.segments.push_back(name({begin, end}));
    begin = end + 1;
  }
  return out;
}

ast::RuleRef Converter::rule_ref(tree::Range range) {
  ast::RuleRef out;
  out.span = span(range);
  auto const word = text(range);
  out.all = word.ends_with(".*");
  auto const end = range.end - (out.all ? 2 : 0);
  auto const at = word.find('@');
  auto const names = [&](std::uint32_t begin, std::uint32_t stop) {
    for (auto& segment : path({begin, stop}).segments) out.segments.push_back(std::move(segment));
  };
  if (at == std::string_view::npos) {
    names(range.begin, end);
    return out;
  }
  auto const version = range.begin + static_cast<std::uint32_t>(at);
  names(range.begin, version);
  out.version_after = out.segments.size();
  auto const* const text_end = read_text(text_.data() + version + 1, text_.data() + range.end);
  auto const version_end = static_cast<std::uint32_t>(text_end - text_.data());
  out.version = quoted({version + 1, version_end});
  if (version_end < end) names(version_end + 1, end);
  if (version_end == end && !out.all)
    reporter_.error(Code::unexpected_text, reporter_.span(end, end),
                    "expected `.` and a rule's name, or `.*`, after the version " + backticked(text({version + 1, version_end})));
  return out;
}

std::vector<tree::Range> Converter::listed(tree::Range list, Reader reader) const {
  std::vector<tree::Range> out;
  if (!list) return out;
  char const* const base = text_.data();
  char const* const last = base + list.end;
  for (char const* at = base + list.begin; at != last;) {
    at = skip(at, last);
    char const* const end = at == last ? nullptr : reader(at, last);
    if (end == nullptr) {
      if (at != last) ++at;  // a comma or a brace
      continue;
    }
    out.push_back({static_cast<std::uint32_t>(at - base), static_cast<std::uint32_t>(end - base)});
    at = end;
  }
  return out;
}

std::vector<ast::RuleRef> Converter::rule_refs(tree::Range list) {
  std::vector<ast::RuleRef> out;
  auto const ranges = listed(list, read_rule_ref);
  out.reserve(ranges.size());
  for (auto const range : ranges) out.push_back(rule_ref(range));
  return out;
}

ast::Quoted Converter::quoted(tree::Range range) {
  if (!range) return {};
  return {unescaped(range), span(range)};
}

ast::OptionalBox<ast::Quoted> Converter::optional_quoted(tree::Range range) {
  if (!range) return {};
  return quoted(range);
}

ast::Iri Converter::iri(tree::Range range) { return {std::string(text({range.begin + 1, range.end - 1})), span(range)}; }

ast::OptionalBox<ast::Iri> Converter::optional_iri(tree::Range range) {
  if (!range) return {};
  return iri(range);
}

std::variant<ast::Term, ast::Party> Converter::term_or_party(tree::Range range) {
  if (text_[range.begin] == '@') return party(range);
  return term(range);
}

std::variant<ast::Party, ast::Path> Converter::holder(tree::Range range) {
  if (text_[range.begin] == '@') return party(range);
  return path(range);
}

ast::Doc Converter::doc(std::uint32_t begin) {
  ast::Doc out;
  auto at = std::ranges::lower_bound(comments_, begin, {}, &FoundComment::next_token);
  for (; at != comments_.end() && at->next_token == begin; ++at) {
    if (!at->is_doc) continue;
    if (out.lines.empty()) out.begin = at->begin;
    auto line = text({at->begin + 3, at->end});
    if (line.starts_with(' ')) line.remove_prefix(1);
    out.lines.emplace_back(line);
    taken_[static_cast<std::size_t>(at - comments_.begin())] = 1;
  }
  return out;
}

std::vector<ast::Comment> Converter::comments() const {
  std::vector<ast::Comment> out;
  for (std::size_t i = 0; i < comments_.size(); ++i)
    if (taken_[i] == 0) out.push_back({reporter_.span(comments_[i].begin, comments_[i].end), comments_[i].own_line});
  return out;
}

}  // namespace izin::syntax
