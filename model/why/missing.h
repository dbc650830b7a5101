// Explanation of what did not happen: what is missing at the end of a run, step by step.
#pragma once

#include "model/why/survey.h"
#include "model/why/why.h"

namespace synod {

/// Puts together the explanation of something that did not happen.
class Missing {
 public:
  explicit Missing(const Run& run) : survey_(run) {}

  const Survey& survey() const { return survey_; }
  const Cluster& world() const { return survey_.world(); }
  std::string name(NodeId node) const { return world().name(node); }

  /// One more sentence, and the events that brought about what it tells; 0 stands for none.
  void step(Sentence text, std::vector<EventNumber> events = {}, const char* rule = "");
  /// Why nothing is chosen in `slot`: at which ballots that is under way, and what they lack.
  void tell_of_slot(Slot slot);
  /// What a ballot lacks: votes in `slot` where it proposed something there, else promises.
  void tell_of(const Ballot& ballot, Slot slot);
  /// That a message is under way, held back or lost.
  void tell_of(const SurveyedMessage& sent);
  /// That `node` is paused, and since which event.
  void tell_of_pause(NodeId node);

  /// The whole explanation, with the first sentence as the answer.
  Why take(const Fact& fact, Sentence question);

 private:
  NodeSet acceptors() const { return world().shape().with(Role::acceptor); }
  void tell_of_silence();
  void tell_of_votes(const Proposed& proposed, Slot slot);
  void tell_of_promises(const Ballot& ballot, NodeId owner);
  void tell_of_nobodys(const Ballot& ballot);
  void tell_of_acceptor(NodeId acceptor, NodeId owner, const Ballot& ballot, bool votes, Slot slot);

  Survey survey_;
  Why why_;
};

}  // namespace synod
