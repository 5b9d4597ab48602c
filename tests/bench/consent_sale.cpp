#include "tests/bench/consent_sale.hpp"

#include <cctype>

#include "grammar/ast/literal.hpp"

namespace izin::bench {
namespace {

constexpr std::array channels = {"PublicApi", "PartnerApi", "WebForm", "MobileApp", "PersonalExport", "PurchasedList"};
constexpr std::array kinds = {"Controller", "Processor", "ThirdParty", "Broker"};
constexpr std::array safeguards = {"None", "Scc", "Bcr"};
constexpr std::array categories = {
    "ContactEmail",      "ContactPhone",         "ContactAddress",  "IdentityName",   "IdentityGovernmentId",
    "IdentityUsername",  "LocationCoarse",       "LocationPrecise", "DeviceId",       "DeviceIp",
    "UsagePages",        "UsageClicks",          "UsageSearch",     "FinancialCard",  "FinancialIncome",
    "HealthCondition",   "HealthMedication",     "BiometricFace",   "BiometricVoice", "SensitiveReligion",
    "SensitivePolitics", "SensitiveOrientation", "SocialGraph",     "SocialPosts"};
constexpr std::array roots = {"Service", "Security", "Analytics", "Marketing", "Ml", "Sale", "Research", "Legal"};
constexpr std::array countries = {"AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT",
                                  "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE", "IS", "LI", "NO",
                                  "GB", "CH", "JP", "KR", "NZ", "CA", "IL", "AR", "UY", "AD", "US", "IN", "CN", "BR", "RU",
                                  "AU", "SG", "ZA", "NG", "KE", "MX", "TR", "UA", "AE", "SA", "ID", "VN", "TH", "PH", "EG"};
constexpr int purposes = 40;
constexpr int in_union = 30, adequate = 40;
constexpr std::uint32_t sensitive = 1u << 4 | 1u << 15 | 1u << 16 | 1u << 17 | 1u << 18 | 1u << 19 | 1u << 20 | 1u << 21;
constexpr std::uint16_t never = 65535;

constexpr int parent(int p) { return p < 8 ? -1 : (p < 24 ? p % 8 : 8 + (p - 24)); }
constexpr int root(int p) {
  while (p >= 8) p = parent(p);
  return p;
}
struct Roots {
  std::array<std::uint8_t, 64> of{};
  constexpr Roots() {
    for (int p = 0; p < purposes; ++p) of[static_cast<std::size_t>(p)] = static_cast<std::uint8_t>(root(p));
  }
};
constexpr Roots root_table;

std::string purpose_name(int p) {
  if (p < 8) return roots[static_cast<std::size_t>(p)];
  return purpose_name(parent(p)) + (p < 24 ? "A" : "B") + std::to_string(p);
}

/// SplitMix64.
class Random {
 public:
  explicit Random(std::uint64_t state) : state_(state) {}
  std::uint32_t below(std::uint32_t n) { return static_cast<std::uint32_t>((next() >> 32) * n >> 32); }
  bool chance(double p) { return static_cast<double>(next() >> 11) * 0x1p-53 < p; }
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }

