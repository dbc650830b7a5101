// Atomic commitment with a simple and with a reliable broadcast, as models for the search.
//
// Ozalp Babaoglu and Sam Toueg, "Non-Blocking Atomic Commitment", in Sape Mullender (editor),
// "Distributed Systems", 1993, chapter 6; written down by Michel Charpentier as ACP_SB.tla and
// ACP_NB.tla (tlaplus/Examples, specifications/acp), here action by action. Whoever dies stays so,
// and who is dead is known: `faulty` is the opposite of `alive`, and needs no bit.
#pragma once

#include <array>

#include "tests/model/explore/specs.h"

namespace synod::explore::specs {

/// How a decision gets to the participants.
enum class Broadcast : std::uint8_t {
  simple,    ///< ACP_SB: the coordinator tells one after another.
  reliable,  ///< ACP_NB: whoever hears it tells all others before it decides.
  wrong,     ///< ACP_NB_WRONG: whoever hears it may decide before it told anybody.
};

struct AcpSpec : SpecModel {
  unsigned participants = 3;
  Broadcast broadcast = Broadcast::simple;

  class Worker : public SpecWorker {
   public:
    explicit Worker(const AcpSpec& spec) : spec_(spec), n_(spec.participants) {
      unsigned at = 0;
      const auto reserve = [&at](unsigned width) {
        at += width;
        return at - width;
      };
      dead_ = reserve(1);
      decision_ = reserve(2);
      for (unsigned i = 0; i < n_; ++i) {
        of_[i].request = reserve(1);
        of_[i].vote_heard = reserve(2);
        of_[i].told = reserve(2);
        of_[i].vote = reserve(1);
        of_[i].dead = reserve(1);
        of_[i].decision = reserve(2);
        of_[i].vote_sent = reserve(1);
        if (spec.broadcast == Broadcast::simple) continue;
        for (unsigned j = 0; j < n_; ++j) of_[i].forward[j] = reserve(2);
      }
    }

    /// InitParticipant and InitCoordinator: each may be going to vote yes or no.
    template <class Emit>
    void start(Emit& emit) {
      for (std::uint64_t votes = 0; votes < std::uint64_t{1} << n_; ++votes) {
        std::uint64_t state = a_state;
        for (unsigned i = 0; i < n_; ++i) state |= (votes >> i & 1) << of_[i].vote;
        emit(Key64{state}, state);
      }
    }

    template <class Emit>
    void expand(std::uint64_t state, Emit& emit) {
      const auto to = [&](std::uint64_t next) {
        if (next == state) return emit.skip();
        emit(Key64{next}, next, spec_.looks_for_ac1 && breaks_ac1(next));
      };
      coordinate(state, to);
      for (unsigned i = 0; i < n_; ++i) take_part(state, i, to);
    }

   private:
    enum Outcome : std::uint64_t { none, commit, abort };
    enum Heard : std::uint64_t { waiting, yes, no };

    struct Participant {
      unsigned request = 0;     ///< Of the coordinator: it asked for the vote;
      unsigned vote_heard = 0;  ///< what it heard;
      unsigned told = 0;        ///< `broadcast`, what it told.
      unsigned vote = 0;        ///< 1 for yes.
      unsigned dead = 0;
      unsigned decision = 0;
      unsigned vote_sent = 0;
      std::array<unsigned, 4> forward = {};  ///< What it told others; of itself what it heard.
    };

    static std::uint64_t with(std::uint64_t state, unsigned at, unsigned width, std::uint64_t is) {
      return (state & ~(((std::uint64_t{1} << width) - 1) << at)) | is << at;
    }
    static bool is_set(std::uint64_t state, unsigned at) { return bits(state, at, 1) != 0; }

    template <class To>
    void coordinate(std::uint64_t state, const To& to) const {
      if (is_set(state, dead_)) return;
      to(with(state, dead_, 1, 1));  // coordDie
      const std::uint64_t decision = bits(state, decision_, 2);
      bool all_asked = true, all_heard = true, all_yes = true;
      for (unsigned i = 0; i < n_; ++i) {
        all_asked = all_asked && is_set(state, of_[i].request);
        all_heard = all_heard && bits(state, of_[i].vote_heard, 2) != waiting;
        all_yes = all_yes && bits(state, of_[i].vote_heard, 2) == yes;
      }
      if (decision == none && all_heard && all_yes) to(with(state, decision_, 2, commit));
      for (unsigned i = 0; i < n_; ++i) {
        const Participant& p = of_[i];
        // makeDecision: commit above, and abort as "some j voted no", once for each such j.
        if (decision == none && all_heard && bits(state, p.vote_heard, 2) == no)
          to(with(state, decision_, 2, abort));
        if (!is_set(state, p.request)) to(with(state, p.request, 1, 1));  // request
        const bool awaits =
            decision == none && all_asked && bits(state, p.vote_heard, 2) == waiting;
        if (awaits && is_set(state, p.vote_sent))  // getVote
          to(with(state, p.vote_heard, 2, is_set(state, p.vote) ? yes : no));
        if (awaits && is_set(state, p.dead) && !is_set(state, p.vote_sent))  // detectFault
          to(with(state, decision_, 2, abort));
        if (decision != none && bits(state, p.told, 2) == none)  // coordBroadcast
          to(with(state, p.told, 2, decision));
      }
    }

