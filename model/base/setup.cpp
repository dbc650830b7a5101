#include "model/base/setup.h"

#include <algorithm>

namespace synod {

namespace {

/// What is wrong with the number of nodes of a role; nothing where it is right.
std::optional<Sentence> count_problem(const RoleInfo& role, std::size_t count) {
  const Sentence nodes{role.many, {}};
  if (count < role.least)
    return say(SYNOD_TEXT("%1: at least %2, not %3"), nodes, std::to_string(role.least),
               std::to_string(count));
  if (count > role.most)
    return say(SYNOD_TEXT("%1: at most %2, not %3"), nodes, std::to_string(role.most),
               std::to_string(count));
  return std::nullopt;
}

std::optional<Sentence> role_problem(const Shape& shape) {
  const Cast& cast = *shape.cast;
  if (!shape.apart()) return count_problem(cast.node, shape.together);
  if (auto why = count_problem(cast.acceptor, shape.acceptors)) return why;
  if (auto why = count_problem(cast.proposer, shape.proposers)) return why;
  return cast.learner.exists() ? count_problem(cast.learner, shape.learners) : std::nullopt;
}

}  // namespace

std::size_t Setup::q1() const {
  return options.q1 != 0 ? options.q1 : shape.with(Role::acceptor).size() / 2 + 1;
}

std::size_t Setup::q2() const {
  return options.q2 != 0 ? options.q2 : shape.with(Role::acceptor).size() / 2 + 1;
}

std::optional<Sentence> Setup::problem() const {
  const std::size_t voters = shape.with(Role::acceptor).size();
  if (shape.size() > max_nodes)
    return say(SYNOD_TEXT("a cluster has at most %1 nodes, not %2"), std::to_string(max_nodes),
               std::to_string(shape.size()));
  if (shape.together > 9)
    return say(SYNOD_TEXT("nodes that play every role are N1 to N9, not %1"),
               std::to_string(shape.together));
  if (shape.clients > 8)
    return say(SYNOD_TEXT("clients are C1 to C8, not %1"), std::to_string(shape.clients));
  if (auto why = role_problem(shape)) return why;
  if (voters > 0 && (q1() > voters || q2() > voters))
    return say(SYNOD_TEXT("a quorum of %1 does not fit: there are %2 acceptors"),
               std::to_string(std::max(q1(), q2())), std::to_string(voters));
  return std::nullopt;
}

}  // namespace synod
