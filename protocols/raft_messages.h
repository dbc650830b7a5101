// Messages of Raft. The names in quotes are those on the canvas.
#pragma once

#include <tuple>

#include "protocols/raft_snapshot.h"
#include "protocols/service_parts.h"

namespace synod {

/// A term as a number: whoever led at it.
struct TermNumber {
  std::uint32_t round = 0;

  constexpr TermNumber() = default;
  constexpr TermNumber(const Ballot& term) : round(term.round) {}  // NOLINT: a term is its number
  friend bool operator==(const TermNumber&, const TermNumber&) = default;
};
inline FieldValue to_field(TermNumber term) {
  return Ballot::term(term.round);
}

struct RaftMessages : service::Messages {
  /// "RV": a candidate asks for a vote (RequestVote).
  struct RequestVote {
    static constexpr const char* name = "requestvote";
    static constexpr std::uint8_t kind = 3;
    Ballot term;
    Slot last;
    Ballot last_term;
    bool handed = false;
    static constexpr auto fields() {
      return std::tuple{
          field("term", &RequestVote::term, SYNOD_TEXT("The term that the candidate stands for"))
              .means(Means::number),
          field("last", &RequestVote::last, SYNOD_TEXT("The last slot of the candidate's log")),
          field("last_term", &RequestVote::last_term, SYNOD_TEXT("The term of what stands there")),
          field("handed", &RequestVote::handed,
                SYNOD_TEXT("The leader asked the candidate to take the lead over"))
              .rare()};
    }
  };

  /// "V": a server answers a candidate.
  struct Vote {
    static constexpr const char* name = "vote";
    static constexpr std::uint8_t kind = 4;
    Ballot term;
    bool granted = false;
    static constexpr auto fields() {
      return std::tuple{
          field("term", &Vote::term, SYNOD_TEXT("The term of the server that answers"))
              .means(Means::number),
          field("granted", &Vote::granted, SYNOD_TEXT("The candidate has its vote"))};
    }
  };

  /// "AE": a leader copies its log, or says that it leads where there is nothing to copy
  /// (AppendEntries).
  struct Append {
    static constexpr const char* name = "append";
    static constexpr std::uint8_t kind = 5;
    Ballot term;
    Slot previous;
    TermNumber previous_term;
    Slot commit;
    std::uint32_t round = 0;
    SlotLog entries;
    static constexpr auto fields() {
      return std::tuple{
          field("term", &Append::term, SYNOD_TEXT("The leader's term")).means(Means::number),
          field("previous", &Append::previous, SYNOD_TEXT("The slot before the entries")),
          field("previous_term", &Append::previous_term,
                SYNOD_TEXT("The term of what the leader holds in that slot")),
          field("commit", &Append::commit,
                SYNOD_TEXT("The last slot that the leader knows committed")),
          field("round", &Append::round,
                SYNOD_TEXT("Which round of heartbeats it belongs to, where reads wait for one"))
              .rare(),
          field("entries", &Append::entries,
                SYNOD_TEXT("Entries of the leader's log; none where "
                           "it only says that it leads"))
              .means(Means::value)};
    }
  };

  /// "AR": a server answers a leader.
  struct Appended {
    static constexpr const char* name = "appended";
    static constexpr std::uint8_t kind = 6;
    Ballot term;
    bool success = false;
    Slot slot;
    std::uint32_t round = 0;
    Slot hint{};
    TermNumber hint_term{};
    static constexpr auto fields() {
      return std::tuple{
          field("term", &Appended::term, SYNOD_TEXT("The term of the server that answers"))
              .means(Means::number),
          field("success", &Appended::success,
                SYNOD_TEXT("It held what the leader holds before the entries, and took them")),
          field("slot", &Appended::slot,
                SYNOD_TEXT("The last slot up to which its log is the leader's; where it refuses, "
                           "the slot before the entries")),
          field("round", &Appended::round,
                SYNOD_TEXT("The round of heartbeats of the message that it answers"))
              .rare(),
          field("hint", &Appended::hint,
                SYNOD_TEXT("Where it refuses, the last slot up to which its log may be the "
                           "leader's"))
              .rare(),
          field("hint_term", &Appended::hint_term, SYNOD_TEXT("The term of what stands there"))
              .rare()};
    }
  };

  /// "PV": a server asks whether it would get a vote, before it begins a term (section 9.6).
  struct PreVote {
    static constexpr const char* name = "prevote";
    static constexpr std::uint8_t kind = 7;
    Ballot term;
    Slot last;
    Ballot last_term;
    static constexpr auto fields() {
      return std::tuple{
          field("term", &PreVote::term, SYNOD_TEXT("The term that the sender would stand for"))
              .means(Means::number),
          field("last", &PreVote::last, SYNOD_TEXT("The last slot of the sender's log")),
          field("last_term", &PreVote::last_term, SYNOD_TEXT("The term of what stands there"))};
    }
  };

  /// "PA": a server says whether it would vote so.
  struct PreVoted {
    static constexpr const char* name = "prevoted";
    static constexpr std::uint8_t kind = 8;
    Ballot term;
    Ballot asked;
    bool granted = false;
    static constexpr auto fields() {
      return std::tuple{
          field("term", &PreVoted::term, SYNOD_TEXT("The term of the server that answers"))
              .means(Means::number),
          field("asked", &PreVoted::asked, SYNOD_TEXT("The term that it was asked about")),
          field("granted", &PreVoted::granted,
                SYNOD_TEXT("It would vote for the one that asks at that term"))};
    }
  };

  /// "TN": a leader asks the receiver to stand at once (TimeoutNow, section 3.10).
  struct TimeoutNow {
    static constexpr const char* name = "timeoutnow";
    static constexpr std::uint8_t kind = 9;
    Ballot term;
    static constexpr auto fields() {
      return std::tuple{
          field("term", &TimeoutNow::term, SYNOD_TEXT("The leader's term")).means(Means::number)};
    }
  };

  /// "IS": a leader sends its snapshot to a server that lacks what it has no more
  /// (InstallSnapshot, chapter 5).
  struct InstallSnapshot {
    static constexpr const char* name = "installsnapshot";
    static constexpr std::uint8_t kind = 10;
    Ballot term;
    RaftSnapshotRef snapshot;
    std::uint32_t round = 0;
    static constexpr auto fields() {
      return std::tuple{
          field("term", &InstallSnapshot::term, SYNOD_TEXT("The leader's term"))
              .means(Means::number),
          field("snapshot", &InstallSnapshot::snapshot,
                SYNOD_TEXT("What stands for the entries that the leader has no more")),
          field("round", &InstallSnapshot::round,
                SYNOD_TEXT("Which round of heartbeats it belongs to, where reads wait for one"))
              .rare()};
    }
  };

  using Messages = std::tuple<Request, Reply, Redirect, RequestVote, Vote, Append, Appended,
                              PreVote, PreVoted, TimeoutNow, InstallSnapshot>;
};

}  // namespace synod
