// Small handles on rarely used parts of a tree: a node stays a few words wide, so that a file of a million short nodes stays
// within the memory that PROPERTIES.md allows (P17).
#pragma once

#include <memory>
#include <utility>

namespace izin::ast {

/// A value that lives elsewhere. Never empty but after it was moved from; moves, does not copy. Reads like its value.
template <class T>
class Box {
 public:
  Box() : value_(std::make_unique<T>()) {}
  Box(T value) : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT(google-explicit-constructor): `Box<Operand> b = path`

  [[nodiscard]] T& operator*() { return *value_; }
  [[nodiscard]] T const& operator*() const { return *value_; }
  [[nodiscard]] T* operator->() { return value_.get(); }
  [[nodiscard]] T const* operator->() const { return value_.get(); }
  operator T const&() const { return *value_; }  // NOLINT(google-explicit-constructor): may be handed on as its value

 private:
  std::unique_ptr<T> value_;
};

/// As std::optional, but as small as a pointer while it is empty. Moves, does not copy.
template <class T>
class OptionalBox {
 public:
  OptionalBox() = default;
  OptionalBox(T value)
      : value_(std::make_unique<T>(std::move(value))) {}  // NOLINT(google-explicit-constructor): as std::optional

  [[nodiscard]] bool has_value() const { return value_ != nullptr; }
  explicit operator bool() const { return has_value(); }
  [[nodiscard]] T& operator*() { return *value_; }
  [[nodiscard]] T const& operator*() const { return *value_; }
  [[nodiscard]] T* operator->() { return value_.get(); }
  [[nodiscard]] T const* operator->() const { return value_.get(); }
  [[nodiscard]] T const& value() const { return *value_; }

 private:
  std::unique_ptr<T> value_;
};

}  // namespace izin::ast
