#include "model/why/slice.h"

#include <algorithm>
#include <array>
#include <optional>

#include "model/why/slice_replay.h"

namespace synod {

namespace {

using Events = std::vector<EventNumber>;

/// What may have mattered: a superset of every slice.
class Candidates {
 public:
  Candidates(const Past& past, const Fact& fact, const Event& brought)
      : past_(past), fact_(fact), brought_(brought), wanted_(past.size() + 1) {}

  Events find() {
    wanted_[brought_.number] = true;
    Events found;
    for (EventNumber number = brought_.number; number > 0; --number) {
      if (!wanted_[number] && !read_later(past_[number])) continue;
      found.push_back(number);
      want(past_[number]);
    }
    std::reverse(found.begin(), found.end());
    return found;
  }

 private:
  bool read_later(const PastEvent& past) const {
    if (past.node.exists() && past.wrote && nodes_.contains(past.node)) return true;
    if (fact_.kind == Fact::Kind::violation) return past.wrote || past.accepted || !past.cause;
    if (fact_.kind == Fact::Kind::chosen && past.accepted) return true;
    return past.link && link_matters();
  }

  /// The state of a link shows only in what it lost, and in what can be healed or cut.
  bool link_matters() const {
    if (past_[brought_.number].link) return true;
    return std::any_of(brought_.lost.begin(), brought_.lost.end(),
                       [](const LostMessage& lost) { return lost.why == Loss::cut; });
  }

  void want(const PastEvent& past) {
    if (past.node.exists()) nodes_.insert(past.node);
    wanted_[past.cause] = true;
    for (const Message& message : past.cut_off)
      if (message.id == fact_.message) wanted_[message.sent_by] = true;
  }

  const Past& past_;
  const Fact& fact_;
  const Event& brought_;
  std::vector<char> wanted_;
  NodeSet nodes_;  ///< Whose state is read by what was found so far.
};

/// Leaves out, latest first, what the fact does without.
class Minimiser {
 public:
  Minimiser(const Past& past, const Fact& fact, const Event& brought, Events candidates,
            const std::function<bool()>& go_on)
      : past_(past), fact_(fact), brought_(brought), kept_(std::move(candidates)), go_on_(go_on) {}

  /// False where it was told to stop.
  bool run() {
    for (bool changed = true; changed && !stopped_;) {
      while (!stopped_ && pass(Misfit::fail)) {
      }
      changed = !stopped_ && pass(Misfit::skip);
    }
    return !stopped_;
  }
  Events& kept() { return kept_; }

 private:
  /// One world in so many is kept to go back to.
  static constexpr std::size_t gap = 16;

  /// Tries to do without each event but the last. True where it could leave any out.
  bool pass(Misfit misfit) {
    replay_.emplace(past_);
    saved_.clear();
    for (std::size_t i = 0; i < kept_.size(); ++i) {
      if (i % gap == 0) saved_.push_back(replay_->world());
      replay_->play(kept_[i]);
    }
    Events later{kept_.back()};  // Latest first.
    std::vector<char> needed(past_.size() + 1);
    needed[past_[kept_.back()].cause] = true;
    for (std::size_t i = kept_.size() - 1; i-- > 0;) {
      if (!go_on_()) return stopped_ = true;
      if ((misfit == Misfit::fail && needed[kept_[i]]) || !ends_without(i, later, misfit)) {
        later.push_back(kept_[i]);
        needed[past_[kept_[i]].cause] = true;
      }
    }
    std::reverse(later.begin(), later.end());
    const bool changed = later.size() < kept_.size();
    kept_ = std::move(later);
    return changed;
  }

  /// Whether the events before place `i`, and those of `later`, still end in the fact. If so, what
  /// did not happen is left out of `later`.
  bool ends_without(std::size_t i, Events& later, Misfit misfit) {
    const std::size_t from = i / gap * gap;
    replay_->rewind(saved_[i / gap], kept_[from]);
    for (std::size_t k = from; k < i; ++k) replay_->play(kept_[k]);
    happened_.clear();
    for (std::size_t k = later.size(); k-- > 1;) {
      if (replay_->play(later[k])) {
        happened_.push_back(later[k]);
      } else if (misfit == Misfit::fail && replay_->misfit()) {
        return false;
      }
    }
    Event last;
    if (!replay_->play(brought_.number, &last)) return false;
    if (!same_fact(fact_, brought_, last, replay_->world())) return false;
    happened_.push_back(brought_.number);
    later.assign(happened_.rbegin(), happened_.rend());
    return true;
  }

  const Past& past_;
  const Fact& fact_;
  const Event& brought_;
  Events kept_;
  const std::function<bool()>& go_on_;
  std::optional<SliceReplay> replay_;
  std::vector<Cluster> saved_;
  Events happened_;
  bool stopped_ = false;
};

}  // namespace

std::vector<EventNumber> slice_of(const Past& past, const Fact& fact, const Event& brought,
                                  const std::function<bool()>& go_on) {
  Minimiser minimiser(past, fact, brought, Candidates(past, fact, brought).find(), go_on);
  if (!minimiser.run()) return {};
  return std::move(minimiser.kept());
}

}  // namespace synod
