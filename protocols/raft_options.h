// Options of Raft.
#pragma once

#include "protocols/log_options.h"

namespace synod {

namespace raft_options {

inline constexpr OptionChoice switch_choices[] = {{"off", SYNOD_TEXT("off")},
                                                  {"on", SYNOD_TEXT("on")}};

/// Ongaro 2014, section 9.6.
inline constexpr OwnOption pre_vote{
    .name = "pre-vote",
    .title = SYNOD_TEXT("Ask before standing"),
    .help = SYNOD_TEXT("A server that misses its leader first asks whether a majority would vote "
                       "for it, and begins a new term only then (Pre-Vote)"),
    .topic = OptionTopic::leader,
    .choices = switch_choices,
    .example = "on"};
/// Ongaro 2014, section 6.2.
inline constexpr OwnOption check_quorum{
    .name = "check-quorum",
    .title = SYNOD_TEXT("Quorum check"),
    .help = SYNOD_TEXT("A leader that no majority answered for a whole timeout leads no more "
                       "(CheckQuorum)"),
    .topic = OptionTopic::leader,
    .choices = switch_choices,
    .example = "on"};
/// Ongaro 2014, section 4.2.3.
inline constexpr OwnOption sticky{
    .name = "sticky",
    .title = SYNOD_TEXT("Stay with a living leader"),
    .help = SYNOD_TEXT("A server that heard from its leader within the timeout ignores whoever "
                       "stands for election"),
    .topic = OptionTopic::leader,
    .choices = switch_choices,
    .example = "on"};
/// Ongaro 2014, section 6.4.
inline constexpr OwnOption no_op{
    .name = "no-op",
    .title = SYNOD_TEXT("Empty entry first"),
    .help = SYNOD_TEXT("A new leader appends an entry that changes nothing: with it, what stands "
                       "before gets committed too. Without it, that waits for the next command, as "
                       "do reads that take no slot"),
    .topic = OptionTopic::leader,
    .choices = switch_choices,
    .usual = 1,
    .example = "off"};

/// Ongaro 2014, section 3.5, last paragraph but one; etcd, findConflictByTerm.
inline constexpr OwnOption hints{
    .name = "hints",
    .title = SYNOD_TEXT("Hints in refusals"),
    .help = SYNOD_TEXT("A follower whose log differs says up to where it may be the leader's. "
                       "Without that the leader goes back one slot at a time"),
    .topic = OptionTopic::repair,
    .choices = switch_choices,
    .example = "on"};
/// Ongaro 2014, chapter 5.
inline constexpr OwnOption compact{
    .name = "compact",
    .title = SYNOD_TEXT("Snapshot every"),
    .help = SYNOD_TEXT("How many committed entries come together in a log before the server "
                       "replaces them by a snapshot of its store; off: it keeps them all"),
    .topic = OptionTopic::log,
    .most = 1'000,
    .or_off = true,
    .example = "5"};
/// How many servers, the first ones, are members at the start (Ongaro 2014, chapter 4).
inline constexpr OwnOption members{
    .name = "members",
    .title = SYNOD_TEXT("Members at the start"),
    .help = SYNOD_TEXT("How many servers, the first ones, vote and count at the start. Others do "
                       "nothing until a leader adds them; off: all are members"),
    .topic = OptionTopic::quorums,
    .most = 9,
    .or_off = true,
    .example = "3"};
/// A `Reads` (Ongaro 2014, section 6.4).
inline constexpr OwnOption reads{
    .name = "reads",
    .title = SYNOD_TEXT("How reads are answered"),
    .help = SYNOD_TEXT("Through the log: always right, and as slow as a write. From the local "
                       "store: at once, and it may be stale. Once a majority confirms the leader: "
                       "right, without a slot. By lease: at once, and right while all clocks run "
                       "equally fast; then nobody votes against a living leader"),
    .topic = OptionTopic::log,
    .choices = log_options::reads_choices,
    .example = "log"};

}  // namespace raft_options

inline bool asks_before_standing(const Options& options) {
  return options.own.on(raft_options::pre_vote);
}
inline bool checks_quorum(const Options& options) {
  return options.own.on(raft_options::check_quorum);
}
inline Reads reads_of(const Options& options) {
  return options.own.choice<Reads>(raft_options::reads);
}
/// A lease is worth nothing where those who confirmed it may vote for another.
inline bool stays_with_leader(const Options& options) {
  return options.own.on(raft_options::sticky) || reads_of(options) == Reads::lease;
}
/// Whether servers keep in mind that they heard from a leader a short while ago.
inline bool remembers_leader(const Options& options) {
  return asks_before_standing(options) || stays_with_leader(options);
}
inline bool gives_hints(const Options& options) {
  return options.own.on(raft_options::hints);
}
/// How many committed entries a server keeps at most; 0 for all.
inline std::int64_t compacts_after(const Options& options) {
  return options.own[raft_options::compact];
}
/// How many servers are members at the start; 0 for all.
inline std::int64_t members_at_start(const Options& options) {
  return options.own[raft_options::members];
}
inline bool begins_with_noop(const Options& options) {
  return options.own.on(raft_options::no_op);
}

}  // namespace synod
