// Whom a flow is about: `subject`, and the three ways to write `subjects`. CONTRACTS.md section 1.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "engine/facts/flow_reader.hpp"
#include "engine/facts/person_reader.hpp"

namespace izin::input {

/// Reads the people of all flows of one text; a file that several flows name is read once.
class PoolReader {
 public:
  using People = std::vector<std::shared_ptr<Subject const>>;

  PoolReader(Program const& program, FlowLayout const& layout, Facts const& facts, SourceMap const& sources,
             FlowReaderOptions const& options, Sink& sink)
      : program_(program), layout_(layout), facts_(facts), sources_(sources), options_(options), sink_(sink) {}

  /// An object, or the id of somebody in the facts; null after an error.
  [[nodiscard]] std::shared_ptr<Subject const> read_subject(Source const& source, NodeIndex value, Place const& place);
  /// A list, a file, or all; empty only after an error.
  [[nodiscard]] People read_subjects(Source const& source, NodeIndex value, Place const& place);

 private:
  /// People of one file; empty after an error.
  struct FileOfPeople {
    FileId file;
    People people;
    std::string failure;  ///< why the file could not be opened
    std::size_t problems = 0;
  };

  [[nodiscard]] std::shared_ptr<Subject const> of_facts(Source const& source, NodeIndex value, Place const& place);
  People read_list(Source const& source, NodeIndex value, Place const& place);
  People read_where(Source const& source, NodeIndex value, Place const& place);
  People read_all(Source const& source, NodeIndex value, Place const& place);
  People read_file(Source const& source, NodeIndex value, Place const& place);
  FileOfPeople const& file_of_people(std::string const& name);
  void read_people(FileOfPeople& into);

  Program const& program_;
  FlowLayout const& layout_;
  Facts const& facts_;
  SourceMap const& sources_;
  FlowReaderOptions const& options_;
  Sink& sink_;
  std::unordered_map<std::string, FileOfPeople> files_;
  std::vector<std::string> ids_;  ///< of the facts, for suggestions
};

}  // namespace izin::input
