#include "model/why/missing.h"

#include <algorithm>

#include "model/base/told_names.h"
#include "model/data/field_search.h"
#include "model/world/quorum.h"

namespace synod {

namespace {

/// More ballots than this would be no explanation.
constexpr std::size_t most_ballots = 3;

template <class T>
void tidy(std::vector<T>& list) {
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

void Missing::step(Sentence text, std::vector<EventNumber> events, const char* rule) {
  std::erase(events, EventNumber{0});
  tidy(events);
  why_.slice.insert(why_.slice.end(), events.begin(), events.end());
  why_.steps.push_back({std::move(events), std::move(text), rule});
}

Why Missing::take(const Fact& fact, Sentence question) {
  why_.fact = fact;
  why_.question = std::move(question);
  why_.answer = why_.steps.front().text;
  tidy(why_.slice);
  tidy(why_.messages);
  return std::move(why_);
}

/// Of a log only the ballots that may still come to something: those from the highest that put
/// anything to the vote in the slot on.
void Missing::tell_of_slot(Slot slot) {
  Ballot proposed;
  for (const Proposed& other : world().observer.proposals())
    if (other.slot == slot) proposed = std::max(proposed, other.vote.ballot);
  std::size_t told = 0;
  for (const Ballot& ballot : survey_.ballots()) {
    if (told == most_ballots || (slot != Slot{} && ballot < proposed)) break;
    tell_of(ballot, slot);
    ++told;
  }
  if (told == 0) tell_of_silence();
}

void Missing::tell_of_silence() {
  step(world().observer.asked().empty()
           ? say(SYNOD_TEXT("No client has asked for a value yet, so nobody proposes any."))
           : say(SYNOD_TEXT("No proposer has asked any acceptor for anything yet.")),
       {});
}

void Missing::tell_of(const Ballot& ballot, Slot slot) {
  bool proposed = false;  // More than once only where the ballot is nobody's.
  for (const Proposed& other : world().observer.proposals()) {
    if (other.slot != slot || other.vote.ballot != ballot) continue;
    tell_of_votes(other, slot);
    proposed = true;
  }
  if (proposed) return;
  const std::optional<NodeId> owner = world().shape().proposer(ballot.owner());
  if (!owner) return tell_of_nobodys(ballot);
  const bool leads = world().node(*owner).up && is_leading(world().node(*owner).state) &&
                     quorum_of(world(), *owner).ballot == ballot;
  if (!leads) return tell_of_promises(ballot, *owner);
  step(say(SYNOD_TEXT("%1 leads at ballot %2, and has put nothing to the vote in slot %3 yet."),
           name(*owner), ballot.str(), std::to_string(slot.number)));
  if (world().node(*owner).paused) tell_of_pause(*owner);
}

/// Phase 2: who did not accept.
void Missing::tell_of_votes(const Proposed& proposed, Slot slot) {
  const Vote& vote = proposed.vote;
  const VoteCount* count = world().observer.votes().find(slot, vote);
  const NodeSet voted = count == nullptr ? NodeSet{} : count->acceptors;
  const auto needed = Sentence::Argument::count(world().setup->q2());
  if (voted.empty()) {
    step(say(SYNOD_COUNTED("At ballot %1 nobody has accepted %2 yet, and %3 acceptors must."),
             vote.ballot.str(), vote.value.str(), needed),
         {}, SYNOD_TEXT("Phase 2"));
  } else {
    step(say(SYNOD_COUNTED("At ballot %1 only %2 accepted %3, and %4 acceptors must."),
             vote.ballot.str(), told_names(world().shape(), voted), vote.value.str(), needed),
         {}, SYNOD_TEXT("Phase 2"));
  }
  for (NodeId acceptor : acceptors() - voted)
    tell_of_acceptor(acceptor, proposed.proposer, vote.ballot, true, slot);
}

/// Phase 1: who did not promise, as far as the proposer knows.
void Missing::tell_of_promises(const Ballot& ballot, NodeId owner) {
  const Quorum quorum = quorum_of(world(), owner);
  if (!world().node(owner).up)
    return step(say(SYNOD_TEXT("Ballot %1 has proposed nothing, and %2, to whom it belongs, is "
                               "down."),
                    ballot.str(), world().name(owner)),
                {survey_.stopped_by(owner)}, SYNOD_TEXT("Phase 1"));
  if (world().node(owner).paused) tell_of_pause(owner);
  if (quorum.ballot != ballot)
    return step(say(SYNOD_TEXT("%1 gave up its ballot %2 before it had proposed anything."),
                    world().name(owner), ballot.str()),
                {}, SYNOD_TEXT("Phase 1"));
  step(say(SYNOD_COUNTED(
               "Ballot %1 has %2 of the %3 promises without which it may propose nothing."),
           ballot.str(), std::to_string(quorum.answered.size()),
           Sentence::Argument::count(quorum.needed)),
       {}, SYNOD_TEXT("Phase 1"));
  for (NodeId acceptor : acceptors() - quorum.answered)
    tell_of_acceptor(acceptor, owner, ballot, false, {});
}

/// Ballots that are nobody's: those who prepare with it, in the order of their names.
void Missing::tell_of_nobodys(const Ballot& ballot) {
  bool told = false;
  for (NodeId proposer : world().shape().with(Role::proposer)) {
    if (quorum_of(world(), proposer).ballot != ballot) continue;
    tell_of_promises(ballot, proposer);
    told = true;
  }
  if (told) return;
  step(say(SYNOD_TEXT("Ballot %1 is nobody's, and no proposer is busy with it any more."),
           ballot.str()),
       {}, SYNOD_TEXT("Phase 1"));
}

void Missing::tell_of_pause(NodeId node) {
  step(say(SYNOD_TEXT("%1 is paused: it does nothing before it is resumed."), name(node)),
       {survey_.paused_by(node)});
}

/// What keeps `acceptor` from voting at `ballot`, or from promising it.
void Missing::tell_of_acceptor(NodeId acceptor, NodeId owner, const Ballot& ballot, bool votes,
                               Slot slot) {
  const std::string name = world().name(acceptor);
  const SurveyedMessage* asked = survey_.last(owner, acceptor, ballot, slot);
  if (slot == Slot{} && asked != nullptr && votes != asked->has_value) asked = nullptr;
  const SurveyedMessage* answer = votes ? nullptr : survey_.last(acceptor, owner, ballot);
  if (survey_.promised(acceptor) > ballot)
    return step(say(SYNOD_TEXT("%1 has promised the higher ballot %2: it refuses %3."), name,
                    survey_.promised(acceptor).str(), ballot.str()),
                {survey_.promised_by(acceptor)});
  if (answer != nullptr && (answer->in_flight || answer->lost_by != 0)) return tell_of(*answer);
  if (!world().node(acceptor).up)
    return step(say(SYNOD_TEXT("%1 is down."), name), {survey_.stopped_by(acceptor)});
  if (asked != nullptr && asked->in_flight) return tell_of(*asked);
  if (world().node(acceptor).paused) return tell_of_pause(acceptor);
  if (world().is_cut(owner, acceptor))
    return step(say(SYNOD_TEXT("The link from %1 to %2 is cut."), world().name(owner), name),
                {survey_.cut_by(owner, acceptor)});
  if (asked != nullptr && asked->lost_by != 0) return tell_of(*asked);
  step(say(SYNOD_TEXT("%1 was not asked at ballot %2, or its answer came to nothing."), name,
           ballot.str()),
       {});
}

void Missing::tell_of(const SurveyedMessage& sent) {
  const Message& message = sent.message;
  const Sentence what = describe(world(), message);
  const std::string from = world().name(message.from);
  const std::string to = world().name(message.to);
  if (!sent.in_flight)
    return step(
        say(SYNOD_TEXT("The %1 from %2 to %3 was lost: it would be needed again."), what, from, to),
        {message.sent_by, sent.lost_by});
  why_.messages.push_back(message.id);
  if (!world().node(message.to).up)
    return step(
        say(SYNOD_TEXT("The %1 from %2 to %3 is on its way, but %3 is down."), what, from, to),
        {message.sent_by, survey_.stopped_by(message.to)});
  if (world().node(message.to).paused && !message.held)
    return step(say(SYNOD_TEXT("The %1 from %2 to %3 waits at the door of %3, which is paused: it "
                               "must be resumed."),
                    what, from, to),
                {message.sent_by, survey_.paused_by(message.to)});
  step(message.held
           ? say(SYNOD_TEXT("The %1 from %2 to %3 is held back: it must be let go and arrive."),
                 what, from, to)
           : say(SYNOD_TEXT("The %1 from %2 to %3 is on its way: it must arrive."), what, from, to),
       {message.sent_by});
}

}  // namespace synod
