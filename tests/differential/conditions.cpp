// How conditions are put together: from the stock, definitions and questions, with and, or and not.
#include "tests/differential/conditions.hpp"

#include <algorithm>

namespace izin::differential {

void Reads::add(Reads const& other) {
  subject |= other.subject;
  consent |= other.consent;
  pool |= other.pool;
  knowledge |= other.knowledge;
  questions_below = std::max(questions_below, other.questions_below);
}

bool May::read(Reads const& reads) const {
  return (subject || !reads.subject) && (consent || !reads.consent) && (pool || !reads.pool) &&
         reads.questions_below <= questions_below;
}

Conditions::Conditions(Random& random, World const& world, Taste const& taste) : random_(random), world_(world), taste_(taste) {
  auto const size = random.between(3, 9);
  while (stock_.size() < size) stock_.push_back(comparison());
}

Conditions::Known Conditions::comparison() {
  for (;;) {
    std::string text;
    Reads reads;
    auto const kind = random_.below(100);
    if (kind < 8) {
      auto const flags = world_.of({Kind::flag});
      text = random_.pick(flags).text;
      if (random_.chance(15)) text += random_.chance(50) ? " == true" : " != false";
    } else if (kind < 24) {
      text = order();
    } else if (kind < 34) {
      text = moments();
    } else if (kind < 40) {
      text = equal_terms();
    } else if (kind < 52) {
      text = membership();
    } else if (kind < 68) {
      text = sets();
    } else if (kind < 75) {
      text = party();
    } else if (kind < 80) {
      text = parties();
    } else if (kind < 85) {
      if (!taste_.knowledge) continue;
      text = random_.pick(world_.paths).text + (random_.chance(60) ? " is known" : " is unknown");
      reads.knowledge = true;
    } else if (kind < 92) {
      if (!world_.consent && random_.chance(80)) continue;
      text = random_.pick({"consent covers flow", "consent covers flow", "explicit consent covers flow",
                           "guardian consent covers flow", "consent refuses flow", "consent refuses flow"});
      reads.consent = true;
    } else {
      if (!taste_.pools) continue;
      text = pool();
      reads.pool = true;
    }
    if (text.empty()) continue;
    reads.subject = text.find("subject") != std::string::npos;
    return {text, reads};
  }
}

Conditions::Known Conditions::atom(May const& may) {
  for (int tries = 0; tries < 40; ++tries) {
    auto const kind = random_.below(100);
    if (may.pool && kind < 45) {
      Known known{pool(), {}};
      known.reads.pool = true;
      known.reads.subject = known.text.find("subject") != std::string::npos;
      if (may.read(known.reads)) return known;
      continue;
    }
    if (kind < 10 && !defines_.empty()) {
      auto const& define = random_.pick(defines_);
      if (may.read(define.reads)) return define;
    } else if (kind < 22 && !questions_.empty()) {
      auto const index = random_.below(questions_.size());
      auto reads = questions_[index];
      reads.questions_below = index + 1;
      if (may.read(reads)) return {question_name(index), reads};
    } else if (kind < 25) {
      return {random_.pick({"true", "false"}), {}};
    } else if (kind < 85) {
      auto const& known = random_.pick(stock_);
      if (may.read(known.reads)) return known;
    } else {
      auto const known = comparison();
      if (may.read(known.reads)) return known;
    }
  }
  return {"paid", {}};
}

std::string Conditions::tree(May const& may, Reads& reads, std::size_t depth) {
  auto const kind = random_.below(10);
  if (depth == 0 || kind < 5) {
    auto const known = atom(may);
    reads.add(known.reads);
    return known.text;
  }
  if (kind == 5) return "not (" + tree(may, reads, depth - 1) + ")";
  if (kind == 6) {
    auto const known = atom(may);
    reads.add(known.reads);
    return "not " + known.text;
  }
  auto const* const word = random_.pick({" and ", " or "});
  std::string result;
  for (std::size_t n = random_.between(2, 3); n > 0; --n) {
    auto const part = tree(may, reads, depth - 1);
    bool const joined = part.find(" and ") != std::string::npos || part.find(" or ") != std::string::npos;
    result += (result.empty() ? "" : word) + (joined ? "(" + part + ")" : part);
  }
  return result;
}

std::string Conditions::make(May const& may, Reads& reads) { return tree(may, reads, random_.pick({0, 0, 1, 1, 2, 3})); }

Piece Conditions::define() {
  auto const name = "d" + std::to_string(defines_.size());
  Reads reads;
  May may;
  may.pool = taste_.pools && random_.chance(20);
  may.questions_below = random_.below(questions_.size() + 1);
  auto const condition = tree(may, reads, 2);
  defines_.push_back({name, reads});
  return {"define " + name + ": " + condition, {}, ""};
}

void Conditions::add_question(Reads reads) { questions_.push_back(reads); }

}  // namespace izin::differential
