#include "model/line/vote_index.h"

#include <algorithm>

namespace synod {

void VoteIndex::clear() {
  *this = {};
}

void VoteIndex::follow(const Trace& trace, const Setup& setup) {
  if (generation_ != trace.generation()) {
    clear();
    generation_ = trace.generation();
  }
  while (seen_ < trace.length()) {
    ++seen_;
    if (trace.events()[seen_].verb == Verb::wipe) wipes_.push_back(seen_);
    note_responses(trace, seen_);
    note_proposals(trace, seen_, setup.shape);
  }
}

void VoteIndex::note_responses(const Trace& trace, EventNumber number) {
  for (const Response& response : trace.responses_of(number)) {
    const auto place = static_cast<std::size_t>(&response - trace.responses().data());
    std::vector<IndexedResponse>& its = responses_[response.slot];
    its.push_back({number, place});
    if (its.size() > 1 || response.slot == Slot{}) continue;
    if (!has_log()) slots_.clear();
    slots_.insert(std::lower_bound(slots_.begin(), slots_.end(), response.slot), response.slot);
  }
}

/// A proposer starts a ballot of its own with the first message about it; the values that it sends
/// along are what it proposes. In a log a message may be about any slots: there the votes tell what
/// was proposed.
void VoteIndex::note_proposals(const Trace& trace, EventNumber number, const Shape& shape) {
  for (const TracedMessage& message : trace.sent_by(number)) {
    if (!message.ballot.exists() || message.copy) continue;
    if (message.from != shape.proposer(message.ballot.owner())) continue;
    const auto [its, fresh] = ballots_.try_emplace(message.ballot);
    if (fresh) its->second.since = number;
    if (!message.value.exists() || has_log()) continue;
    std::vector<ProposedValue>& known = its->second.proposed;
    if (std::none_of(known.begin(), known.end(),
                     [&](const ProposedValue& p) { return p.value == message.value; }))
      known.push_back({number, message.value});
  }
}

const std::vector<IndexedResponse>& VoteIndex::responses(Slot slot) const {
  static const std::vector<IndexedResponse> none;
  const auto found = responses_.find(slot);
  return found == responses_.end() ? none : found->second;
}

}  // namespace synod
