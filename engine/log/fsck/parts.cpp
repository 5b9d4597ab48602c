#include "engine/log/fsck/parts.hpp"

#include <algorithm>

#include "engine/log/fsck/rebuild.hpp"
#include "engine/log/fsck/text.hpp"

namespace izin::log::fsck {
namespace {

bool is_valuation(std::string_view text, std::size_t length) {
  return text.size() == length && text.find_first_not_of("tfu") == std::string_view::npos;
}

/// A result has these members, `pseudonym` not always.
bool has_result_shape(std::vector<Member> const& result) {
  static constexpr std::array<std::string_view, 6> names{"commitment", "member", "pseudonym", "rules", "valuation", "verdict"};
  std::size_t at = 0;
  for (std::string_view const name : names) {
    if (at < result.size() && result[at].name == name)
      ++at;
    else if (name != "pseudonym")
      return false;
  }
  return at == result.size();
}

}  // namespace

BundleCheck::BundleCheck(File& file, Report& report)
    : file_(file),
      report_(report),
      texts_(file.rows("SELECT path, text, digest FROM bundle WHERE digest = CAST(? AS TEXT) ORDER BY path")) {}

void BundleCheck::expect(std::uint64_t sequence, std::vector<Member> const& record) {
  std::string const digest = find_text(record, "bundle").value_or("");
  std::string lines;
  std::uint64_t count = 0;
  texts_.reset();
  texts_.bind_blob(1, bytes(digest));
  for (; texts_.next(); ++count) lines += hex(sha256({bytes(texts_.text(1))})) + "  " + std::string(texts_.text(0)) + "\n";
  files_ += count;
  if ("sha256:" + hex(sha256({bytes(lines)})) != digest || find_count(record, "files") != count)
    report_.add(Code::bundle_changed, sequence, "the policy texts of the entry do not have the digest that it names");
  Value const* const comparisons = find(record, "comparisons");
  std::size_t const length = comparisons == nullptr ? 0 : scan_array(comparisons->raw).value_or(std::vector<Value>{}).size();
  if (!known_.try_emplace(digest, length).second)
    report_.add(Code::bundle_changed, sequence, "the bundle of the entry was logged before");
}

std::optional<std::size_t> BundleCheck::comparisons(std::string const& digest) const {
  auto const at = known_.find(digest);
  return at == known_.end() ? std::nullopt : std::optional(at->second);
}

void BundleCheck::finish() {
  auto const found = static_cast<std::uint64_t>(file_.number("SELECT count(*) FROM bundle"));
  if (found != files_)
    report_.add(Code::bundle_changed, std::nullopt,
                "the log holds " + std::to_string(found) + " policy texts, and its entries name " + std::to_string(files_));
}

ResultCheck::ResultCheck(File& file, SealedCheck& sealed, Report& report)
    : rows_(file.rows("SELECT entry, first, count, data FROM segment ORDER BY entry, first")), sealed_(sealed), report_(report) {
  has_row_ = rows_.next();
}

void ResultCheck::drop_until(std::int64_t sequence) {
  for (; has_row_ && rows_.integer(0) < sequence; has_row_ = rows_.next())
    report_.add(Code::results_changed, static_cast<std::uint64_t>(std::max<std::int64_t>(rows_.integer(0), 0)),
                "results stand beside an entry that has none");
}

void ResultCheck::expect(Pool const& pool, std::vector<Member> const& record) {
  auto const sequence = static_cast<std::int64_t>(pool.sequence);
  drop_until(sequence);
  Counts counts;
  Range tree;
  std::string problem;
  for (; has_row_ && rows_.integer(0) == sequence; has_row_ = rows_.next()) {
    if (!problem.empty()) continue;
    Bytes const data = rows_.blob(3);
    std::string_view text(reinterpret_cast<char const*>(data.data()), data.size());
    std::uint64_t const before = counts.members;
    if (rows_.integer(1) != static_cast<std::int64_t>(before))
      problem = "results are missing from member " + std::to_string(before) + " on";
    while (problem.empty() && !text.empty()) {
      auto const line = take_line(text);
      problem = line ? check_line(pool, *line, counts, tree) : "the last line of its results is cut";
    }
    if (problem.empty() && rows_.integer(2) != static_cast<std::int64_t>(counts.members - before))
      problem = "a segment does not hold as many results as it says";
  }
  auto const results = find_object(record, "results");
  auto const subjects = find_object(record, "subjects");
  if (problem.empty() && (!results || find_count(*results, "count") != counts.members ||
                          hash_of_hex(find_text(*results, "root").value_or("")) != tree.root()))
    problem = "the results of the pool are not those that its record names";
  for (char const* const verdict : {"permit", "deny", "review", "incomplete"})
    if (problem.empty() && (!subjects || find_count(*subjects, verdict) != counts.verdicts[verdict]))
      problem = "the results do not give the counts of the record";
  if (problem.empty() && find_count(*subjects, "proposed") != counts.members)
    problem = "the results do not give the counts of the record";
  if (!problem.empty()) report_.add(Code::results_changed, pool.sequence, problem);
}

std::string ResultCheck::check_line(Pool const& pool, std::string_view line, Counts& counts, Range& tree) {
  std::string const which = "the result of member " + std::to_string(counts.members);
  auto const result = scan_object(line);
  if (!result || !has_result_shape(*result)) return which + " is not one in canonical form";
  auto const announced = announced_by(*result);
  if (!announced || find_count(*result, "member") != counts.members) return which + " is that of another";
  if (!is_valuation(find_text(*result, "valuation").value_or(""), pool.comparisons))
    return which + " has no valuation of its policies";
  ++counts.verdicts[find_text(*result, "verdict").value_or("")];
  Hash const leaf = leaf_hash(bytes(line));
  tree.add(leaf);
  sealed_.expect({pool.sequence, static_cast<std::int64_t>(counts.members), leaf, pool.decision, pool.month}, *announced);
  ++counts.members;
  return "";
}

std::string ResultCheck::take(std::uint64_t sequence) {
  drop_until(static_cast<std::int64_t>(sequence));
  if (!has_row_ || rows_.integer(0) != static_cast<std::int64_t>(sequence)) return {};
  Bytes const data = rows_.blob(3);
  std::string text(reinterpret_cast<char const*>(data.data()), data.size());
  auto const lines = std::ranges::count(text, '\n');
  if (rows_.integer(1) != 0 || rows_.integer(2) != lines || text.empty())
    report_.add(Code::erasure_broken, sequence, "the segment beside the erasure does not hold as many places as it says");
  has_row_ = rows_.next();
  return text;
}

void ResultCheck::finish() { drop_until(INT64_MAX); }

}  // namespace izin::log::fsck
