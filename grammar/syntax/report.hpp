// Problems of one file on their way to the sink: offsets become spans, and after a thousand the file is given up.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "grammar/diagnostic/diagnostic.hpp"
#include "grammar/source/source_map.hpp"

namespace izin::syntax {

/// What a user wrote, in backticks; cut where it is long or goes over a line's end.
[[nodiscard]] std::string backticked(std::string_view text);

class Reporter {
 public:
  /// More errors than this in one file tell nobody anything: a last one says so and the rest of the file is not read.
  static constexpr std::size_t most = 1000;

  Reporter(SourceFile const& source, Sink& sink)
      : file_(source.id()), size_(static_cast<std::uint32_t>(source.text().size())), sink_(&sink) {}

  /// Within the file: where a last text was closed for it, the text that is read is longer.
  [[nodiscard]] Span span(std::uint32_t begin, std::uint32_t end) const {
    return {file_, std::min(begin, size_), std::min(end, size_)};
  }
  void error(Code code, Span at, std::string message, std::string label = {}, std::string help = {});
  void error(Diagnostic diagnostic);
  [[nodiscard]] std::size_t errors() const { return errors_; }
  [[nodiscard]] bool stopped() const { return errors_ >= most; }

 private:
  FileId file_;
  std::uint32_t size_;  ///< of the file
  Sink* sink_;
  std::size_t errors_ = 0;
};

}  // namespace izin::syntax
