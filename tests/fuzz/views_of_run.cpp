#include "tests/fuzz/views_of_run.h"

#include "model/line/causality.h"
#include "model/line/log_series.h"
#include "model/line/recovery_course.h"
#include "model/line/run.h"
#include "model/line/series.h"
#include "model/line/trace.h"
#include "model/line/vote_grid.h"
#include "model/line/vote_index.h"
#include "model/report/event_csv.h"
#include "model/report/key_moments.h"
#include "model/report/shiviz.h"
#include "model/report/story_markdown.h"
#include "model/truth/linearizability.h"
#include "model/why/why.h"
#include "model/world/protocol.h"
#include "tests/fuzz/fuzz_target.h"

namespace synod::fuzz {

namespace {

/// A slice is replayed for each of its events, so longer runs take too long to ask many questions.
constexpr EventNumber longest_explained = 60;

void look_at_reports(const History& history) {
  require(!story_markdown(history).empty(), "a run has a story");
  require(!event_csv(history).empty(), "a run has a table");
  (void)shiviz_log(history);
}

void look_at_series(const Trace& trace, const Cluster& end) {
  const std::size_t kinds = end.protocol->info().messages.size();
  const std::vector<Ballot> ballots = ballots_in(trace);
  (void)ballot_steps(trace, end.shape().with(Role::acceptor), ballots);
  (void)stacked(in_flight(trace, kinds));
  (void)sent_so_far(trace, kinds);
  (void)live_nodes(trace, end.shape().all());
  (void)thinned(reach(trace), end.now, 100);
  const std::vector<Ballot> led = led_ballots(trace);
  for (NodeId node : end.shape().all()) {
    (void)lead_steps(trace, node, led);
    (void)wait_steps(trace, node);
  }
  (void)leader_gaps(trace);
  (void)leaders_at_once(trace);
  (void)answer_rate(trace, SimTime{1'000});
  (void)chosen_slots(trace);
}

void look_at_trace(const History& history) {
  Trace trace;
  trace.follow(history);
  require(trace.length() + 1 == history.line().size(), "a trace has every event of the line");
  look_at_series(trace, history.world());
  (void)Causality(trace);
  (void)key_moments(trace, 12);
  (void)VoteGrid(trace, *history.world().setup);
  VoteIndex index;
  index.follow(trace, *history.world().setup);
  for (Slot slot : index.known_slots()) (void)VoteGrid(trace, index, *history.world().setup, slot);
  RecoveryCourse course;
  course.follow(history);
}

void explain(const Run& run, const Fact& fact) {
  const auto found = why(run, fact);
  if (!found) return;
  require(!found->slice.empty() || fact.kind == Fact::Kind::field,
          "only a field may be so from the start");
  for (EventNumber event : found->slice)
    require(event >= 1 && event <= run.actions.size(), "a slice consists of events of the run");
}

void ask_why(const History& history) {
  const Run run = line_of(history);
  const auto last = static_cast<EventNumber>(run.actions.size());
  const Cluster end = end_of(run);
  (void)why_not_chosen(run);
  (void)why_not_chosen(run, Slot{1});
  for (NodeId node : end.shape().with(Role::client)) (void)why_not_answered(run, node);
  if (last == 0 || last > longest_explained) return;
  explain(run, Fact::of_event(last));
  explain(run, Fact::of_chosen(last));
  for (NodeId node : end.shape().all()) {
    explain(run, Fact::of_learned(last, node));
    explain(run, Fact::of_leading(last, node));
    explain(run, Fact::of_slot(last, node, Slot{1}));
    for (const FieldInfo& field : end.node(node).state.infos())
      explain(run, Fact::of_field(last, node, field.name));
  }
  for (const Violation& violation : end.observer.violations())
    explain(run, Fact::of_violation(last, violation.invariant));
  if (!end.in_flight.empty()) explain(run, Fact::of_message(last, end.in_flight.back().id));
}

}  // namespace

void look_at(const History& history) {
  look_at_reports(history);
  look_at_trace(history);
  const Observer& truth = history.world().observer;
  (void)check_linearizability(truth.operations(), truth.by_hand(), 10'000);
  ask_why(history);
}

}  // namespace synod::fuzz
