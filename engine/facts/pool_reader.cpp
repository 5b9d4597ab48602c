#include "engine/facts/pool_reader.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace izin::input {
namespace {

/// Finds ids that come twice in one pool.
class Once {
 public:
  /// Reports the second.
  void add(Source const& source, JsonNode const& node, Place const& place, Subject const& person) {
    if (!person.id) return;
    auto const [at, added] = first_.try_emplace(*person.id, source.report.span(node));
    if (added) return;
    source.report.problem(Code::subject_twice, node, place,
                          {"the subject " + in_backticks(*person.id) + " is in the pool twice",
                           "here again",
                           "name each person once",
                           {{at->second, "first here"}}});
  }

 private:
  std::unordered_map<std::string, Span> first_;
};

void empty_pool(Source const& source, NodeIndex value, Place const& place, std::string why) {
  source.report.problem(Code::empty_pool, source.tape[value], place,
                        {"the pool has no subjects: " + std::move(why), {}, "name at least one person"});
}

}  // namespace

std::shared_ptr<Subject const> PoolReader::of_facts(Source const& source, NodeIndex value, Place const& place) {
  std::string const id(source.tape.text(value));
  if (auto person = facts_.subject(id)) return person;
  if (facts_.names(id)) return unknown_person(*program_.model, layout_, id);
  Words words{"no line of the facts names the subject " + in_backticks(id)};
  words.label = source.report.did_you_mean(id, [&] {
    if (ids_.empty()) ids_ = facts_.ids();
    return ids_;
  });
  if (!facts_.is_registry()) {
    words.help = "a subject that is a text is looked up in the facts, and there are none: give `--facts`, or an object";
  } else if (words.label.empty()) {
    words.help = "give an object: `{\"id\": …}`, or add a line to the facts";
  }
  source.report.problem(Code::unknown_subject, source.tape[value], place, std::move(words));
  return nullptr;
}

std::shared_ptr<Subject const> PoolReader::read_subject(Source const& source, NodeIndex value, Place const& place) {
  if (source.tape[value].kind == JsonKind::string) return of_facts(source, value, place);
  return read_person(source, layout_, value, place);
}

PoolReader::People PoolReader::read_subjects(Source const& source, NodeIndex value, Place const& place) {
  switch (source.tape[value].kind) {
    case JsonKind::array:
      return read_list(source, value, place);
    case JsonKind::object:
      return read_where(source, value, place);
    case JsonKind::null:
      null_value(source, value, place);
      return {};
    default:
      source.report.problem(Code::wrong_value_type, source.tape[value], place,
                            {"`subjects` takes a list, a file or all of the facts",
                             {},
                             "write `[…]`, `{\"file\": \"members.jsonl\"}` or `{\"all\": true}`"});
      return {};
  }
}

PoolReader::People PoolReader::read_list(Source const& source, NodeIndex value, Place const& place) {
  JsonTape const& tape = source.tape;
  People people;
  Once once;
  std::size_t position = 0;
  for (NodeIndex at = value + 1; at < tape.after(value); at = tape.after(at)) {
    Place const here = place.element(position++);
    auto person = read_subject(source, at, here);
    if (!person) continue;
    once.add(source, tape[at], here, *person);
    people.push_back(std::move(person));
  }
  if (position == 0) empty_pool(source, value, place, "the list is empty");
  return people;
}

