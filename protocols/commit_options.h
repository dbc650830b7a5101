// Options of commit protocols.
#pragma once

#include "model/base/setup.h"

namespace synod {

/// Meaning of a missing record to a commit protocol: nothing at all, so that a decision is
/// told until everybody acknowledged it; or an abort, which then needs no record and no
/// acknowledgement (Mohan, Lindsay and Obermarck, "Transaction Management in the R* Distributed
/// Database Management System", ACM TODS 11 (4), 1986, section 3).
enum class Presumption : std::uint8_t { nothing, abort };

/// Nodes that a participant asks when it does not know the decision.
enum class Asked : std::uint8_t { all, coordinator };

/// The most that an account may hold at first, and that one transaction may move.
inline constexpr std::int64_t most_money = 1'000'000;

namespace commit_options {

inline constexpr OptionChoice presume_choices[] = {{"nothing", SYNOD_TEXT("presumed nothing")},
                                                   {"abort", SYNOD_TEXT("presumed abort")}};
inline constexpr OptionChoice ask_choices[] = {
    {"all", SYNOD_TEXT("all others")}, {"coordinator", SYNOD_TEXT("the coordinator alone")}};

/// A `Presumption`.
inline constexpr OwnOption presume{
    .name = "presume",
    .title = SYNOD_TEXT("Without a record"),
    .help = SYNOD_TEXT("What it means that nothing is on disk about a transaction: presumed abort "
                       "saves the record and the acknowledgements of an abort"),
    .topic = OptionTopic::repair,
    .choices = presume_choices,
    .example = "abort"};
/// An `Asked`.
inline constexpr OwnOption ask{
    .name = "ask",
    .title = SYNOD_TEXT("Who is asked in doubt"),
    .help = SYNOD_TEXT("Whom a participant asks that waits for the decision: all others, or the "
                       "coordinator alone"),
    .topic = OptionTopic::repair,
    .choices = ask_choices,
    .example = "all"};
/// What the account of each participant holds at first; 0 for no bank.
inline constexpr OwnOption accounts{
    .name = "accounts",
    .title = SYNOD_TEXT("Money on each account"),
    .help = SYNOD_TEXT("What the account of each participant holds at first; off: transactions are "
                       "words that move nothing"),
    .topic = OptionTopic::asked,
    .most = most_money,
    .or_off = true,
    .example = "100"};

}  // namespace commit_options

inline bool presumes_abort(const Setup& setup) {
  return setup.options.own.choice<Presumption>(commit_options::presume) == Presumption::abort;
}
/// Whether a participant in doubt asks the other participants too.
inline bool asks_all(const Setup& setup) {
  return setup.options.own.choice<Asked>(commit_options::ask) == Asked::all;
}

}  // namespace synod
