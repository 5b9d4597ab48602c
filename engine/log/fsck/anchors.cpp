#include "engine/log/fsck/anchors.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

#include "engine/log/log.hpp"

namespace izin::log::fsck {
namespace {

constexpr std::uintmax_t witness_limit = std::uintmax_t{4} << 30;
constexpr std::uintmax_t receipt_limit = std::uintmax_t{256} << 20;
constexpr std::string_view mark = "(incomplete)\n\n";

/// The note at the front, up to the empty line that ends it; empty where there is none.
std::string_view front_note(std::string_view text) {
  std::size_t const blank = text.find("\n\n");
  if (blank == std::string_view::npos) return {};
  std::size_t const end = text.find("\n\n", blank + 2);
  if (end == std::string_view::npos) return {};
  return text.substr(0, end + 1);
}

}  // namespace

std::string read_anchor(std::filesystem::path const& file, std::uintmax_t limit, std::string const& what) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error))
    throw Error("the " + what + " `" + file.string() + "` is not there, or is no regular file: name the right one");
  if (std::filesystem::file_size(file, error) > limit || error)
    throw Error("the " + what + " `" + file.string() + "` is too large to be one");
  std::ifstream in(file, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(in), {});
  if (in.bad()) throw Error("the " + what + " `" + file.string() + "` cannot be read");
  return text;
}

std::string entries_text(std::uint64_t count) { return std::to_string(count) + (count == 1 ? " entry" : " entries"); }

bool is_cut_note(std::string_view text) {
  // Line by line: each whole line must be what it has to be, the last one only begin so.
  static constexpr std::string_view base64_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=";
  static constexpr std::string_view dash = "\xE2\x80\x94 ";
  std::string_view rest = text;
  for (int number = 0;; ++number) {
    auto const whole = take_line(rest);
    std::string_view const line = whole.value_or(rest);
    bool fits = false;
    switch (number) {
      case 0:
        fits = line.find(' ') == std::string_view::npos && (!whole || !line.empty());
        break;
      case 1:
        fits = line.find_first_not_of("0123456789") == std::string_view::npos && (!whole || !line.empty());
        break;
      case 2:
        fits =
            line.find_first_not_of(base64_digits) == std::string_view::npos && line.size() <= 44 && (!whole || line.size() == 44);
        break;
      case 3:
        fits = line.empty();
        break;
      case 4:
        fits = line.starts_with(dash.substr(0, std::min(dash.size(), line.size()))) && (!whole || parse_checkpoint(text));
        break;
      default:
        fits = line.empty() && !whole;  // only the empty line after the note is missing
    }
    if (!fits) return false;
    if (!whole) return true;
  }
}

WitnessCheck::WitnessCheck(std::filesystem::path const& file, Report& report)
    : name_(file.string()), text_(read_anchor(file, witness_limit, "witness file")), report_(report) {
  parse();
}

void WitnessCheck::parse() {
  std::string_view rest = text_;
  while (!rest.empty()) {
    std::string_view const text = front_note(rest);
    auto const checkpoint = text.empty() ? std::nullopt : parse_checkpoint(text);
    if (checkpoint) {
      notes_.push_back({text, checkpoint->size, checkpoint->root});
      rest.remove_prefix(text.size() + 1);
    } else if (!skip_cut_note(rest)) {
      report_.add(Code::anchor_contradicts, std::nullopt,
                  "the witness file holds something that is no checkpoint, after its first " + std::to_string(notes_.size()) +
                      " checkpoints");
      return;
    }
  }
}

bool WitnessCheck::skip_cut_note(std::string_view& rest) {
  std::size_t const end = rest.starts_with(mark) ? 0 : rest.find("\n" + std::string(mark));
  if (end == std::string_view::npos) {
    if (!is_cut_note(rest)) return false;
    report_.note("a crash has cut the last note of the witness file short; the next writer completes it");
    rest = {};
    return true;
  }
  if (end > 0 && !is_cut_note(rest.substr(0, end))) return false;
  rest.remove_prefix(end + (end > 0 ? 1 : 0) + mark.size());
  return true;
}

void WitnessCheck::want(Roots& roots) const {
  for (Note const& note : notes_) roots[note.size];
}

