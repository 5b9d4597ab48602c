// Problems of one file on their way to the sink: offsets become spans, and after a thousand the file is given up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "grammar/diagnostic/diagnostic.hpp"

namespace izin::syntax {

/// What a user wrote, in backticks; cut where it is long or goes over a line's end.
[[nodiscard]] std::string backticked(std::string_view text);

class Reporter {
 public:
  /// More errors than this in one file tell nobody anything: a last one says so and the rest of the file is not read.
  static constexpr std::size_t most = 1000;

  Reporter(FileId file, Sink& sink) : file_(file), sink_(&sink) {}

  [[nodiscard]] Span span(std::uint32_t begin, std::uint32_t end) const { return {file_, begin, end}; }
  void error(Code code, Span at, std::string message, std::string label = {}, std::string help = {});
  void error(Diagnostic diagnostic);
  [[nodiscard]] std::size_t errors() const { return errors_; }
  [[nodiscard]] bool stopped() const { return errors_ >= most; }

 private:
  FileId file_;
  Sink* sink_;
  std::size_t errors_ = 0;
};

}  // namespace izin::syntax
