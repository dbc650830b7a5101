// Bank of the commit protocols: an account on each participant, transfers between them, and locks.
//
// Jim Gray, "Notes on Data Base Operating Systems", 1978, section 5.8: what a transaction may
// change stays locked until its outcome is known. That every participant is asked about every
// transfer, and that those whose account it does not touch vote yes and lock nothing, are Synod's
// own choices.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <tuple>

#include "model/world/out.h"

namespace synod::bank {

/// "a-10-b": 10 from account a to account b.
struct Transfer {
  std::size_t from = 0;  ///< Accounts are counted from 0: account a is that of R1.
  std::size_t to = 0;
  std::int64_t amount = 0;

  /// What it changes account `account` by.
  std::int64_t change(std::size_t account) const;
};

/// Whether this cluster keeps accounts.
bool is_open(const Setup& setup);
/// What `text` moves; nothing where it is no transfer between two accounts of this cluster.
std::optional<Transfer> transfer_in(std::string_view text, const Setup& setup);
/// Why no transaction that is to do `text` can begin; nothing where it can.
std::optional<Sentence> problem(std::string_view text, const Setup& setup);

/// Account of a participant. All of it is on disk: whoever voted yes finds its lock again after a
/// crash.
struct Account {
  Table money;                 ///< One row, such as a=100; empty where there is no bank.
  Text lock;                   ///< What a transaction that is not decided yet is to do, "a-10".
  std::int64_t locked_at = 0;  ///< When it was locked, in simulated milliseconds.

  static constexpr auto fields() {
    return std::tuple{
        field("account", &Account::money, SYNOD_TEXT("Its account, and what is on it"))
            .on_disk()
            .rare()
            .means(Means::store),
        field("locked", &Account::lock,
              SYNOD_TEXT("What its account waits for: nothing else can be done with it until that "
                         "is decided"))
            .on_disk()
            .rare()
            .means(Means::lock),
        field("locked_at", &Account::locked_at,
              SYNOD_TEXT("When its account was locked, in simulated milliseconds"))
            .on_disk()
            .rare()
            .means(Means::since)};
  }

  std::int64_t balance() const;
};

/// The account of `node` before anything happened.
Account opened(NodeId node, const Setup& setup);
/// Whether there is enough on the account for its part of `what`.
bool is_enough(const Account& account, const Text& what, const Setup& setup);
/// Tells that this node votes no, as there is not enough on its account.
void tell_too_little(const Account& account, const Text& what, Out& out);
/// Locks what `what` changes. Without a bank, or where that is not on this node, it does nothing.
void lock(Account& account, const Text& what, Out& out);
/// Does what the account was locked for where `commits`, and unlocks it.
void unlock(Account& account, bool commits, Out& out);

}  // namespace synod::bank