PoolReader::People PoolReader::read_where(Source const& source, NodeIndex value, Place const& place) {
  JsonTape const& tape = source.tape;
  check_keys(source, value, place);
  auto const wrong = [&](NodeIndex node, Place const& where, std::string message, std::string label = {}) {
    source.report.problem(Code::wrong_value_type, tape[node], where,
                          {std::move(message), std::move(label), "write `{\"file\": \"members.jsonl\"}` or `{\"all\": true}`"});
    return People{};
  };
  NodeIndex const key = value + 1;
  if (key == tape.after(value)) return wrong(value, place, "`subjects` says neither `file` nor `all`");
  std::string_view const name = tape.text(key);
  Place const here = place.member(name);
  if (name != "file" && name != "all")
    return wrong(key, here, in_backticks(name) + " is neither `file` nor `all`", source.report.did_you_mean(name, [] {
      return std::vector<std::string>{"file", "all"};
    }));
  if (NodeIndex const next = tape.after(key + 1); next < tape.after(value))
    return wrong(next, place.member(tape.text(next)), "`subjects` says more than " + in_backticks(name));
  if (tape[key + 1].kind == JsonKind::null) return null_value(source, key + 1, here), People{};
  return name == "all" ? read_all(source, key + 1, here) : read_file(source, key + 1, here);
}

PoolReader::People PoolReader::read_all(Source const& source, NodeIndex value, Place const& place) {
  JsonNode const& node = source.tape[value];
  if (node.kind != JsonKind::boolean || !node.truth) {
    source.report.problem(Code::wrong_value_type, node, place,
                          {"`all` takes `true` and nothing else", {}, "write `{\"all\": true}`"});
    return {};
  }
  if (facts_.subjects().empty())
    empty_pool(source, value, place, facts_.is_registry() ? "no line of the facts is about a subject" : "there are no facts");
  return facts_.subjects();
}

PoolReader::People PoolReader::read_file(Source const& source, NodeIndex value, Place const& place) {
  JsonNode const& node = source.tape[value];
  if (node.kind != JsonKind::string) {
    source.report.problem(Code::wrong_value_type, node, place,
                          {"`file` takes the name of a file", {}, "write it as in `\"members.jsonl\"`"});
    return {};
  }
  std::string const name(source.tape.text(value));
  FileOfPeople const& read = file_of_people(name);
  if (!read.failure.empty()) {
    source.report.problem(Code::subjects_unreadable, node, place,
                          {"the file of subjects " + in_backticks(name) + " cannot be read: " + read.failure,
                           {},
                           "a file is named from the folder of the flow's own file"});
  } else if (read.people.empty() && read.problems == 0) {
    empty_pool(source, value, place, "the file has no lines");
  }
  return read.people;
}

PoolReader::FileOfPeople const& PoolReader::file_of_people(std::string const& name) {
  auto const [at, added] = files_.try_emplace(name);
  FileOfPeople& read = at->second;
  if (!added) return read;
  if (!options_.open_subjects) {
    read.failure = "no files can be named here";
    return read;
  }
  auto const opened = options_.open_subjects(name);
  if (auto const* why = std::get_if<std::string>(&opened)) {
    read.failure = *why;
    return read;
  }
  read.file = std::get<FileId>(opened);
  read_people(read);
  return read;
}

void PoolReader::read_people(FileOfPeople& into) {
  SourceFile const& file = sources_.file(into.file);
  Report report(sink_, into.file);
  JsonTape tape(file.text());
  Source const source{*program_.model, *layout_.index, tape, report};
  Once once;
  each_line(file, [&](std::uint32_t begin, std::uint32_t end) {
    if (report.is_full()) return;
    tape.cut(0);
    JsonReading reading = read_json(file.text(), begin, end, JsonExtent::all, tape);
    for (JsonProblem& problem : reading.problems) report.problem(std::move(problem));
    if (!reading.problems.empty()) return;
    auto const line = facts_line(source);
    if (!line) return;
    Place const top;
    if (line->kind == FactsLine::Kind::consent) {
      Place const here = top.member("consent");
      report.problem(Code::bad_facts_line, tape[line->value], here,
                     {"a file of subjects holds a consent", {}, "it holds subject lines alone: give consents with `--facts`"});
      return;
    }
    Place const here = top.member("subject");
    auto person = read_person(source, layout_, line->value, here);
    once.add(source, tape[line->value], here, *person);
    into.people.push_back(std::move(person));
  });
  into.problems = report.count();
}

}  // namespace izin::input
