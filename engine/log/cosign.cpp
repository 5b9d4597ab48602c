#include "engine/log/cosign.hpp"

#include <fcntl.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <vector>

#include "engine/log/encode.hpp"
#include "engine/log/note.hpp"
#include "engine/log/posix.hpp"
#include "engine/log/proof.hpp"
#include "engine/log/reader.hpp"
#include "engine/log/tree.hpp"

namespace izin::log {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t path_limit = 63;
constexpr std::size_t memory_limit = 64 << 10;
constexpr std::int64_t micros_per_second = 1'000'000;

struct Request {
  std::uint64_t old_size = 0;
  std::vector<Hash> path;
  std::string note;
};

std::optional<Request> parse_request(std::string_view text) {
  static constexpr std::string_view first = "old ";
  std::size_t const blank = text.find("\n\n");
  if (blank == std::string_view::npos || !text.starts_with(first)) return std::nullopt;
  std::string_view head = text.substr(first.size(), blank - first.size());
  Request request;
  request.note = text.substr(blank + 2);
  auto const old_size = number_from(head.substr(0, head.find('\n')));
  if (!old_size) return std::nullopt;
  request.old_size = *old_size;
  while (head.find('\n') != std::string_view::npos) {
    head.remove_prefix(head.find('\n') + 1);
    auto const hash = hash_from_base64(head.substr(0, head.find('\n')));
    if (!hash || request.path.size() == path_limit) return std::nullopt;
    request.path.push_back(*hash);
  }
  return request;
}

/// The newest checkpoint of a log that this witness has cosigned, in a file of its own that nobody else may forge.
class Memory {
 public:
  Memory(CosignOptions const& options, std::string const& origin, VerifierKey const& own)
      : file_(file_of(options.memory, origin)) {
    std::error_code error;
    fs::create_directories(options.memory, error);
    if (error) throw Error("the folder `" + options.memory.string() + "` cannot be made: " + error.message());
    lock_ = lock_file(file_.string() + ".lock", LockKind::exclusive, options.wait);
    if (!fs::exists(fs::symlink_status(file_))) return;
    newest_ = open_cosigned(read_all(open_file(file_, O_RDONLY, 0, "read"), memory_limit, file_), own);
    if (!newest_ || newest_->origin != origin)
      throw Error("`" + file_.string() +
                      "` is not what this witness has cosigned of the log: put the true file back, or begin again with a new key",
                  Code::anchor_contradicts);
  }

  [[nodiscard]] std::optional<Checkpoint> const& newest() const { return newest_; }

  void keep(std::string const& note) {
    fs::path const fresh = file_.string() + ".new";
    std::error_code ignored;
    fs::remove(fresh, ignored);
    create_file(fresh, note, 0600);
    if (std::rename(fresh.c_str(), file_.c_str()) != 0) fail_errno(file_, "put in place");
    sync_folder_of(file_);
  }

 private:
  static fs::path file_of(fs::path const& folder, std::string name) {
    std::ranges::replace(name, '/', '+');
    return folder / (name + ".checkpoint");
  }

  fs::path file_;
  Descriptor lock_;
  std::optional<Checkpoint> newest_;
};

std::string entries_text(std::uint64_t count) { return std::to_string(count) + (count == 1 ? " entry" : " entries"); }

/// Why a checkpoint does not follow from the one cosigned last; empty: it does.
std::string reason_against(Request const& request, Checkpoint const& asked, std::optional<Checkpoint> const& newest) {
  if (asked.size == 0) return "its checkpoint is of no entries";
  if (!newest)
    return request.old_size == 0 && request.path.empty()
               ? ""
               : "this witness has cosigned nothing of the log: ask from size 0, without a proof";
  if (asked.size < newest->size)
    return "its checkpoint is of " + entries_text(asked.size) + ", and this witness has cosigned " +
           std::to_string(newest->size) + ": the log was cut, or the checkpoint is an older one";
  if (asked.size == newest->size && asked.root != newest->root)
    return "this witness has cosigned another history of " + entries_text(newest->size);
  if (request.old_size != newest->size)
    return "this witness has cosigned " + entries_text(newest->size) + " of the log: ask with a proof from there";
  if (!is_consistent(newest->size, newest->root, asked.size, asked.root, request.path))
    return "the proof does not show that the log begins with the " + entries_text(newest->size) +
           " that this witness has cosigned";
  return "";
}

}  // namespace

Cosigned cosign(CosignOptions const& options, Environment const& environment) {
  start_cryptography();
  VerifierKey const log_key = read_verifier_key(options.log_key);
  SigningKey const own = read_signing_key(options.key_file, KeyType::cosignature);
  Cosigned cosigned;
  cosigned.origin = log_key.name;
  Memory memory(options, log_key.name, own.verifier());
  cosigned.size = memory.newest() ? memory.newest()->size : 0;
  auto const request = parse_request(options.request);
  auto const asked = request ? open_checkpoint(request->note, log_key) : std::nullopt;
  cosigned.refused = !request ? "it is not a request in the form of c2sp.org/tlog-witness"
                     : !asked ? "its checkpoint is not one of the log, signed by its key"
                              : reason_against(*request, *asked, memory.newest());
  if (!cosigned.refused.empty()) return cosigned;
  cosigned.signature = cosign_line(asked->text(), static_cast<std::uint64_t>(environment.wall_micros() / micros_per_second), own);
  cosigned.checkpoint = request->note + cosigned.signature;
  memory.keep(asked->text() + "\n" + cosigned.signature);
  cosigned.size = asked->size;
  return cosigned;
}

std::string witness_request(ReadOptions const& options, std::uint64_t old_size, std::uint64_t new_size) {
  LogReader reader(options);
  auto const note = reader.store().note(std::min<std::uint64_t>(new_size, INT64_MAX));
  if (!note || old_size > new_size)
    throw Error("the log has no checkpoint of " + entries_text(new_size) + " that " + std::to_string(old_size) +
                    " could come before: its newest is of " + std::to_string(reader.checkpoint().size),
                Code::no_such_entry);
  std::string text = "old " + std::to_string(old_size) + "\n";
  if (old_size > 0)
    for (Hash const& hash : consistency_path(reader.store().nodes(), old_size, new_size)) text += to_base64(hash) + "\n";
  return text + "\n" + *note;
}

}  // namespace izin::log
