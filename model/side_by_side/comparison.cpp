#include "model/side_by_side/comparison.h"

#include <fmt/format.h>

#include "model/side_by_side/chosen_book.h"

namespace synod {

namespace {

/// "blue"; "3=blue" where there is a log; "none" where nothing was chosen.
std::string printed(const std::vector<Text>& values, Slot slot, bool log) {
  if (values.empty()) return "none";
  std::string words;
  for (const Text& value : values) words += (words.empty() ? "" : ",") + value.str();
  return log ? fmt::format("{}={}", slot.number, words) : words;
}

/// The first slot in which something else was chosen.
std::optional<Difference> chosen_difference(const Cluster& left, const Cluster& right) {
  ChosenBook book;
  book.read(Side::left, left);
  book.read(Side::right, right);
  const auto slot = book.first_differing();
  if (!slot) return std::nullopt;
  const auto shown = [&](Side side) {
    return printed(book.values(*slot)[side], *slot, book.has_log());
  };
  return Difference{{}, "chosen", {shown(Side::left), shown(Side::right)}};
}

/// Nodes of another kind are others, whatever their places.
NodeSet nodes_in_common(const Shape& left, const Shape& right) {
  return left.cast == right.cast ? left.all() & right.all() : NodeSet{};
}

}  // namespace

std::optional<Sentence> twin_problem(const Setup& left, const Setup& right) {
  Shape ours = left.shape;
  Shape theirs = right.shape;
  theirs.cast = ours.cast;
  ours.clients = theirs.clients = 0;
  if (ours == theirs) return std::nullopt;
  return say(SYNOD_TEXT("both clusters need the same nodes: %1 on the left, %2 on the right"),
             ours.names(ours.all()), theirs.names(theirs.all()));
}

Comparison::Comparison(const Cluster& left, const Cluster& right)
    : nodes_(nodes_in_common(left.shape(), right.shape())) {
  if (nodes_.empty()) return;
  const auto& ours = left.nodes.front().state.infos();
  const auto& theirs = right.nodes.front().state.infos();
  for (std::size_t i = 0; i < ours.size(); ++i)
    for (std::size_t j = 0; j < theirs.size(); ++j) {
      if (std::string_view(ours[i].name) != theirs[j].name) continue;
      bool same_at_start = true;
      for (NodeId node : nodes_) same_at_start = same_at_start && alike({i, j}, left, right, node);
      if (same_at_start) fields_.push_back({i, j});
    }
}

bool Comparison::alike(const FieldPair& field, const Cluster& left, const Cluster& right,
                       NodeId node) const {
  const State& ours = left.node(node).state;
  const State& theirs = right.node(node).state;
  return !left.shape().roles(node).overlaps(ours.infos()[field.left].roles) ||
         ours.value(field.left) == theirs.value(field.right);
}

std::size_t Comparison::count(const Cluster& left, const Cluster& right, NodeId node) const {
  if (!nodes_.contains(node)) return 0;
  std::size_t count = left.node(node).up == right.node(node).up ? 0 : 1;
  if (left.node(node).paused != right.node(node).paused) ++count;
  for (const FieldPair& field : fields_)
    if (!alike(field, left, right, node)) ++count;
  return count;
}

std::vector<Difference> Comparison::differences(const Cluster& left, const Cluster& right) const {
  std::vector<Difference> found;
  if (nodes_.empty()) return found;
  if (auto chosen = chosen_difference(left, right)) found.push_back(*std::move(chosen));
  for (NodeId node : nodes_) {
    const auto add = [&](std::string_view field, const FieldValue& ours, const FieldValue& theirs) {
      found.push_back({node, field, {print(ours, left.shape()), print(theirs, right.shape())}});
    };
    const Node& ours = left.node(node);
    const Node& theirs = right.node(node);
    if (ours.up != theirs.up) add("up", ours.up, theirs.up);
    if (ours.paused != theirs.paused) add("paused", ours.paused, theirs.paused);
    for (const FieldPair& field : fields_)
      if (!alike(field, left, right, node))
        add(ours.state.infos()[field.left].name, ours.state.value(field.left),
            theirs.state.value(field.right));
  }
  return found;
}

}  // namespace synod
