// Comparisons: the table of LANGUAGE.md section 4, line by line.
#include <algorithm>

#include "tests/oracle/scene.hpp"

namespace izin::oracle {
namespace {

Truth identity(Value const& a, Value const& b) { return a.name && b.name ? truth(*a.name == *b.name) : Truth::unknown; }

std::set<std::string> const& leaves_of(Bundle const& bundle, Value const& term) {
  return bundle.taxonomies.at(term.taxonomy).leaves.at(term.text);
}

/// True when every leaf of x is among the leaves, false when none is.
Truth among(std::set<std::string> const& x, std::set<std::string> const& leaves) {
  auto const inside = std::ranges::count_if(x, [&](auto const& leaf) { return leaves.contains(leaf); });
  if (inside == static_cast<std::ptrdiff_t>(x.size())) return Truth::yes;
  return inside == 0 ? Truth::no : Truth::unknown;
}

/// `x in X`: against the union of X's leaves; of parties, against each.
Truth in(Bundle const& bundle, Value const& x, std::vector<Value> const& many) {
  if (x.kind == Value::Kind::party) {
    auto result = Truth::no;
    for (auto const& element : many) result = either(result, identity(x, element));
    return result;
  }
  std::set<std::string> all;
  for (auto const& element : many) {
    auto const& leaves = leaves_of(bundle, element);
    all.insert(leaves.begin(), leaves.end());
  }
  return among(leaves_of(bundle, x), all);
}

Value literal_term(std::string const& name, Value const& beside) {
  Value value;
  value.kind = Value::Kind::term;
  value.taxonomy = beside.taxonomy;
  value.text = name;
  return value;
}
Value literal_party(std::string const& name) {
  Value value;
  value.kind = Value::Kind::party;
  value.name = "@" + name;
  return value;
}

/// The elements of X beside a value (which gives literal terms their taxonomy); nothing where X is a set that is not given.
std::optional<std::vector<Value>> elements(Scene const& scene, ast::Many const& many, Value const& beside) {
  if (auto const* path = std::get_if<ast::Path>(&many)) {
    auto const* set = find(scene.flow, *path);
    return set == nullptr ? std::nullopt : std::optional(set->elements);
  }
  if (auto const* term = std::get_if<ast::Term>(&many)) return std::vector{literal_term(term->name.text, beside)};
  if (auto const* party = std::get_if<ast::Party>(&many)) return std::vector{literal_party(party->name.text)};
  std::vector<Value> result;
  for (auto const& element : std::get<ast::SetLiteral>(many).elements) {
    auto const* term = std::get_if<ast::Term>(&element);
    result.push_back(term != nullptr ? literal_term(term->name.text, beside)
                                     : literal_party(std::get<ast::Party>(element).name.text));
  }
  return result;
}

// ---- order ---------------------------------------------------------------------------------------------------------

/// Which of the three orders of two values are possible.
DurationOrder order_of(Bundle const& bundle, Value const& a, Value const& b) {
  auto const of = [](Int128 x, Int128 y) { return DurationOrder{x<y, x == y, x> y}; };
  auto const equality = [](Truth equal) { return DurationOrder{equal != Truth::yes, equal != Truth::no, equal != Truth::yes}; };
  using Kind = Value::Kind;
  switch (a.kind) {
    case Kind::party:
      return equality(identity(a, b));
    case Kind::text:
      return equality(truth(a.text == b.text));
    case Kind::term: {
      auto const &x = leaves_of(bundle, a), &y = leaves_of(bundle, b);
      if (among(x, y) == Truth::no) return equality(Truth::no);
      return equality(x.size() == 1 && y.size() == 1 ? Truth::yes : Truth::unknown);
    }
    case Kind::money:
      if (b.kind == Kind::money && a.currency != b.currency) return {true, true, true};
      return of(a.amount, b.amount);  // of one currency, or against a bare 0
    case Kind::duration:
      if (b.kind == Kind::number) return of(a.duration.count, 0);
      return izin::compare(a.duration, b.duration);
    default:
      if (b.kind == Kind::duration) return of(0, b.duration.count);  // a bare 0 against a duration
      return of(a.amount * b.per, b.amount * a.per);
  }
}

Truth holds(ast::Order order, DurationOrder possible) {
  auto const when = [](bool surely, bool possibly) { return surely ? Truth::yes : possibly ? Truth::unknown : Truth::no; };
  auto const [less, equal, greater] = possible;
  switch (order) {
    case ast::Order::equal:
      return when(!less && !greater, equal);
    case ast::Order::not_equal:
      return when(!equal, less || greater);
    case ast::Order::less:
      return when(!equal && !greater, less);
    case ast::Order::less_equal:
      return when(!greater, less || equal);
    case ast::Order::greater:
      return when(!equal && !less, greater);
    case ast::Order::greater_equal:
      return when(!less, greater || equal);
  }
  return Truth::unknown;
}

// ---- operands ------------------------------------------------------------------------------------------------------

bool is_pool(ast::Path const& path) { return path.segments.front().text == "pool"; }

/// `pool.size`, `pool.permitted` and `pool.share` were so many permitted.
Value pool_value(ast::Path const& path, std::int64_t size, std::int64_t permitted) {
  Value value;
  auto const& fact = path.segments.at(1).text;
  value.kind = fact == "share" ? Value::Kind::percent : Value::Kind::number;
  value.amount = Int128{fact == "size" ? size : permitted} * nano * (fact == "share" ? 100 : 1);
  value.per = fact == "share" ? size : 1;
  return value;
}

std::optional<Value> given(Value const* value) { return value == nullptr ? std::nullopt : std::optional(*value); }

std::optional<Value> sum(Scene const& scene, ast::Sum const& sum) {
  auto const part = [&](std::variant<ast::Literal, ast::Path> const& what) {
    auto const* literal = std::get_if<ast::Literal>(&what);
    return literal != nullptr ? value_of(*literal) : given(find(scene.flow, std::get<ast::Path>(what)));
  };
  auto result = part(sum.base);
  for (auto const& step : sum.parts) {
    auto const amount = part(step.amount);
    if (!result || !amount) return std::nullopt;
    result->amount = shift(result->amount, amount->duration, step.sign);
  }
  return result;
}

/// An operand's value, given how many subjects of the pool would be permitted; literal terms get their taxonomy later.
std::optional<Value> value_of(Scene const& scene, ast::Operand const& operand, std::int64_t permitted) {
  if (auto const* literal = std::get_if<ast::Literal>(&operand)) return oracle::value_of(*literal);
  if (auto const* one = std::get_if<ast::Sum>(&operand)) return sum(scene, *one);
  if (auto const* term = std::get_if<ast::Term>(&operand)) return literal_term(term->name.text, Value{});
  if (auto const* party = std::get_if<ast::Party>(&operand)) return literal_party(party->name.text);
  auto const& path = std::get<ast::Path>(operand);
  if (!is_pool(path)) return given(find(scene.flow, path));
  return scene.pool ? std::optional(pool_value(path, scene.pool->size, permitted)) : std::nullopt;
}

Truth compare(Scene const& scene, ast::Compare const& e) {
  std::int64_t const from = scene.pool ? scene.pool->permitted : 0;
  std::int64_t const to = scene.pool ? scene.pool->permitted + scene.pool->pending : 0;
  std::optional<Truth> result;  // the same for every number of permitted subjects, or unknown
  for (auto permitted = from; permitted <= to; ++permitted) {
    auto left = value_of(scene, *e.left, permitted);
    auto right = value_of(scene, *e.right, permitted);
    if (!left || !right) return Truth::unknown;
    if (left->taxonomy.empty()) left->taxonomy = right->taxonomy;
    if (right->taxonomy.empty()) right->taxonomy = left->taxonomy;
    auto const now = holds(e.order, order_of(scene.bundle, *left, *right));
    if (result && *result != now) return Truth::unknown;
    result = now;
  }
  return *result;
}

// ---- sets ----------------------------------------------------------------------------------------------------------

Truth under(Scene const& scene, ast::OptionalBox<ast::Term> const& term, Value const& element) {
  return term ? is(scene.bundle, element, term->name.text) : Truth::yes;
}

/// Some element is under the term and is `what`.
Truth has(Scene const& scene, ast::Has const& e, Value const& set, Value const& what) {
  auto result = Truth::no;
  for (auto const& element : set.elements) {
    result = either(result, both(under(scene, e.under, element), is(scene.bundle, element, what)));
  }
  return result;
}

Truth has(Scene const& scene, ast::Has const& e) {
  auto const* set = find(scene.flow, e.left);
  if (set == nullptr) return Truth::unknown;
  auto const beside = set->elements.empty() ? Value{} : set->elements.front();
  auto const many = elements(scene, *e.right, beside);
  if (!many) {
    if (e.quantifier == ast::Quantifier::all) return Truth::unknown;
    auto result = Truth::no;
    for (auto const& element : set->elements) result = either(result, both(under(scene, e.under, element), Truth::unknown));
    return result;
  }
  auto const all = e.quantifier == ast::Quantifier::all;
  auto result = truth(all);
  for (auto const& what : *many)
    result = all ? both(result, has(scene, e, *set, what)) : either(result, has(scene, e, *set, what));
  return result;
}

Truth within(Scene const& scene, ast::Within const& e) {
  auto const* left = find(scene.flow, e.left);
  if (left == nullptr) return Truth::unknown;
  auto const set = left->kind == Value::Kind::set ? left->elements : std::vector{*left};
  auto result = Truth::yes;
  for (auto const& element : set) {
    auto const many = elements(scene, *e.right, element);
    auto const inside = many ? in(scene.bundle, element, *many) : Truth::unknown;
    result = both(result, either(negate(under(scene, e.under, element)), inside));
  }
  return result;
}

Truth value(Scene const& scene, ast::Expr const& expr) {
  if (auto const* e = std::get_if<ast::Compare>(&expr.node)) return compare(scene, *e);
  if (auto const* e = std::get_if<ast::Has>(&expr.node)) return has(scene, *e);
  if (auto const* e = std::get_if<ast::Within>(&expr.node)) return within(scene, *e);
  if (auto const* e = std::get_if<ast::Known>(&expr.node)) return truth(find(scene.flow, e->left) != nullptr);
  if (auto const* e = std::get_if<ast::Is>(&expr.node)) {
    auto const* left = find(scene.flow, e->left);
    if (left == nullptr) return Truth::unknown;
    auto const* term = std::get_if<ast::Term>(&*e->right);
    return term != nullptr ? is(scene.bundle, *left, term->name.text)
                           : identity(*left, literal_party(std::get<ast::Party>(*e->right).name.text));
  }
  if (auto const* e = std::get_if<ast::In>(&expr.node)) {
    auto const* left = find(scene.flow, e->left);
    if (left == nullptr) return Truth::unknown;
    auto const many = elements(scene, *e->right, *left);
    return many ? in(scene.bundle, *left, *many) : Truth::unknown;
  }
  auto const* flag = find(scene.flow, std::get<ast::Condition>(expr.node).path);
  return flag == nullptr ? Truth::unknown : truth(flag->amount == 1);
}

/// The facts that an unknown comparison waits for.
std::set<std::string> waits(Scene const& scene, ast::Expr const& expr) {
  std::vector<ast::Path const*> paths;
  each_path(expr, paths);
  std::set<std::string> absent, present;
  for (auto const* path : paths) {
    if (is_pool(*path)) {
      if (!scene.pool) absent.insert("subjects");
      if (scene.pool && path->segments.at(1).text != "size") absent.insert(scene.pool->waits.begin(), scene.pool->waits.end());
      continue;
    }
    auto const* found = find(scene.flow, *path);
    if (found == nullptr) absent.insert(text_of(*path));
    auto const nameless = [](Value const& element) { return element.kind == Value::Kind::party && !element.name; };
    bool const counts = std::holds_alternative<ast::Compare>(expr.node) || path == paths.front() ||
                        (found != nullptr && std::ranges::any_of(found->elements, nameless));
    if (found != nullptr && counts) present.insert(text_of(*path));
  }
  bool const of_pool = std::ranges::any_of(paths, [](auto const* path) { return is_pool(*path); });
  return absent.empty() && !of_pool ? present : absent;
}

}  // namespace

bool Scene::knows_subject() const {
  auto const subject = flow.fields.find("subject");
  return subject != flow.fields.end() && subject->second.fields.contains("id");
}

std::string text_of(ast::Path const& path) {
  std::string text;
  for (auto const& segment : path.segments) text += (text.empty() ? "" : ".") + segment.text;
  return text;
}

Truth is(Bundle const& bundle, Value const& x, std::string const& term) {
  return among(leaves_of(bundle, x), bundle.taxonomies.at(x.taxonomy).leaves.at(term));
}
Truth is(Bundle const& bundle, Value const& x, Value const& element) {
  return x.kind == Value::Kind::party ? identity(x, element) : is(bundle, x, element.text);
}

Leaf look(Scene const& scene, ast::Expr const& expr) {
  if (auto const* consent = std::get_if<ast::Consent>(&expr.node)) return look(scene, consent->word);
  Leaf leaf{key_of(expr), value(scene, expr), {}};
  if (leaf.value == Truth::unknown) leaf.waits = waits(scene, expr);
  return leaf;
}

}  // namespace izin::oracle
