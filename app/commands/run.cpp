// Command 'run': synod run FILE [--trace]
#include <fmt/format.h>

#include "app/commands/commands.h"
#include "app/commands/file_run.h"
#include "app/system/interrupt.h"
#include "app/system/standard_streams.h"
#include "model/report/words.h"
#include "model/scenario/script.h"

namespace synod::app {

namespace {

std::string link_of(const Cluster& world, const Message& message) {
  return fmt::format("{}->{} {}", world.name(message.from), world.name(message.to),
                     describe(world, message).str());
}

void print_story(const Event& event) {
  if (event.notes.empty()) print_out("{:>5} {:>7} ms\n", event.number, event.time.ms);
  const char* lead = "";
  for (const Note& note : event.notes) {
    if (*lead == '\0') print_out("{:>5} {:>7} ms  ", event.number, event.time.ms);
    print_out("{}{}", lead, note.text.str());
    if (*note.rule != '\0') print_out(" [{}]", note.rule);
    print_out("\n");
    lead = "                  ";
  }
}

void print_trace(const Cluster& before, const Cluster& after, const Event& event) {
  const auto line = [](const char* what, const std::string& text) {
    print_out("{:>27}  {}\n", what, text);
  };
  line("command", command_text(before, event.action));
  if (event.cause != 0) line("cause", fmt::format("event {}", event.cause));
  if (event.message) line("message", link_of(before, *event.message));
  for (const Message& message : event.sent)
    line("sends", fmt::format("{}, due at {} ms", link_of(after, message), message.due.ms));
  for (const LostMessage& lost : event.lost)
    line("loses", fmt::format("{}, {}", link_of(after, lost.message), word_of(lost.why)));
  for (const Change& change : event.changes)
    line("changes",
         fmt::format("{}.{}: {} -> {}", after.name(change.node), change.field.name,
                     print(change.before, after.shape()), print(change.after, after.shape())));
  for (const Chosen& chosen : event.chosen)
    line("chosen", fmt::format("{} (no node can see this)", chosen.vote.str()));
  for (const Violation& violation : event.violations)
    line("violated", fmt::format("{}: {}", violation.invariant, violation.why.str()));
}

void print_state(const Cluster& world) {
  print_out("\nState after {} events, at {} ms\n", world.events, world.now.ms);
  for (NodeId id : world.shape().all()) {
    const Node& node = world.node(id);
    print_out("{:>5}{}", world.name(id), !node.up ? " (down)" : node.paused ? " (paused)" : "");
    const auto& infos = node.state.infos();
    for (std::size_t i = 0; i < infos.size(); ++i)
      if (infos[i].roles.overlaps(world.shape().roles(id)))
        print_out("  {}={}", infos[i].name, print(node.state.value(i), world.shape()));
    print_out("\n");
  }
}

}  // namespace

int run(const std::string& file, bool trace) {
  const auto [run, interrupted] = run_file(file);
  // Nobody waits for the story of a run that was interrupted.
  if (run.history && !interrupted) {
    const History& history = *run.history;
    for (MomentId id : history.path(history.present())) {
      if (id == 0) continue;
      const Event& event = history.event(id);
      print_story(event);
      if (trace)
        print_trace(history.world_at(history.moment(id).parent), history.world_at(id), event);
    }
    if (trace) print_state(history.world());
  }
  for (const ExpectFailure& failure : run.failures)
    print_error("{}:{}: expected {}, got {}\n", file, failure.line, failure.expected,
                failure.actual.str());
  if (run.error) print_error("{}\n", run.error->str());
  if (interrupted) return interrupted_code;
  return run.passed() ? 0 : 1;
}

}  // namespace synod::app
