// What the corpus cannot show: shapes of standard input, options, limits of size, and how much memory a reading takes.
#include "engine/facts/json_tape.hpp"
#include "tests/engine/facts_world.hpp"

namespace izin::test {
namespace {

World const& world() {
  static World const one{R"(
record Person { age: Int }
flow { subject: Person  count: Int  title: Text }
law l { forbid f { when count == 1 and subject.age == 1 and title == "" } }
)"};
  return one;
}

std::string problems(std::string text, FlowFormat format) {
  FlowReaderOptions options;
  options.format = format;
  Read read;
  read.flows(world(), std::move(text), options);
  std::string out = read.problems();
  if (out.empty()) out = (read.reading.shape == FlowShape::object ? "object" : "list");
  return out + " " + std::to_string(read.reading.flows.size());
}

std::string flow(std::string const& id) { return R"({"id": ")" + id + R"(", "at": "2025-06-12"})"; }

}  // namespace

TEST_CASE("standard input is one document, or, when more follows it, JSON Lines") {
  auto const either = [](std::string text) { return problems(std::move(text), FlowFormat::either); };
  CHECK(either(flow("a")) == "object 1");
  CHECK(either(" \n" + flow("a") + "\n\n") == "object 1");
  CHECK(either("[" + flow("a") + "]") == "list 1");
  CHECK(either("[\n" + flow("a") + ",\n" + flow("b") + "\n]\n") == "list 2");
  CHECK(either(flow("a") + "\n" + flow("b")) == "list 2");
  CHECK(either("{\n\"id\": \"a\",\n\"at\": \"2025-06-12\"\n}\n") == "object 1");
  CHECK(either(flow("a") + "\n\n" + flow("b") + "\r\n" + flow("c") + "\n") == "list 3");
  // a line that is wrong does not hide the lines after it
  CHECK(either(flow("a") + "\n{\"id\": 3}\n{\"id\" 3}\n" + flow("d"))
            .starts_with("IZ0509 flow.json:2:1\nIZ0504 flow.json:2:8 /id\nIZ0500 flow.json:3:7"));
  CHECK(either("{\"id\" 3}\n{\"id\": 3}").starts_with("IZ0500 flow.json:1:7 /id\nIZ0509 flow.json:2:1\nIZ0504 flow.json:2:8"));
  // an array is no line, and a document over several lines has nothing after it
  CHECK(either("[" + flow("a") + "]\n[" + flow("b") + "]").starts_with("IZ0522 flow.json:1:1\nIZ0522 flow.json:2:1\n"));
  CHECK(either("{\n\"id\": \"a\",\n\"at\": \"2025-06-12\"\n}\n" + flow("b")) == "IZ0500 flow.json:5:1\n 0");
  CHECK(either(flow("a") + flow("b")).starts_with("IZ0500 flow.json:1:"));
  CHECK(either("").starts_with("IZ0522"));
}

TEST_CASE("a document is one value; of JSON Lines each line is one, and blank lines are passed over") {
  CHECK(problems(flow("a") + "\n" + flow("b"), FlowFormat::document).starts_with("IZ0500 flow.json:2:1"));
  CHECK(problems(flow("a"), FlowFormat::lines) == "list 1");
  CHECK(problems("\n \t\r\n" + flow("a") + "\r\n\n", FlowFormat::lines) == "list 1");
  CHECK(problems("{\n" + flow("a"), FlowFormat::lines).starts_with("IZ0500 flow.json:1:2"));
}

TEST_CASE("a missing `at` is filled in from the options only, and the flow says so") {
  FlowReaderOptions options;
  options.at = Instant{5};
  Read read;
  read.flows(world(), R"([{"id": "a"}, {"id": "b", "at": "1970-01-01"}])", options);
  REQUIRE(read.problems() == "");
  CHECK(read.reading.flows[0].at == Instant{5});
  CHECK_FALSE(read.reading.flows[0].at_given);
  CHECK(read.reading.flows[0].canonical == R"({"at":"1970-01-01T00:00:00.000005Z","id":"a"})");
  CHECK(world().value(read.reading.flows[0], "at").number == 5);
  CHECK(read.reading.flows[1].at_given);
  CHECK(read.reading.flows[1].at == Instant{0});
}

TEST_CASE("a file of people that several flows name is opened once") {
  FlowReaderOptions options;
  int opened = 0;
  Read read;
  options.open_subjects = [&](std::string const& name) -> std::variant<FileId, std::string> {
    ++opened;
    return read.sources.add(name, R"({"subject": {"id": "m-1", "age": "x"}})");
  };
  read.flows(
      world(),
      R"([{"id": "a", "at": "2025-06-12", "subjects": {"file": "m"}}, {"id": "b", "at": "2025-06-12", "subjects": {"file": "m"}}])",
      options);
  CHECK(opened == 1);
  CHECK(read.problems() == "IZ0504 m:1:34 /subject/age\n");
  options.open_subjects = {};
  Read closed;
  closed.flows(world(), R"({"id": "a", "at": "2025-06-12", "subjects": {"file": "m"}})", options);
  CHECK(closed.problems() == "IZ0521 flow.json:1:54 /subjects/file\n");
}

TEST_CASE("hostile input: a document of 64 MiB and one byte, ten million brackets, a text of 16 MiB") {
  std::string const head = R"({"id": "f", "at": "2025-06-12", "title": ")";
  CHECK(problems(std::string((64u << 20) + 1, ' '), FlowFormat::document).starts_with("IZ0522"));
  std::string large = head + std::string(64u << 20, 'a') + "\"}";
  CHECK(problems(large, FlowFormat::document) == "IZ0515 flow.json:1:1\n 0");
  CHECK(problems(flow("a") + "\n" + large, FlowFormat::lines).starts_with("IZ0515 flow.json:2:1\n"));
  CHECK(problems(std::string(10'000'000, '['), FlowFormat::document).starts_with("IZ0515 flow.json:1:65 /0/0"));
  CHECK(problems(head + std::string(16u << 20, 'a') + "\"}", FlowFormat::document) == "IZ0515 flow.json:1:42 /title\n 0");
  CHECK(problems(head + std::string(1u << 20, 'a') + "\"}", FlowFormat::document) == "object 1");
}

TEST_CASE("an array of flows needs the memory of one") {
  std::string text = "[";
  for (int i = 0; i < 1000; ++i) text += (i == 0 ? "" : ",") + flow(std::to_string(i));
  text += "]";
  input::JsonTape tape(text);
  input::NodeIndex largest = 0;
  auto const reading = input::read_json(text, 0, static_cast<std::uint32_t>(text.size()), input::JsonExtent::all, tape,
                                        [&] { largest = std::max(largest, tape.size()); });
  CHECK(reading.problems.empty());
  CHECK(largest == 6);
}

TEST_CASE("each of many problems is listed, up to a thousand a file") {
  std::string text;
  for (int i = 0; i < 11'000; ++i)
    text += R"({"id": 7, "at": "2025-06-12"})"
            "\n";
  auto const all = problems(text, FlowFormat::lines);
  CHECK(std::count(all.begin(), all.end(), '\n') == 1'001);
  CHECK(all.find("IZ0524") != std::string::npos);
}

}  // namespace izin::test
