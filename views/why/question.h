// Question 'why' for what is pointed at.
#pragma once

#include "model/why/why.h"
#include "views/kit/line_trace.h"
#include "views/kit/selection.h"

namespace synod::views {

/// Something to be explained at a moment of a history.
struct Question {
  MomentId moment = 0;       ///< The fact holds there, or what is asked for has not happened there.
  std::optional<Fact> fact;  ///< None: why is nothing chosen, or why does `client` have no answer?
  NodeId client;             ///< Who waits; none where it is asked why nothing is chosen.
  Slot slot;                 ///< Where nothing is chosen; 0 without a log.

  friend bool operator==(const Question&, const Question&) = default;
};

/// What "why?" means of `target`, at the present moment of the line.
///  1. Of a client that waits: why it has no answer. Of a node that leads: why it does. Of another:
///     what the present event changed there, or the event itself; elsewhere the field that tells
///     most of the node, else what happened there last.
///  2. Of a link: who cut it. Of a message or an event: that it came about.
///  3. Of a slot, in a log or on a node's card: what it holds, or what is chosen in it, or why
///     nothing is.
///  4. Of an operation: why it has no place in any order, or no answer; else its event.
///  5. Of nothing: the present event.
/// Says so where there is nothing to explain. `line` must follow a history.
Result<Question> question_about(const Target& target, const LineTrace& line);

/// Why nothing is chosen at the present moment; of a log, in its first slot in which nothing is.
Question question_about_missing(const History& history);
/// Why `run` is as the question says.
Result<Why> answer_to(const Question& question, const Run& run, const std::atomic<bool>* cancel);

/// About a field of a node as it stands at the present moment.
Question question_about_field(const History& history, NodeId node, const std::string& field);
/// About what is chosen at the present moment, or why nothing is.
Question question_about_chosen(const History& history);
Question question_about_violation(const History& history, const std::string& invariant);
/// About the event of a moment; `moment` must not be 0.
Question question_about_event(const History& history, MomentId moment);

}  // namespace synod::views
