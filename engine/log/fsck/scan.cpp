#include "engine/log/fsck/scan.hpp"

namespace izin::log::fsck {
namespace {

constexpr unsigned max_depth = 16;

/// A place in the text. Each step moves it past what it has checked, or says no.
struct Cursor {
  char const* at;
  char const* end;

  [[nodiscard]] bool has(std::size_t count) const { return static_cast<std::size_t>(end - at) >= count; }
  bool skip(char c) {
    if (at == end || *at != c) return false;
    ++at;
    return true;
  }
};

unsigned byte(char c) { return static_cast<unsigned char>(c); }
bool between(char c, unsigned low, unsigned high) { return byte(c) >= low && byte(c) <= high; }

/// Length of the UTF-8 sequence that begins here; 0 where it is malformed (RFC 3629's table).
std::size_t sequence_length(Cursor const& c) {
  unsigned const lead = byte(*c.at);
  if (lead < 0x80) return 1;
  auto const tail = [&](std::size_t i) { return between(c.at[i], 0x80, 0xBF); };
  if (lead >= 0xC2 && lead <= 0xDF) return c.has(2) && tail(1) ? 2 : 0;
  if (lead >= 0xE0 && lead <= 0xEF) {
    if (!c.has(3) || !tail(2)) return 0;
    unsigned const low = lead == 0xE0 ? 0xA0 : 0x80;
    unsigned const high = lead == 0xED ? 0x9F : 0xBF;
    return between(c.at[1], low, high) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    if (!c.has(4) || !tail(2) || !tail(3)) return 0;
    unsigned const low = lead == 0xF0 ? 0x90 : 0x80;
    unsigned const high = lead == 0xF4 ? 0x8F : 0xBF;
    return between(c.at[1], low, high) ? 4 : 0;
  }
  return 0;
}

bool skip_escape(Cursor& c) {
  ++c.at;  // the backslash
  if (c.at == c.end) return false;
  switch (*c.at) {
    case '"':
    case '\\':
    case 'b':
    case 't':
    case 'n':
    case 'f':
    case 'r':
      ++c.at;
      return true;
    case 'u':
      break;
    default:
      return false;
  }
  if (!c.has(5) || c.at[1] != '0' || c.at[2] != '0') return false;
  char const high = c.at[3];
  char const low = c.at[4];
  if (high != '0' && high != '1') return false;
  bool const digit = between(low, '0', '9') || between(low, 'a', 'f');
  bool const has_letter = high == '0' && (low == '8' || low == '9' || low == 'a' || low == 'c' || low == 'd');
  if (!digit || has_letter) return false;
  c.at += 5;
  return true;
}

bool skip_text(Cursor& c) {
  if (!c.skip('"')) return false;
  while (c.at != c.end) {
    if (*c.at == '"') {
      ++c.at;
      return true;
    }
    if (*c.at == '\\') {
      if (!skip_escape(c)) return false;
      continue;
    }
    if (byte(*c.at) < 0x20) return false;
    std::size_t const length = sequence_length(c);
    if (length == 0) return false;
    c.at += length;
  }
  return false;
}

bool skip_number(Cursor& c) {
  bool const negative = c.skip('-');
  if (c.at == c.end || !between(*c.at, '0', '9')) return false;
  if (*c.at == '0') {
    ++c.at;
    return !negative;
  }
  std::uint64_t value = 0;
  for (int digits = 0; c.at != c.end && between(*c.at, '0', '9'); ++c.at) {
    if (++digits > 16) return false;
    value = value * 10 + (byte(*c.at) - '0');
  }
  return value < (std::uint64_t{1} << 53);
}

bool skip_word(Cursor& c, std::string_view word) {
  if (!c.has(word.size()) || std::string_view(c.at, word.size()) != word) return false;
  c.at += word.size();
  return true;
}

bool skip_value(Cursor& c, unsigned depth, Kind& kind);

/// Whether two names of members, as they stand, are in ascending order of what they say.
bool in_order(std::string_view before, std::string_view name) {
  if (before.find('\\') == std::string_view::npos && name.find('\\') == std::string_view::npos) return before < name;
  return text_of("\"" + std::string(before) + "\"") < text_of("\"" + std::string(name) + "\"");
}

/// A member's name, which is ASCII and larger than the one before.
bool skip_name(Cursor& c, std::string_view& before, bool first) {
  char const* const begin = c.at + 1;
  if (!skip_text(c)) return false;
  std::string_view const name(begin, static_cast<std::size_t>(c.at - begin) - 1);
  for (char const letter : name)
    if (byte(letter) >= 0x80) return false;
  if (!first && !in_order(before, name)) return false;
  before = name;
  return c.skip(':');
}

template <class Each>
bool skip_object(Cursor& c, unsigned depth, Each const& each) {
  if (!c.skip('{')) return false;
  if (c.skip('}')) return true;
  std::string_view name;
  for (bool first = true;; first = false) {
    if (!skip_name(c, name, first)) return false;
    Value value;
    char const* const begin = c.at;
    if (!skip_value(c, depth, value.kind)) return false;
    value.raw = {begin, static_cast<std::size_t>(c.at - begin)};
    each(name, value);
    if (c.skip('}')) return true;
    if (!c.skip(',')) return false;
  }
}

template <class Each>
bool skip_array(Cursor& c, unsigned depth, Each const& each) {
  if (!c.skip('[')) return false;
  if (c.skip(']')) return true;
  for (;;) {
    Value value;
    char const* const begin = c.at;
    if (!skip_value(c, depth, value.kind)) return false;
    value.raw = {begin, static_cast<std::size_t>(c.at - begin)};
    each(value);
    if (c.skip(']')) return true;
    if (!c.skip(',')) return false;
  }
}

bool skip_value(Cursor& c, unsigned depth, Kind& kind) {
  if (c.at == c.end) return false;
  switch (*c.at) {
    case '"':
      kind = Kind::text;
      return skip_text(c);
    case '{':
      kind = Kind::object;
      return depth < max_depth && skip_object(c, depth + 1, [](std::string_view, Value const&) {});
    case '[':
      kind = Kind::array;
      return depth < max_depth && skip_array(c, depth + 1, [](Value const&) {});
    case 't':
      kind = Kind::flag;
      return skip_word(c, "true");
    case 'f':
      kind = Kind::flag;
      return skip_word(c, "false");
    default:
      kind = Kind::number;
      return skip_number(c);
  }
}

}  // namespace

std::optional<std::vector<Member>> scan_object(std::string_view text) {
  std::vector<Member> members;
  Cursor c{text.data(), text.data() + text.size()};
  if (!skip_object(c, 1, [&](std::string_view name, Value const& value) { members.push_back({name, value}); }) || c.at != c.end)
    return std::nullopt;
  return members;
}

std::optional<std::vector<Value>> scan_array(std::string_view text) {
  std::vector<Value> items;
  Cursor c{text.data(), text.data() + text.size()};
  if (!skip_array(c, 1, [&](Value const& value) { items.push_back(value); }) || c.at != c.end) return std::nullopt;
  return items;
}

std::string text_of(std::string_view raw) {
  std::string out;
  for (std::size_t i = 1; i + 1 < raw.size(); ++i) {
    if (raw[i] != '\\') {
      out += raw[i];
      continue;
    }
    switch (raw[++i]) {
      case 'b':
        out += '\b';
        break;
      case 't':
        out += '\t';
        break;
      case 'n':
        out += '\n';
        break;
      case 'f':
        out += '\f';
        break;
      case 'r':
        out += '\r';
        break;
      case 'u': {
        unsigned const low = byte(raw[i + 4]) >= 'a' ? byte(raw[i + 4]) - 'a' + 10 : byte(raw[i + 4]) - '0';
        out += static_cast<char>((byte(raw[i + 3]) - '0') * 16 + low);
        i += 4;
        break;
      }
      default:
        out += raw[i];
    }
  }
  return out;
}

std::int64_t number_of(std::string_view raw) {
  bool const negative = !raw.empty() && raw.front() == '-';
  std::int64_t value = 0;
  for (char const c : raw.substr(negative ? 1 : 0)) value = value * 10 + (c - '0');
  return negative ? -value : value;
}

Value const* find(std::vector<Member> const& members, std::string_view name) {
  for (Member const& member : members)
    if (member.name == name) return &member.value;
  return nullptr;
}

std::optional<std::string> find_text(std::vector<Member> const& members, std::string_view name) {
  Value const* const value = find(members, name);
  if (value == nullptr || value->kind != Kind::text) return std::nullopt;
  return text_of(value->raw);
}

std::optional<std::uint64_t> find_count(std::vector<Member> const& members, std::string_view name) {
  Value const* const value = find(members, name);
  if (value == nullptr || value->kind != Kind::number || value->raw.front() == '-') return std::nullopt;
  return static_cast<std::uint64_t>(number_of(value->raw));
}

std::optional<std::vector<Member>> find_object(std::vector<Member> const& members, std::string_view name) {
  Value const* const value = find(members, name);
  if (value == nullptr || value->kind != Kind::object) return std::nullopt;
  return scan_object(value->raw);
}

}  // namespace izin::log::fsck
