// Published vectors (LOG.md section 6), against the writer's code and against the verifier's.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/log/canonical.hpp"
#include "engine/log/encode.hpp"
#include "engine/log/fsck/note.hpp"
#include "engine/log/fsck/rebuild.hpp"
#include "engine/log/fsck/scan.hpp"
#include "engine/log/keys.hpp"
#include "engine/log/note.hpp"
#include "engine/log/proof.hpp"
#include "engine/log/tree.hpp"

using namespace izin::log;

namespace {

std::vector<nlohmann::json> read_vectors(std::string const& name) {
  std::ifstream in(std::string(IZIN_SOURCE_DIR) + "/tests/log/vectors/" + name + ".jsonl");
  std::vector<nlohmann::json> vectors;
  for (std::string line; std::getline(in, line);) vectors.push_back(nlohmann::json::parse(line));
  return vectors;
}

std::vector<std::uint8_t> of_hex(std::string const& text) { return from_hex(text).value(); }

/// A hash of a vector. Some vectors have words of other lengths in place of hashes that nothing is computed from: each stands for
/// itself.
std::optional<Hash> hash_of(nlohmann::json const& value) {
  auto const data = from_base64(value.is_null() ? "" : value.get<std::string>());
  if (!data || data->empty()) return std::nullopt;
  Hash hash{};
  if (data->size() != hash.size()) return sha256({*data});
  std::copy(data->begin(), data->end(), hash.begin());
  return hash;
}

struct Path {
  std::vector<Hash> hashes;
  bool well_formed = true;
};
Path path_of(nlohmann::json const& value) {
  Path path;
  if (value.is_null()) return path;
  for (auto const& item : value) {
    auto const hash = hash_of(item);
    path.well_formed = path.well_formed && hash.has_value();
    path.hashes.push_back(hash.value_or(Hash{}));
  }
  return path;
}

}  // namespace

TEST_CASE("98 inclusion vectors of transparency-dev/merkle") {
  auto const vectors = read_vectors("inclusion");
  CHECK(vectors.size() == 98);
  for (auto const& v : vectors) {
    CAPTURE(v["name"].get<std::string>());
    auto const leaf = hash_of(v["leafHash"]);
    auto const root = hash_of(v["root"]);
    Path const path = path_of(v["proof"]);
    bool const good =
        leaf && root && path.well_formed &&
        is_included(*leaf, v["leafIdx"].get<std::uint64_t>(), v["treeSize"].get<std::uint64_t>(), path.hashes, *root);
    CHECK(good != v["wantErr"].get<bool>());
  }
}

TEST_CASE("98 consistency vectors of transparency-dev/merkle, those from size 0 refused like the others that prove nothing") {
  auto const vectors = read_vectors("consistency");
  CHECK(vectors.size() == 98);
  for (auto const& v : vectors) {
    CAPTURE(v["name"].get<std::string>());
    auto const old_root = hash_of(v["root1"]);
    auto const root = hash_of(v["root2"]);
    Path const path = path_of(v["proof"]);
    auto const old_size = v["size1"].get<std::uint64_t>();
    bool const good = old_root && root && path.well_formed &&
                      is_consistent(old_size, *old_root, v["size2"].get<std::uint64_t>(), *root, path.hashes);
    CHECK(good != v["wantErr"].get<bool>());
    if (old_size == 0) CHECK_FALSE(good);
  }
}

TEST_CASE("322 subtree vectors of transparency-dev/merkle") {
  auto const inclusion = read_vectors("subtree_inclusion");
  auto const consistency = read_vectors("subtree_consistency");
  CHECK(inclusion.size() + consistency.size() == 322);
  for (auto const& v : inclusion) {
    CAPTURE(v["name"].get<std::string>());
    auto const leaf = hash_of(v["leafHash"]);
    auto const root = hash_of(v["root"]);
    Path const path = path_of(v["proof"]);
    LeafRange const range{v["start"].get<std::uint64_t>(), v["end"].get<std::uint64_t>()};
    bool const good = leaf && root && path.well_formed &&
                      is_included_in_range(*leaf, v["leafIdx"].get<std::uint64_t>(), range, path.hashes, *root);
    CHECK(good != v["wantErr"].get<bool>());
  }
  for (auto const& v : consistency) {
    CAPTURE(v["name"].get<std::string>());
    auto const part = hash_of(v["root1"]);
    auto const root = hash_of(v["root2"]);
    Path const path = path_of(v["proof"]);
    LeafRange const range{v["start"].get<std::uint64_t>(), v["end"].get<std::uint64_t>()};
    bool const good =
        part && root && path.well_formed && is_range_consistent(range, *part, v["size"].get<std::uint64_t>(), *root, path.hashes);
    CHECK(good != v["wantErr"].get<bool>());
  }
}