 private:
  std::uint64_t state_;
};

void draw_parties(Random& r, Row& row) {
  row.channel = static_cast<std::uint8_t>(r.chance(.12)   ? 0
                                          : r.chance(.25) ? 1
                                          : r.chance(.35) ? 2
                                          : r.chance(.5)  ? 3
                                          : r.chance(.6)  ? 4
                                                          : 5);
  std::uint32_t const count = 1 + r.below(4);
  for (std::uint32_t j = 0; j < count; ++j) {
    std::uint32_t bit = r.below(24);
    if ((sensitive >> bit & 1u) != 0 && !r.chance(.2)) bit = r.below(4);
    row.categories |= 1u << bit;
  }
  row.purpose = static_cast<std::uint8_t>(r.below(purposes));
  row.kind = static_cast<std::uint8_t>(r.chance(.4) ? 0 : r.chance(.5) ? 1 : r.chance(.75) ? 2 : 3);
  row.recipient = static_cast<std::uint16_t>(1 + r.below(2000));
  std::uint32_t residence = r.below(60);
  if (r.chance(.3)) residence = r.below(30);
  row.residence = static_cast<std::uint8_t>(residence);
  row.country = static_cast<std::uint8_t>(r.chance(.8) ? r.below(40) : 40 + r.below(20));
  row.safeguard = static_cast<std::uint8_t>(r.chance(.7) ? 1 + r.below(2) : 0);
  row.cents = (row.kind >= 2 && r.chance(.5)) ? static_cast<std::int32_t>(1 + r.below(500000)) : 0;
  row.age = static_cast<std::uint8_t>(r.chance(.06) ? 8 + r.below(8) : 16 + r.below(70));
}

void draw_consent(Random& r, Row& row) {
  std::uint64_t granted = 0;
  std::uint32_t const count = 1 + r.below(4);
  for (std::uint32_t j = 0; j < count; ++j) granted |= std::uint64_t{1} << r.below(purposes);
  if (r.chance(.7)) {
    int q = row.purpose;
    while (q >= 8 && r.chance(.4)) q = parent(q);
    granted |= std::uint64_t{1} << q;
  }
  if (row.kind == 3 && r.chance(.6)) granted |= std::uint64_t{1} << 5;
  for (int q = 0; q < purposes; ++q)
    if ((granted >> q & 1u) != 0 && root(q) == 5) granted |= std::uint64_t{1} << 5;
  row.granted_raw = row.granted = granted;
  for (int p = 8; p < purposes; ++p)
    if ((row.granted >> parent(p) & 1u) != 0) row.granted |= std::uint64_t{1} << p;
  for (int b = 0; b < 24; ++b)
    if (r.chance(.15)) row.covered |= 1u << b;
  if (r.chance(.85)) row.covered |= row.categories;
  if (r.chance(.8)) row.explicit_for = row.categories & sensitive;
  auto const first = static_cast<std::uint32_t>(r.next());
  row.explicit_for |= row.covered & sensitive & (first & static_cast<std::uint32_t>(r.next()));
  std::uint32_t const named = 1 + r.below(4);
  for (std::uint32_t j = 0; j < named; ++j) row.recipients[j] = static_cast<std::uint16_t>(1 + r.below(2000));
  if (r.chance(.85)) row.recipients[r.below(named)] = row.recipient;
}

void draw_days(Random& r, Row& row) {
  auto const day = [](std::uint32_t d) { return static_cast<std::uint16_t>(d); };
  std::uint32_t const date = 20000 + r.below(700);
  row.date = day(date);
  row.collected = day(date - r.below(400));
  row.retention = day(r.chance(.9) ? 400 + r.below(1000) : 30 + r.below(300));
  row.expires = day(r.chance(.93) ? date + r.below(700) : date - 1 - r.below(100));
  row.withdrawn = r.chance(.92) ? never : day(r.chance(.7) ? date - r.below(200) : date + 1 + r.below(200));
  row.smallest = day(r.chance(.1) ? 1 + r.below(9) : 10 + r.below(5000));
}

template <class Name>
std::string list(std::uint64_t bits, Name const& name) {
  std::string out = "[";
  for (int b = 0; b < 64; ++b)
    if ((bits >> b & 1u) != 0) out += (out.size() > 1 ? ",\"" : "\"") + std::string(name(b)) + "\"";
  return out + "]";
}

std::string day_text(std::uint16_t day) { return to_text(Date{day}); }

}  // namespace

std::uint8_t decide(Row const& f) {
  std::uint8_t const top = root_table.of[f.purpose];
  bool const eu = f.residence < in_union;
  if (f.channel <= 1 && top == 4) return 1;
  if (f.cents > 0 && f.kind >= 2 && f.channel <= 1) return 2;
  if (f.withdrawn <= f.date) return 3;
  if (f.expires < f.date) return 4;
  if (f.age < (eu ? 16 : 13) && top >= 3 && top <= 5) return 5;
  if ((f.categories & sensitive & ~f.explicit_for) != 0) return 6;
  if (f.smallest < 10 && (top == 2 || top == 6) && f.channel != 4) return 7;
  if (eu && f.country >= adequate && f.safeguard == 0) return 8;
  if (f.date > f.collected + f.retention) return 9;
  if (f.kind == 3 && (f.granted >> 5 & 1u) == 0) return 10;
  bool const named = f.recipient == f.recipients[0] || f.recipient == f.recipients[1] || f.recipient == f.recipients[2] ||
                     f.recipient == f.recipients[3];
  if ((f.granted >> f.purpose & 1u) != 0 && (f.categories & ~f.covered) == 0 && named) return 11;
  return f.channel == 4 && f.cents == 0 && f.kind != 3 ? 12 : 0;
}

