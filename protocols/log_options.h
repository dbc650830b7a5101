// Options of protocols that agree on a log under a leader.
#pragma once

#include "model/base/options.h"

namespace synod {

/// How a node comes to suspect that the leader is down.
///  - off: it never does; ballots are started by hand, or because a client got no answer from the
///    leader;
///  - fixed: it heard no heartbeat for a time that stays the same;
///  - growing: the same, but each mistake makes it wait longer from then on;
///  - highest: every node sends heartbeats, and a node that hears of no higher number leads.
enum class Detector : std::uint8_t { off, fixed, growing, highest };

/// How a read is answered:
///  - log: through a slot of the log;
///  - local: at once from the store of the node that was asked, which may be stale;
///  - read_index: from the leader's store, once a majority confirmed that it leads;
///  - lease: from the leader's store at once, for a while after a majority confirmed that.
enum class Reads : std::uint8_t { log, local, read_index, lease };

namespace log_options {

inline constexpr OptionChoice detector_choices[] = {
    {"off", SYNOD_TEXT("off")},
    {"fixed", SYNOD_TEXT("fixed timeout")},
    {"growing", SYNOD_TEXT("growing timeout")},
    {"highest", SYNOD_TEXT("highest number leads")}};
inline constexpr OptionChoice reads_choices[] = {
    {"log", SYNOD_TEXT("through the log")},
    {"local", SYNOD_TEXT("from the local store")},
    {"read-index", SYNOD_TEXT("once a majority confirms the leader")},
    {"lease", SYNOD_TEXT("by the leader's lease")}};

/// A `Detector`.
inline constexpr OwnOption detector{
    .name = "detector",
    .title = SYNOD_TEXT("Failure detector"),
    .help = SYNOD_TEXT(
        "How a node comes to suspect that the leader is down; where it is off, only a client "
        "that gets no answer makes another one lead"),
    .topic = OptionTopic::leader,
    .choices = detector_choices,
    .example = "fixed"};
/// How long a follower's grant lasts, in simulated milliseconds.
inline constexpr OwnOption lease{
    .name = "lease",
    .title = SYNOD_TEXT("Lease for"),
    .help = SYNOD_TEXT("Milliseconds for which followers promise the leader to follow no other"),
    .topic = OptionTopic::leader,
    .most = 1'000'000,
    .or_off = true,
    .example = "300"};
/// A `Reads`, of the first two.
inline constexpr OwnOption reads{
    .name = "reads",
    .title = SYNOD_TEXT("How reads are answered"),
    .help =
        SYNOD_TEXT("Whether a read takes a slot of the log, or is answered from the local store"),
    .topic = OptionTopic::log,
    .choices = std::span(reads_choices).first(2),
    .example = "log"};
inline constexpr OwnOption batch{
    .name = "batch",
    .title = SYNOD_TEXT("Commands in a message"),
    .help = SYNOD_TEXT("The most commands that one message puts to the vote"),
    .topic = OptionTopic::log,
    .usual = 1,
    .least = 1,
    .most = 1'000,
    .example = "1"};
inline constexpr OwnOption pipeline{
    .name = "pipeline",
    .title = SYNOD_TEXT("Slots at the same time"),
    .help = SYNOD_TEXT("The most slots that are put to the vote and not yet chosen"),
    .topic = OptionTopic::log,
    .usual = 4,
    .least = 1,
    .most = 1'000,
    .example = "4"};

}  // namespace log_options

inline Detector detector_of(const Options& options) {
  return options.own.choice<Detector>(log_options::detector);
}
/// In simulated milliseconds; 0 for no leases.
inline std::int64_t lease_of(const Options& options) {
  return options.own[log_options::lease];
}
inline std::size_t batch_of(const Options& options) {
  return static_cast<std::size_t>(options.own[log_options::batch]);
}
inline std::size_t pipeline_of(const Options& options) {
  return static_cast<std::size_t>(options.own[log_options::pipeline]);
}
inline bool reads_locally(const Options& options) {
  return options.own.choice<Reads>(log_options::reads) == Reads::local;
}

}  // namespace synod
