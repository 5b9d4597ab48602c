// The permitted subjects of a pool as a file that others can check: CONTRACTS.md section 3.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/gate/gate.hpp"

namespace izin {

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
      throw UnlistedSubject("the subject `" + *id + "` is permitted, and its id has a line break, so the allow list cannot name it");
    ids.push_back(*id);
  }
  std::ranges::sort(ids);
  AllowList list;
  for (std::string const& id : ids) list.text += id + "\n";
  answer.allow_list = std::move(list);
  answer.allow_list_file = std::move(file);
}

}  // namespace izin
