// P4 and P5: what must not matter does not.
#include <doctest/doctest.h>

#include <clocale>
#include <cstdlib>
#include <ctime>
#include <locale>

#include "tests/properties/sample.hpp"

using namespace izin;
using namespace izin::properties;

namespace {

/// Another order of the same: of parts, of the elements of set literals.
Piece reordered(Random& random, Piece piece) {
  for (auto open = piece.head.find('{'); open != std::string::npos; open = piece.head.find('{', open + 1)) {
    auto const close = piece.head.find('}', open);
    if (close == std::string::npos) break;
    auto const inside = piece.head.substr(open + 1, close - open - 1);
    std::string turned;
    for (std::size_t from = 0; from <= inside.size() && inside.find(", ") != std::string::npos;) {
      auto const to = std::min(inside.find(", ", from), inside.size());
      turned = inside.substr(from, to - from) + (turned.empty() ? "" : ", ") + turned;
      from = to + 2;
    }
    if (!turned.empty()) piece.head.replace(open + 1, inside.size(), turned);
  }
  for (auto& part : piece.parts) part = reordered(random, part);
  random.shuffle(piece.parts);
  return piece;
}

/// A JSON object's text with its keys in another order, its sets too.
std::string turned(Random& random, nlohmann::json const& value, std::string const& key = "") {
  std::vector<std::string> parts;
  if (value.is_object()) {
    for (auto const& [name, part] : value.items())
      parts.push_back(nlohmann::json(name).dump() + ": " + turned(random, part, name));
  } else if (value.is_array()) {
    for (auto const& part : value) parts.push_back(turned(random, part));
  } else {
    return value.dump();
  }
  if (key != "subjects") random.shuffle(parts);  // the order of a pool is that of the allow list's positions
  std::string result;
  for (auto const& part : parts) result += (result.empty() ? "" : " , ") + part;
  return (value.is_object() ? "{" : "[") + result + (value.is_object() ? "}" : "]");
}

}  // namespace

TEST_CASE("P4: order, splitting, duplication, set order and key order change nothing") {
  each_bundle(4, 100, {}, [&](Random& random, auto const& plan, Product const& product) {
    std::vector<Piece> pieces;
    for (auto const& piece : plan.pieces) pieces.push_back(reordered(random, piece));
    random.shuffle(pieces);
    auto files = differential::files_of(pieces, random.between(1, 5));
    random.shuffle(files);
    files.push_back(files.front());  // the same path given twice
    Product const other(files);
    for (int i = 0; i < 8; ++i) {
      auto const inputs = make_inputs(random, plan);
      auto shuffled = inputs;
      random.shuffle(shuffled.facts);
      INFO(shown(plan.pieces, inputs));
      bool const all = inputs.flow.contains("subjects") && inputs.flow["subjects"].contains("all");
      if (!all) CHECK(answer(product, inputs) == answer(other, shuffled));
      auto const read = other.read(inputs, turned(random, inputs.flow));
      CHECK(answer(product, inputs) == other.text(other.decide(read), read.flow));
    }
  });
}

TEST_CASE("P5: the same answers over threads, locales and time zones") {
  struct Odd : std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
    char do_thousands_sep() const override { return '.'; }
    std::string do_grouping() const override { return "\1"; }
  };
  auto const all = [](unsigned threads) {
    std::string text;
    each_bundle(5, 25, {}, [&](Random& random, auto const& plan, Product const& product) {
      for (int i = 0; i < 6; ++i) {
        auto const read = product.read(make_inputs(random, plan, random.chance(50) ? Wish::pool : Wish::anybody));
        text += product.text(product.decide(read, nullptr, threads), read.flow);
      }
    });
    return text;
  };
  auto const plain = all(1);
  CHECK(plain == all(1));
  CHECK(plain == all(4));
  auto const old = std::locale::global(std::locale(std::locale::classic(), new Odd));
  CHECK(plain == all(1));
  std::locale::global(old);
  for (auto const* locale : {"de_DE.UTF-8", "tr_TR.UTF-8", "C.UTF-8", "C"}) {
    if (std::setlocale(LC_ALL, locale) != nullptr) CHECK(plain == all(2));
  }
  std::setlocale(LC_ALL, "C");
  for (auto const* zone : {"Asia/Kathmandu", "UTC+23", "America/St_Johns"}) {
    setenv("TZ", zone, 1);
    tzset();
    CHECK(plain == all(1));
  }
  unsetenv("TZ");
  tzset();
}