std::uint64_t WitnessCheck::compare(File& log, Walked const& walked) {
  Rows logged = log.rows("SELECT note FROM checkpoint WHERE size = ?");
  std::uint64_t before = 0;
  for (Note const& note : notes_) {
    if (note.size < before)
      report_.add(Code::anchor_contradicts, std::nullopt, "the checkpoints of the witness file are out of order");
    before = note.size;
    logged.reset();
    logged.bind(1, static_cast<std::int64_t>(note.size));
    compare(note, logged.next() ? logged.text(0) : std::string_view(), walked);
    if (contradicted_) return 0;
  }
  if (notes_.empty()) report_.note("the witness file holds no checkpoint, so it vouches for nothing");
  return agreed_;
}

void WitnessCheck::compare(Note const& note, std::string_view logged, Walked const& walked) {
  std::string const seen = "the witness file has seen " + entries_text(note.size);
  Key const* const key = walked.keys == nullptr ? nullptr : walked.keys->at(note.size);
  if (note.text != logged && key != nullptr && !is_signed_by(parse_checkpoint(note.text).value(), *key)) {
    report_.add(Code::anchor_contradicts, std::nullopt,
                "a checkpoint of " + entries_text(note.size) + " in the witness file is not signed by the key of the log");
    return;
  }
  if (note.size > walked.entries) {
    contradicted_ = true;
    report_.add(Code::anchor_contradicts, walked.entries,
                seen + ", and the log holds " + std::to_string(walked.entries) + ": it was cut, or is an older copy");
    return;
  }
  auto const root = walked.roots->find(note.size);
  if (root == walked.roots->end() || !root->second) return;  // the tree was lost before: told there
  if (*root->second != note.root) {
    contradicted_ = true;
    if (!report_.has_below(note.size))
      report_.add(Code::anchor_contradicts, agreed_,
                  seen + " of another history: the log was written anew from entry " + std::to_string(agreed_) +
                      " on, or is another log");
    return;
  }
  agreed_ = note.size;
  if (note.text != logged && !report_.has(note.size - 1))
    report_.add(Code::checkpoint_broken, note.size - 1,
                "the checkpoint of " + entries_text(note.size) + " that the witness file holds is not in the log");
}

ReceiptChecks::ReceiptChecks(std::vector<std::filesystem::path> const& files, Report& report) : report_(report) {
  for (std::filesystem::path const& file : files) {
    std::string text = read_anchor(file, receipt_limit, "receipt");
    std::uint64_t const size = check_receipt(text, [](std::uint64_t) { return nullptr; }).size;
    receipts_.push_back({file.string(), std::move(text), size});
  }
}

void ReceiptChecks::want(Roots& roots) const {
  for (Kept const& kept : receipts_) roots[kept.size];
}

std::uint64_t ReceiptChecks::compare(File& log, Walked const& walked) {
  Rows records = log.rows("SELECT record, leaf FROM entry WHERE seq = ?");
  std::uint64_t vouched = 0;
  for (Kept const& kept : receipts_) {
    ReceiptView const view = check_receipt(kept.text, [&](std::uint64_t size) { return walked.keys->at(size); });
    for (std::string const& problem : view.problems)
      report_.add(Code::receipt_invalid, std::nullopt, "the receipt `" + kept.name + "`: " + problem);
    if (!view.problems.empty()) continue;
    std::string const whose = "the receipt `" + kept.name + "` ";
    records.reset();
    records.bind(1, static_cast<std::int64_t>(view.sequence));
    if (!records.next())
      report_.add(Code::anchor_contradicts, walked.entries,
                  whose + "is of entry " + std::to_string(view.sequence) + ", which the log does not hold");
    else if (records.text(0).empty() ? hex(records.blob(1)) != view.leaf : records.text(0) != view.record)
      report_.add(Code::anchor_contradicts, view.sequence, whose + "shows another entry than the log holds");
    else if (view.size > walked.entries)
      report_.add(Code::anchor_contradicts, walked.entries,
                  whose + "has seen " + entries_text(view.size) + ", and the log holds " + std::to_string(walked.entries));
    else if (auto const root = walked.roots->find(view.size);
             root != walked.roots->end() && root->second && base64(*root->second) != view.root) {
      if (!report_.has_below(view.size))
        report_.add(Code::anchor_contradicts, 0, whose + "has seen another history than the log holds");
    } else {
      vouched = std::max(vouched, view.size);
    }
  }
  return vouched;
}

}  // namespace izin::log::fsck
