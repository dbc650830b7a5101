#include "model/walk/random_setup.h"

#include <algorithm>

#include "model/base/random.h"
#include "model/world/protocol.h"

namespace synod {

namespace {

/// Draws what a run starts from.
class SetupDraw {
 public:
  SetupDraw(const ProtocolInfo& protocol, std::uint64_t seed)
      : protocol_(protocol), random_(~seed) {
    setup_.protocol = protocol.name;
    setup_.seed = random_.next();
  }

  Setup draw() {
    if (protocol_.cast != setup_.shape.cast) return draw_cast();
    const std::uint8_t acceptors = draw_acceptors();
    if (!protocol_.apart || random_.chance(5'000)) {
      setup_.shape = {.together = acceptors};
    } else {
      setup_.shape = {.proposers = number(2, 3), .acceptors = acceptors, .learners = number(1, 2)};
    }
    if (random_.chance(protocol_.clients ? 3'500 : 5'000)) {
      setup_.options.q1 = number(1, acceptors);
      setup_.options.q2 = number(acceptors + 1 - setup_.options.q1, acceptors);
    }
    setup_.options.nack = random_.chance(7'000);
    setup_.options.retry = random_.chance(5'000);
    setup_.options.loss = random_.chance(5'000) ? 1'000 : 0;
    setup_.options.duplicate = random_.chance(5'000) ? 1'000 : 0;
    if (protocol_.clients) draw_log();
    return setup_;
  }

 private:
  /// For a protocol with roles of its own.
  Setup draw_cast() {
    const Cast& cast = *protocol_.cast;
    setup_.shape =
        protocol_.apart ? draw_columns(cast) : Shape{.together = draw_together(cast.node)};
    setup_.shape.cast = &cast;
    if (protocol_.clients) setup_.shape.clients = number(0, 2);
    setup_.options.loss = random_.chance(5'000) ? 1'000 : 0;
    setup_.options.duplicate = random_.chance(5'000) ? 1'000 : 0;
    if (protocol_.clients) setup_.options.load = number(0, 5);
    draw_own();
    return setup_;
  }

  /// Those that vote are as many as elsewhere.
  std::uint8_t draw_together(const RoleInfo& role) {
    return role.traits.has(Role::acceptor) ? draw_acceptors() : few(role);
  }

  Shape draw_columns(const Cast& cast) {
    return {.proposers = few(cast.proposer),
            .acceptors = few(cast.acceptor),
            .learners = few(cast.learner)};
  }

  /// No more nodes of a role than usual, and two at least where there may be two.
  std::uint8_t few(const RoleInfo& role) {
    return number(role.least, std::min(role.most, std::max<std::uint8_t>(role.usual, 2)));
  }

  void draw_own() {
    if (protocol_.draw != nullptr) protocol_.draw(setup_.options, random_);
  }

  /// What means something only where clients ask for commands that stand in a log.
  void draw_log() {
    setup_.shape.clients = number(0, 2);
    draw_own();
    setup_.options.load = number(0, 5);
  }

  /// A log grows with its replicas; five of them are what two leaders take that share one alone.
  std::uint8_t draw_acceptors() {
    if (!protocol_.clients) return number(3, 7);
    const std::uint8_t acceptors = number(3, 6);
    return acceptors == 6 ? 5 : acceptors;
  }

  std::uint8_t number(std::int64_t low, std::int64_t high) {
    return static_cast<std::uint8_t>(random_.between(low, high));
  }

  const ProtocolInfo& protocol_;
  Random random_;
  Setup setup_;
};

}  // namespace

Setup random_setup(const Protocol& protocol, std::uint64_t seed) {
  return SetupDraw(protocol.info(), seed).draw();
}

}  // namespace synod