Row row_at(std::uint64_t of_seed, std::size_t index) {
  Random r(of_seed * 1000003u + index * 0x2545F4914F6CDD1Du);
  Row row;
  draw_parties(r, row);
  draw_consent(r, row);
  draw_days(r, row);
  return row;
}

std::string json_of(Row const& f, std::size_t index) {
  auto const category = [](int b) { return categories[static_cast<std::size_t>(b)]; };
  std::string recipients = "[";
  for (std::uint16_t const x : f.recipients)
    if (x != 0) recipients += (recipients.size() > 1 ? ",\"Org" : "\"Org") + std::to_string(x) + "\"";
  std::string const cents = std::to_string(f.cents % 100);
  return R"({"id":"f)" + std::to_string(index) + R"(","at":")" + day_text(f.date) + R"(T00:00:00Z","channel":")" +
         channels[f.channel] + R"(","categories":)" + list(f.categories, category) + R"(,"purpose":")" + purpose_name(f.purpose) +
         R"(","recipient":"Org)" + std::to_string(f.recipient) + R"(","recipient_kind":")" + kinds[f.kind] +
         R"(","recipient_country":")" + countries[f.country] + R"(","safeguard":")" + safeguards[f.safeguard] +
         R"(","consideration":")" + std::to_string(f.cents / 100) + "." + (cents.size() < 2 ? "0" : "") + cents +
         R"( EUR","subject":{"id":"s)" + std::to_string(index) + R"(","age":)" + std::to_string(f.age) + R"(,"residence":")" +
         countries[f.residence] + R"("},"granted":)" + list(f.granted_raw, purpose_name) + R"(,"covered":)" +
         list(f.covered, category) + R"(,"explicit_for":)" + list(f.explicit_for, category) + R"(,"recipients":)" + recipients +
         R"(],"expires":")" + day_text(f.expires) + R"(","withdrawn":")" +
         (f.withdrawn == never ? "9999-12-31" : day_text(f.withdrawn)) + R"(","date":")" + day_text(f.date) +
         R"(","collected":")" + day_text(f.collected) + R"(","retention":")" + std::to_string(f.retention) + R"( days","k":)" +
         std::to_string(f.smallest) + "}";
}

std::string vocabulary() {
  std::string out = "language 1\n\ntaxonomy Purpose {\n";
  for (int p = 0; p < 8; ++p) {
    out += "  " + purpose_name(p) + " {";
    for (int q = 8; q < 24; ++q) {
      if (parent(q) != p) continue;
      out += " " + purpose_name(q) + " {";
      for (int s = 24; s < purposes; ++s)
        if (parent(s) == q) out += " " + purpose_name(s);
      out += " }";
    }
    out += " }\n";
  }
  out += "}\n\ntaxonomy Category {\n  Sensitive {";
  for (int b = 0; b < 24; ++b)
    if ((sensitive >> b & 1u) != 0) out += std::string(" ") + categories[static_cast<std::size_t>(b)];
  out += " }\n ";
  for (int b = 0; b < 24; ++b)
    if ((sensitive >> b & 1u) == 0) out += std::string(" ") + categories[static_cast<std::size_t>(b)];
  out += "\n}\n\ntaxonomy Country {\n  Adequate { Eu {";
  for (int i = 0; i < 60; ++i)
    out += (i == in_union ? " }" : i == adequate ? " }" : "") + std::string(" ") + countries[static_cast<std::size_t>(i)];
  out += "\n}\n\ntaxonomy Organisation {";
  for (int i = 1; i <= 2000; ++i) out += (i % 16 == 1 ? "\n  Org" : " Org") + std::to_string(i);
  return out + "\n}\n";
}

}  // namespace izin::bench
