#include "engine/gate/allow_list.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/gate/gate.hpp"
#include "engine/log/encode.hpp"
#include "engine/log/tree.hpp"

namespace izin {

AllowList make_allow_list(std::vector<std::string> ids) {
  std::ranges::sort(ids);
  AllowList list;
  log::Frontier tree;
  for (std::string const& id : ids) {
    list.text += id;
    list.text += '\n';
    tree.append(log::leaf_hash(log::bytes(id)));
  }
  list.sha256 = log::to_hex(log::sha256({log::bytes(list.text)}));
  list.root = log::to_hex(tree.root());
  return list;
}

std::string allow_list_json(AllowList const& list, std::string_view file) {
  nlohmann::json const value = {
      {"file", file}, {"root", list.root}, {"sha256", list.sha256}};  // its keys are sorted, as JCS wants
  return value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void Gate::list_permitted(Flow const& flow, Answer& answer, std::string file) {
  Verdict const verdict = answer.decision.verdict;
  if (flow.about != About::pool || (verdict != Verdict::permit && verdict != Verdict::partial)) return;
  std::vector<std::string> ids;
  ids.reserve(answer.decision.permitted.size());
  for (std::uint32_t const position : answer.decision.permitted) {
    std::optional<std::string> const& id = flow.subjects[position]->id;
    if (!id)
      throw UnlistedSubject("the subject at place " + std::to_string(position + 1) + " of the pool `" + flow.id +
                            "` is permitted and has no id, so the allow list cannot name it");
    if (id->find_first_of("\n\r") != std::string::npos)
      throw UnlistedSubject("the subject `" + *id +
                            "` is permitted, and its id has a line break, so the allow list cannot name it");
    ids.push_back(*id);
  }
  answer.allow_list = make_allow_list(std::move(ids));
  answer.allow_list_file = std::move(file);
}

}  // namespace izin
