#include "engine/log/fsck/key_chain.hpp"

#include <sodium.h>

#include <algorithm>

namespace izin::log::fsck {
namespace {

bool is_signed(std::string const& text, std::string const& signature, Key const& key) {
  auto const data = of_base64(signature);
  if (!data || data->size() != crypto_sign_BYTES) return false;
  return crypto_sign_verify_detached(data->data(), reinterpret_cast<unsigned char const*>(text.data()), text.size(),
                                     key.key.data()) == 0;
}

}  // namespace

void KeyChain::start(Key key) { epochs_ = {{std::move(key), 0}}; }

std::string KeyChain::add(std::uint64_t sequence, std::vector<Member> const& record, Hash const& root_before) {
  auto key = parse_key(find_text(record, "key").value_or(""));
  if (epochs_.empty()) return "no key stands before it";
  Key const& before = epochs_.back().key;
  if (!key || key->name != before.name) return "`key` is no verifier key of this log";
  std::string const statement = "izin key 1\n" + before.name + "\n" + std::to_string(sequence) + "\n" + base64(root_before) +
                                "\n" + before.line + "\n" + key->line + "\n";
  if (!is_signed(statement, find_text(record, "old").value_or(""), before)) return "the key before it has not signed it";
  if (!is_signed(statement, find_text(record, "new").value_or(""), *key)) return "its own key has not signed it";
  if (reach_of(*key)) return "its key was the log's before";
  epochs_.push_back({*std::move(key), sequence});
  return "";
}

Key const* KeyChain::at(std::uint64_t size) const {
  auto const found = std::ranges::find_if(epochs_.rbegin(), epochs_.rend(), [&](Epoch const& each) { return each.begin < size; });
  return found == epochs_.rend() ? nullptr : &found->key;
}

std::optional<std::uint64_t> KeyChain::reach_of(Key const& key) const {
  for (std::size_t i = 0; i < epochs_.size(); ++i)
    if (epochs_[i].key.line == key.line) return i + 1 < epochs_.size() ? epochs_[i + 1].begin : UINT64_MAX;
  return std::nullopt;
}

}  // namespace izin::log::fsck
