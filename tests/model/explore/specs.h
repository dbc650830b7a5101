// Specifications of others, written as models for the search: oracles from outside.
//
// Each packs its state into 64 bits, so that states are told apart exactly.
#pragma once

#include <bit>
#include <cstdint>

#include "model/explore/breadth_first.h"
#include "model/explore/key.h"

namespace synod::explore::specs {

/// Some bits of a state from `at` on, as a number.
constexpr std::uint64_t bits(std::uint64_t state, unsigned at, unsigned width) {
  return state >> at & ((std::uint64_t{1} << width) - 1);
}

/// No state is zero, as a zero key stands for "no state".
inline constexpr std::uint64_t a_state = std::uint64_t{1} << 63;

inline bool is_majority(std::uint64_t members, unsigned of) {
  return 2 * static_cast<unsigned>(std::popcount(members)) > of;
}

/// What the workers of all specifications share.
struct SpecModel {
  using Key = Key64;
  using State = std::uint64_t;
  using States = StateQueue<State>;
};
struct SpecWorker {
  std::uint64_t bytes() const { return 0; }

  template <class Emit>
  static void offer(std::uint64_t from, std::uint64_t to, Emit& emit) {
    if (from == to) return emit.skip();
    emit(Key64{to}, to);
  }
};

/// Leslie Lamport, "Paxos.tla" (tlaplus/Examples, specifications/Paxos): messages are a set that
/// only grows, ballots are numbered from 0 and belong to nobody.
///
/// The state is the set of messages and maxBal:
///  - 1a: a bit a ballot; 2a: the value of each ballot (the specification sends at most one);
///  - 1b: for each acceptor and ballot "none", or the ballot of the vote that it reports. An
///    acceptor sends at most one, as maxBal grows with it; the value reported is that of the 2a;
///  - 2b: a bit for each acceptor and ballot. maxVBal is the highest ballot in which the acceptor
///    voted, and maxVal its value.
struct PaxosSpec : SpecModel {
  unsigned acceptors = 3;
  unsigned values = 2;
  unsigned ballots = 2;

  class Worker : public SpecWorker {
   public:
    explicit Worker(const PaxosSpec& spec) : spec_(spec) {
      unsigned at = 0;
      const auto reserve = [&at](unsigned width) {
        at += width;
        return at - width;
      };
      prepare_ = reserve(spec.ballots);
      accept_width_ = static_cast<unsigned>(std::bit_width(spec.values));
      accept_ = reserve(spec.ballots * accept_width_);
      for (unsigned a = 0; a < spec.acceptors; ++a) {
        voted_[a] = reserve(spec.ballots);
        max_bal_[a] = reserve(max_bal_width);
        for (unsigned b = 0; b < spec.ballots; ++b) promise_[a][b] = reserve(promise_width(b));
      }
    }

    template <class Emit>
    void start(Emit& emit) {
      emit(Key64{a_state}, a_state);
    }

    template <class Emit>
    void expand(std::uint64_t state, Emit& emit) {
      for (unsigned b = 0; b < spec_.ballots; ++b)
        offer(state, state | std::uint64_t{1} << (prepare_ + b), emit);
      for (unsigned a = 0; a < spec_.acceptors; ++a)
        for (unsigned b = 0; b < spec_.ballots; ++b) promise(state, a, b, emit);
      for (unsigned b = 0; b < spec_.ballots; ++b) propose(state, b, emit);
      for (unsigned a = 0; a < spec_.acceptors; ++a)
        for (unsigned b = 0; b < spec_.ballots; ++b) vote(state, a, b, emit);
    }

   private:
    static constexpr unsigned max_bal_width = 3;
    /// None, no vote yet, or one of the ballots below.
    static unsigned promise_width(unsigned ballot) {
      return static_cast<unsigned>(std::bit_width(ballot + 1));
    }

    /// maxBal + 1: 0 where the acceptor has taken part in no ballot.
    std::uint64_t max_bal(std::uint64_t state, unsigned a) const {
      return bits(state, max_bal_[a], max_bal_width);
    }
    std::uint64_t with_max_bal(std::uint64_t state, unsigned a, unsigned ballot) const {
      const std::uint64_t mask = std::uint64_t{(1u << max_bal_width) - 1} << max_bal_[a];
      return (state & ~mask) | std::uint64_t{ballot + 1} << max_bal_[a];
    }
    /// maxVBal + 1.
    unsigned max_vbal(std::uint64_t state, unsigned a) const {
      return static_cast<unsigned>(std::bit_width(bits(state, voted_[a], spec_.ballots)));
    }
    /// The value of the 2a message of the ballot, from 1; 0 where there is none.
    std::uint64_t accept(std::uint64_t state, unsigned ballot) const {
      return bits(state, accept_ + ballot * accept_width_, accept_width_);
    }

