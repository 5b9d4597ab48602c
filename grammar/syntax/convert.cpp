#include "grammar/syntax/convert.hpp"

#include "grammar/syntax/convert_clauses.hpp"

namespace izin::syntax {
namespace {

using Node = decltype(ast::Declaration::node);

Node block(Converter& in, tree::Block& written) {
  auto const key = in.text(written.head.key);
  if (key == "question") return in.question(written);
  if (key == "ruling") return in.ruling(written);
  if (key == "test") return in.test(written);
  if (key == "invariant") return in.invariant(written);
  return in.instrument(written);
}

Node fields(Converter& in, tree::Fields& written) {
  if (in.text(written.head.key) == "flow") return ast::Flow{in.fields(written.items)};
  return ast::Record{in.term_name(written.head.name), in.fields(written.items)};
}

/// A declaration whose head is broken is converted all the same, for the mistakes in its body, and then is a hole.
Node node(Converter& in, tree::Item& item) {
  return boost::apply_visitor(
      [&](auto& wrapped) -> Node {
        auto& shape = unwrapped(wrapped);
        using Shape = std::remove_cvref_t<decltype(shape)>;
        [[maybe_unused]] auto const whole = [](auto const& of, Node made) {
          return of.head.broken ? Node(ast::Hole{}) : std::move(made);
        };
        if constexpr (std::is_same_v<Shape, tree::Taxonomy>) return whole(shape, in.taxonomy(shape));
        if constexpr (std::is_same_v<Shape, tree::Block>) return whole(shape, block(in, shape));
        if constexpr (std::is_same_v<Shape, tree::Values>)
          return whole(shape, ast::PartyDecl{in.name(shape.head.name), in.values(shape.items)});
        if constexpr (std::is_same_v<Shape, tree::Fields>) return whole(shape, fields(in, shape));
        if constexpr (std::is_same_v<Shape, tree::Condition>) {
          auto name = in.name(shape.word);
          if (auto condition = in.expression(shape.condition)) return ast::Define{std::move(name), std::move(*condition)};
        }
        return ast::Hole{};
      },
      item.get());
}

/// `language 1`: takes the declaration when it is one.
bool take_language(Converter& in, tree::Item& item, bool at_beginning, ast::File& file) {
  auto const* const words = boost::get<tree::Words>(&item.get());
  if (words == nullptr) return false;
  auto const place = in.span(range_of(*words));
  if (!at_beginning) {
    in.reporter().error(Code::misplaced_language, place, "`language` stands at the beginning of a file, once", {},
                        "move it to the first line");
  } else if (in.text(words->a) != "1") {
    in.reporter().error(Code::language_version, in.span(words->a),
                        "this program reads language 1, not " + backticked(in.text(words->a)), {},
                        "write `language 1`, or nothing");
  } else if (auto number = in.literal(words->a)) {
    file.language = std::move(*number);
  }
  return true;
}

}  // namespace

ast::File convert(tree::File tree, CheckedText const& text, Reporter& reporter, FileId id) {
  Converter in(text, reporter);
  ast::File file;
  file.id = id;
  file.declarations.reserve(tree.declarations.size() + 1);
  for (std::size_t i = 0; i < tree.declarations.size(); ++i) {
    auto& item = tree.declarations[i];
    if (take_language(in, item, i == 0, file)) continue;
    auto const range = boost::apply_visitor([](auto& wrapped) { return range_of(unwrapped(wrapped)); }, item.get());
    ast::Declaration made;
    made.doc = in.doc(range.begin);
    made.span = in.span(range);
    made.node = node(in, item);
    item = tree::Hole{};
    file.declarations.push_back(std::move(made));
  }
  if (!text.complete) {
    auto const end = static_cast<std::uint32_t>(text.size);
    file.declarations.push_back({ast::Hole{}, {}, reporter.span(end, end)});
  }
  file.comments = in.comments();
  return file;
}

}  // namespace izin::syntax