    template <class To>
    void take_part(std::uint64_t state, unsigned i, const To& to) const {
      const Participant& p = of_[i];
      if (is_set(state, p.dead)) return;
      const bool reliable = spec_.broadcast != Broadcast::simple;
      // ACP_NB takes each action of i once for each j, whether or not it speaks of j.
      for (unsigned j = 0; j < (reliable ? n_ : 1); ++j) {
        to(with(state, p.dead, 1, 1));                                     // parDie
        if (is_set(state, p.request)) to(with(state, p.vote_sent, 1, 1));  // sendVote
        const bool undecided = bits(state, p.decision, 2) == none;
        if (undecided && is_set(state, p.vote_sent) && !is_set(state, p.vote))  // abortOnVote
          to(with(state, p.decision, 2, abort));
        if (undecided && is_set(state, dead_) && !is_set(state, p.request))
          to(with(state, p.decision, 2, abort));  // abortOnTimeoutRequest
        if (reliable) {
          spread(state, i, j, to);
        } else if (undecided && bits(state, p.told, 2) != none) {  // decide
          to(with(state, p.decision, 2, bits(state, p.told, 2)));
        }
      }
    }

    /// What ACP_NB has in place of decide(i).
    template <class To>
    void spread(std::uint64_t state, unsigned i, unsigned j, const To& to) const {
      const Participant& p = of_[i];
      const std::uint64_t heard = bits(state, p.forward[i], 2);
      if (i != j && heard != none && bits(state, p.forward[j], 2) == none)  // forward
        to(with(state, p.forward[j], 2, heard));
      const std::uint64_t from_j = bits(state, of_[j].forward[i], 2);
      if (i != j && heard == none && from_j != none)  // preDecideOnForward
        to(with(state, p.forward[i], 2, from_j));
      if (heard == none && bits(state, p.told, 2) != none)  // preDecide
        to(with(state, p.forward[i], 2, bits(state, p.told, 2)));
      if (may_decide(state, i)) to(with(state, p.decision, 2, heard));  // decideNB
      if (times_out(state, i)) to(with(state, p.decision, 2, abort));   // abortOnTimeout
    }

    bool may_decide(std::uint64_t state, unsigned i) const {
      if (spec_.broadcast == Broadcast::wrong) return bits(state, of_[i].forward[i], 2) != none;
      for (unsigned j = 0; j < n_; ++j)
        if (bits(state, of_[i].forward[j], 2) == none) return false;
      return true;
    }

    /// The coordinator died before it told anybody who is alive, and so did all who are dead.
    bool times_out(std::uint64_t state, unsigned i) const {
      if (bits(state, of_[i].decision, 2) != none || !is_set(state, dead_)) return false;
      for (unsigned k = 0; k < n_; ++k) {
        if (is_set(state, of_[k].dead)) continue;
        if (bits(state, of_[k].told, 2) != none) return false;
        for (unsigned j = 0; j < n_; ++j)
          if (is_set(state, of_[j].dead) && bits(state, of_[j].forward[k], 2) != none) return false;
      }
      return true;
    }

    /// AC1: no two participants decide differently.
    bool breaks_ac1(std::uint64_t state) const {
      bool commits = false, aborts = false;
      for (unsigned i = 0; i < n_; ++i) {
        commits = commits || bits(state, of_[i].decision, 2) == commit;
        aborts = aborts || bits(state, of_[i].decision, 2) == abort;
      }
      return commits && aborts;
    }

    const AcpSpec& spec_;
    unsigned n_;
    unsigned dead_ = 0;
    unsigned decision_ = 0;
    std::array<Participant, 4> of_;
  };

  bool looks_for_ac1 = false;  ///< Ends the search at a state that breaks AC1.
};

}  // namespace synod::explore::specs