    /// Phase1b(a).
    template <class Emit>
    void promise(std::uint64_t state, unsigned a, unsigned b, Emit& emit) const {
      if (bits(state, prepare_ + b, 1) == 0 || b + 1 <= max_bal(state, a)) return;
      const std::uint64_t report = std::uint64_t{max_vbal(state, a)} + 1;
      offer(state, with_max_bal(state | report << promise_[a][b], a, b), emit);
    }

    /// Phase2a(b, v), for each v: some quorum promised b, and v is the value of the highest vote
    /// that its members reported, or any value where they reported none.
    template <class Emit>
    void propose(std::uint64_t state, unsigned b, Emit& emit) const {
      if (accept(state, b) != 0) return;
      std::uint64_t allowed = 0;
      for (std::uint64_t quorum = 1; quorum < 1u << spec_.acceptors; ++quorum)
        if (is_majority(quorum, spec_.acceptors)) allowed |= allowed_by(state, b, quorum);
      for (unsigned v = 0; v < spec_.values; ++v)
        if ((allowed >> v & 1) != 0)
          offer(state, state | std::uint64_t{v + 1} << (accept_ + b * accept_width_), emit);
    }
    /// A bit for each value that the Promises of the quorum allow.
    std::uint64_t allowed_by(std::uint64_t state, unsigned b, std::uint64_t quorum) const {
      std::uint64_t highest = 0;
      for (unsigned a = 0; a < spec_.acceptors; ++a) {
        if ((quorum >> a & 1) == 0) continue;
        const std::uint64_t report = bits(state, promise_[a][b], promise_width(b));
        if (report == 0) return 0;
        highest = std::max(highest, report);
      }
      if (highest == 1) return (std::uint64_t{1} << spec_.values) - 1;
      return std::uint64_t{1} << (accept(state, static_cast<unsigned>(highest) - 2) - 1);
    }

    /// Phase2b(a).
    template <class Emit>
    void vote(std::uint64_t state, unsigned a, unsigned b, Emit& emit) const {
      if (accept(state, b) == 0 || b + 1 < max_bal(state, a)) return;
      offer(state, with_max_bal(state | std::uint64_t{1} << (voted_[a] + b), a, b), emit);
    }

    const PaxosSpec& spec_;
    unsigned prepare_ = 0;
    unsigned accept_ = 0;
    unsigned accept_width_ = 0;
    unsigned voted_[8] = {};
    unsigned max_bal_[8] = {};
    unsigned promise_[8][8] = {};
  };
};

/// Leslie Lamport, "Voting.tla" (tlaplus/Examples, specifications/Paxos): the idea of Paxos without
/// messages. Each acceptor has its votes, at most one a ballot, and maxBal.
struct VotingSpec : SpecModel {
  unsigned acceptors = 3;
  unsigned values = 2;
  unsigned ballots = 3;

  class Worker : public SpecWorker {
   public:
    explicit Worker(const VotingSpec& spec)
        : spec_(spec),
          vote_width_(static_cast<unsigned>(std::bit_width(spec.values))),
          max_width_(static_cast<unsigned>(std::bit_width(spec.ballots))),
          width_(spec.ballots * vote_width_ + max_width_) {}

    template <class Emit>
    void start(Emit& emit) {
      emit(Key64{a_state}, a_state);
    }

    template <class Emit>
    void expand(std::uint64_t state, Emit& emit) {
      for (unsigned a = 0; a < spec_.acceptors; ++a)
        for (unsigned b = 0; b < spec_.ballots; ++b) {
          if (b + 1 > max_bal(state, a)) offer(state, with_max_bal(state, a, b), emit);
          for (unsigned v = 1; v <= spec_.values; ++v)
            if (may_vote(state, a, b, v))
              offer(state, with_max_bal(state | std::uint64_t{v} << vote_at(a, b), a, b), emit);
        }
    }

   private:
    unsigned vote_at(unsigned a, unsigned b) const { return a * width_ + b * vote_width_; }
    unsigned max_at(unsigned a) const { return vote_at(a, spec_.ballots); }
    std::uint64_t vote(std::uint64_t state, unsigned a, unsigned b) const {
      return bits(state, vote_at(a, b), vote_width_);
    }
    /// maxBal + 1.
    std::uint64_t max_bal(std::uint64_t state, unsigned a) const {
      return bits(state, max_at(a), max_width_);
    }
    std::uint64_t with_max_bal(std::uint64_t state, unsigned a, unsigned b) const {
      const std::uint64_t mask = ((std::uint64_t{1} << max_width_) - 1) << max_at(a);
      return (state & ~mask) | std::uint64_t{b + 1} << max_at(a);
    }