TEST_CASE("the nine published roots, from both trees") {
  std::vector<std::string> const leaves{
      "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"};
  std::vector<std::string> const roots{"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                       "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                       "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                       "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                       "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                       "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                       "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                       "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                       "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  Frontier writers;
  fsck::Range verifiers;
  for (std::size_t size = 0; size < roots.size(); ++size) {
    CHECK(to_hex(writers.root()) == roots[size]);
    CHECK(to_hex(verifiers.root()) == roots[size]);
    if (size == leaves.size()) break;
    Hash const leaf = leaf_hash(of_hex(leaves[size]));
    writers.append(leaf);
    verifiers.add(leaf);
  }
  CHECK(to_hex(leaf_hash(bytes("L123456"))) == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
}

TEST_CASE("RFC 8032 section 7.1: Ed25519") {
  auto const vectors = read_vectors("rfc8032");
  CHECK(vectors.size() == 5);
  for (auto const& v : vectors) {
    CAPTURE(v["name"].get<std::string>());
    SigningKey const key("example.com/rfc8032", hash_from_hex(v["seed"].get<std::string>()).value());
    std::vector<std::uint8_t> const data = of_hex(v["message"].get<std::string>());
    std::string_view const message(reinterpret_cast<char const*>(data.data()), data.size());
    CHECK(to_hex(key.verifier().key) == v["public"].get<std::string>());
    Signature signature = key.sign(message);
    CHECK(to_hex(signature) == v["signature"].get<std::string>());
    CHECK(key.verifier().verifies(message, signature));
    signature[0] ^= 1;
    CHECK_FALSE(key.verifier().verifies(message, signature));
  }
}

TEST_CASE("RFC 4231: HMAC-SHA-256") {
  auto const vectors = read_vectors("rfc4231");
  CHECK(vectors.size() == 7);
  for (auto const& v : vectors) {
    auto const expected = v["hmac_sha256"].get<std::string>();
    std::vector<std::uint8_t> const data = of_hex(v["data"].get<std::string>());
    CHECK(to_hex(hmac_sha256(of_hex(v["key"].get<std::string>()), {data})).substr(0, expected.size()) == expected);
  }
}

TEST_CASE("the example note of C2SP signed-note.md, by both readers") {
  std::string const line = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";
  std::string const note =
      "This is an example message.\n\n\xE2\x80\x94 example.com/foo "
      "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n";
  auto const key = VerifierKey::parse(line);
  REQUIRE(key);
  CHECK(key->line() == line);
  CHECK(open_note(note, *key) == "This is an example message.\n");
  std::string changed = note;
  changed[3] = 'z';
  CHECK_FALSE(open_note(changed, *key));

  // The verifier's own reader takes checkpoints only: the same signature under its parts.
  auto const verifiers_key = fsck::parse_key(line);
  REQUIRE(verifiers_key);
  CHECK(to_hex(verifiers_key->key) == to_hex(key->key));
  fsck::SignedCheckpoint checkpoint;
  checkpoint.text = "This is an example message.\n";
  checkpoint.signatures.push_back(
      {"example.com/foo",
       fsck::of_base64("Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=").value()});
  CHECK(fsck::is_signed_by(checkpoint, *verifiers_key));
  checkpoint.text = "This is an example message!\n";
  CHECK_FALSE(fsck::is_signed_by(checkpoint, *verifiers_key));
}

TEST_CASE("JCS's own examples: those within the restriction are read as they are, the others refused, by both readers") {
  auto const vectors = read_vectors("jcs");
  CHECK(vectors.size() == 6);
  for (auto const& v : vectors) {
    CAPTURE(v["name"].get<std::string>());
    auto const output = v["output"].get<std::string>();
    auto const read = Json::parse(output);
    bool const within = v["within"].get<bool>();
    CHECK(read.has_value() == within);
    if (read) CHECK(read->print() == output);
    CHECK((fsck::scan_object(output) || fsck::scan_array(output)) == within);
    if (v["input"] != v["output"]) CHECK_FALSE(Json::parse(v["input"].get<std::string>()));
  }
}
