// Values as parties and tests write them, read as a type.
#pragma once

#include <deque>
#include <string>
#include <vector>

#include "rules/check/context.hpp"

namespace izin::check {

/// A value by its path below what is read (`kind`, `address.city`); records and parties have an entry too.
struct PathValue {
  std::string path;
  Value value;
  Span span;
};
using PathValues = std::vector<PathValue>;

/// Where what values point to is kept.
struct Storage {
  std::deque<std::vector<std::uint32_t>>& elements;
  std::deque<std::string>& texts;
};

/// The fields that a list of values may give, and whose they are, for messages.
struct FieldsOf {
  FieldTable const* table = nullptr;  ///< null: there are none
  std::string owner;                  ///< `Party`, `flow`
};

/// Written fields, some of which may be read elsewhere.
using FieldTrees = std::vector<ast::ValueField const*>;
[[nodiscard]] FieldTrees all_of(std::vector<ast::ValueField> const& fields);

class ValueReader {
 public:
  ValueReader(Context& context, Storage storage) : context_(context), storage_(storage) {}

  /// `prefix` is empty or ends in a dot. Reports unknown fields, those given twice, values that do not fit.
  void read_fields(FieldTrees const& fields, FieldsOf const& of, std::string const& prefix, PathValues& out);
  [[nodiscard]] FieldsOf fields_of(RecordId record) const;

 private:
  void read(ast::Value const& value, Type const& type, std::string const& path, PathValues& out);
  void read_set(ast::Value const& value, Type const& type, std::string const& path, PathValues& out);
  void read_literal(ast::Value const& value, Type const& type, std::string const& path, PathValues& out);
  void read_party(ast::Value const& value, Type const& type, std::string const& path, PathValues& out);
  void read_party_object(ast::Braces const& braces, Type const& type, std::string const& path, PathValues& out);
  DeclaredParty const* named(ast::ValueField const& name);
  void check_against(DeclaredParty const& party, PathValues const& given, std::size_t from, std::size_t prefix);
  void misfit(ast::Value const& value, Type const& type);

  Context& context_;
  Storage storage_;
};

}  // namespace izin::check