    /// VoteFor(a, b, v).
    bool may_vote(std::uint64_t state, unsigned a, unsigned b, unsigned v) const {
      if (max_bal(state, a) > b + 1 || vote(state, a, b) != 0) return false;
      for (unsigned c = 0; c < spec_.acceptors; ++c)
        if (c != a && vote(state, c, b) != 0 && vote(state, c, b) != v) return false;
      for (std::uint64_t quorum = 1; quorum < 1u << spec_.acceptors; ++quorum)
        if (is_majority(quorum, spec_.acceptors) && shows_safe(state, quorum, b, v)) return true;
      return false;
    }
    /// ShowsSafeAt(Q, b, v): none of Q will vote below b any more, and below b the last ballot in
    /// which one of them voted was for v.
    bool shows_safe(std::uint64_t state, std::uint64_t quorum, unsigned b, unsigned v) const {
      for (unsigned a = 0; a < spec_.acceptors; ++a)
        if ((quorum >> a & 1) != 0 && max_bal(state, a) < b + 1) return false;
      for (unsigned c = b; c-- > 0;) {
        bool voted = false;
        for (unsigned a = 0; a < spec_.acceptors; ++a) {
          if ((quorum >> a & 1) == 0 || vote(state, a, c) == 0) continue;
          if (vote(state, a, c) == v) return true;
          voted = true;
        }
        if (voted) return false;
      }
      return true;
    }

    const VotingSpec& spec_;
    unsigned vote_width_;
    unsigned max_width_;
    unsigned width_;
  };
};

/// Jim Gray and Leslie Lamport, "Consensus on Transaction Commit", 2006, section 2: TCommit.
struct CommitSpec : SpecModel {
  unsigned managers = 3;

  enum Manager : std::uint64_t { working, prepared, committed, aborted };

  class Worker : public SpecWorker {
   public:
    explicit Worker(const CommitSpec& spec) : managers_(spec.managers) {}

    template <class Emit>
    void start(Emit& emit) {
      emit(Key64{a_state}, a_state);
    }
    template <class Emit>
    void expand(std::uint64_t state, Emit& emit) {
      const bool can_commit = none(state, working) && none(state, aborted);
      const bool can_abort = none(state, committed);
      for (unsigned m = 0; m < managers_; ++m) {
        const std::uint64_t is = bits(state, 2 * m, 2);
        if (is == working) offer(state, with(state, m, prepared), emit);
        if (is == prepared && can_commit) offer(state, with(state, m, committed), emit);
        if (is <= prepared && can_abort) offer(state, with(state, m, aborted), emit);
      }
    }

   private:
    bool none(std::uint64_t state, Manager what) const {
      for (unsigned m = 0; m < managers_; ++m)
        if (bits(state, 2 * m, 2) == what) return false;
      return true;
    }
    static std::uint64_t with(std::uint64_t state, unsigned m, Manager what) {
      return (state & ~(std::uint64_t{3} << 2 * m)) | std::uint64_t{what} << 2 * m;
    }
    unsigned managers_;
  };
};

/// The same paper, section 3: TwoPhase, with the manager's messages as a set that only grows.
struct TwoPhaseSpec : SpecModel {
  unsigned managers = 3;

  class Worker : public SpecWorker {
   public:
    explicit Worker(const TwoPhaseSpec& spec)
        : managers_(spec.managers),
          known_(2 * managers_),
          sent_(3 * managers_),
          commit_(4 * managers_),
          abort_(commit_ + 1) {}

    template <class Emit>
    void start(Emit& emit) {
      emit(Key64{a_state}, a_state);
    }
    template <class Emit>
    void expand(std::uint64_t state, Emit& emit) {
      using enum CommitSpec::Manager;
      const bool open = bits(state, commit_, 2) == 0;  // TM: init
      if (open && bits(state, known_, managers_) == (std::uint64_t{1} << managers_) - 1)
        offer(state, state | std::uint64_t{1} << commit_, emit);
      if (open) offer(state, state | std::uint64_t{1} << abort_, emit);
      for (unsigned m = 0; m < managers_; ++m) {
        if (open && bits(state, sent_ + m, 1) != 0)
          offer(state, state | std::uint64_t{1} << (known_ + m), emit);
        if (bits(state, 2 * m, 2) == working) {
          offer(state, with(state, m, prepared) | std::uint64_t{1} << (sent_ + m), emit);
          offer(state, with(state, m, aborted), emit);
        }
        if (bits(state, commit_, 1) != 0) offer(state, with(state, m, committed), emit);
        if (bits(state, abort_, 1) != 0) offer(state, with(state, m, aborted), emit);
      }
    }

   private:
    static std::uint64_t with(std::uint64_t state, unsigned m, std::uint64_t what) {
      return (state & ~(std::uint64_t{3} << 2 * m)) | what << 2 * m;
    }
    unsigned managers_;
    unsigned known_;   ///< tmPrepared.
    unsigned sent_;    ///< The Prepared messages.
    unsigned commit_;  ///< The Commit message, which stands for the manager's state as well.
    unsigned abort_;
  };
};

/// Searches the whole space.
template <class Spec>
SearchResult all_of(const Spec& spec, unsigned threads = 1) {
  SearchProgress progress;
  return search_breadth_first(spec, {.threads = threads}, progress);
}

}  // namespace synod::explore::specs
