// Run that the tests of the panels look at.
#pragma once

#include "model/line/history.h"
#include "protocols/catalog.h"
#include "views/kit/frame.h"

namespace synod::views {

inline NodeId node(int index) {
  return {static_cast<std::uint8_t>(index)};
}

/// Delivers the oldest message from one node to the other.
inline void deliver(History& history, int from, int to) {
  for (const Message& message : history.world().in_flight) {
    if (message.from != node(from) || message.to != node(to)) continue;
    (void)history.act(actions::on_message(Verb::deliver, MessageId(message.id)));
    return;
  }
}

/// P1 P2 A1 A2 A3 L1.
inline Setup apart_setup() {
  Setup setup;
  setup.shape = {.together = 0, .proposers = 2, .acceptors = 3, .learners = 1};
  return setup;
}

/// A1 alone accepts P1's blue; P1 crashes; P2, which wants green, has just found out that it must
/// propose blue.
inline History adopted_value_run() {
  History history(make_cluster(*find_protocol("paxos"), apart_setup()));
  (void)history.act(actions::propose(node(0), "blue"));
  for (int acceptor : {2, 3}) deliver(history, 0, acceptor);
  for (int acceptor : {2, 3}) deliver(history, acceptor, 0);
  deliver(history, 0, 4);
  deliver(history, 0, 2);
  (void)history.act(actions::on_node(Verb::crash, node(0)));
  (void)history.act(actions::on_link(Verb::cut, node(1), node(4), true));
  (void)history.act(actions::propose(node(1), "green"));
  for (int acceptor : {2, 3}) deliver(history, 1, acceptor);
  for (int acceptor : {2, 3}) deliver(history, acceptor, 1);
  return history;
}

/// Keeps what a frame points to.
class FrameOf {
 public:
  Frame at(const History& history) {
    Frame frame;
    world_ = history.world();
    frame.world = &world_;
    frame.moment = history.present();
    if (frame.moment != 0) {
      last_ = history.event(frame.moment);
      frame.last = &last_;
    }
    frame.now = static_cast<double>(world_.now.ms);
    frame.position = history.moment(frame.moment).depth;
    return frame;
  }

 private:
  Cluster world_;
  Event last_;
};

}  // namespace synod::views
