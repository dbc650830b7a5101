#include "protocols/bank.h"

#include <fmt/format.h>

#include "model/base/utf8.h"
#include "model/base/whole_number.h"
#include "protocols/commit_options.h"

namespace synod::bank {

namespace {

/// 0 for "a", 1 for "b"; nothing where no participant has that account.
std::optional<std::size_t> account_in(std::string_view name, const Setup& setup) {
  if (name.size() != 1 || name[0] < 'a') return std::nullopt;
  const auto account = static_cast<std::size_t>(name[0] - 'a');
  return account < setup.shape.acceptors ? std::optional(account) : std::nullopt;
}

Text name_of(std::size_t account) {
  const char letter = static_cast<char>('a' + account);
  return Text(std::string_view(&letter, 1));
}

/// What `what` changes this account by.
std::int64_t change_of(const Account& account, const Text& what, const Setup& setup) {
  const auto transfer = transfer_in(what.view(), setup);
  const auto own = account_in(account.money.last().view(), setup);
  return transfer && own ? transfer->change(*own) : 0;
}

/// The amount in "a-10": -10.
std::int64_t change_in(const Text& lock) {
  const std::size_t number = lock.view()[1] == '+' ? 2 : 1;
  return whole_number(lock.view().substr(number)).value_or(0);
}

}  // namespace

std::int64_t Transfer::change(std::size_t account) const {
  if (account == from) return -amount;
  return account == to ? amount : 0;
}

bool is_open(const Setup& setup) {
  return setup.options.own[commit_options::accounts] != 0;
}

std::optional<Transfer> transfer_in(std::string_view text, const Setup& setup) {
  const std::size_t first = text.find('-');
  const std::size_t last = text.rfind('-');
  if (first == last) return std::nullopt;
  const auto from = account_in(text.substr(0, first), setup);
  const auto to = account_in(text.substr(last + 1), setup);
  const auto amount = whole_number(text.substr(first + 1, last - first - 1));
  if (!from || !to || from == to || !amount) return std::nullopt;
  if (*amount < 1 || *amount > most_money) return std::nullopt;
  return Transfer{*from, *to, *amount};
}

std::optional<Sentence> problem(std::string_view text, const Setup& setup) {
  if (!is_open(setup) || transfer_in(text, setup)) return std::nullopt;
  if (setup.shape.acceptors < 2)
    return say(SYNOD_TEXT("a transfer needs two accounts: make it 2 participants or more"));
  return say(SYNOD_TEXT("expected a transfer between two of the accounts a to %1, such as a-10-b, "
                        "but found '%2'"),
             name_of(setup.shape.acceptors - 1u).str(), quote(text));
}

std::int64_t Account::balance() const {
  return money.empty() ? 0 : whole_number(money.get(money.last()).view()).value_or(0);
}

Account opened(NodeId node, const Setup& setup) {
  Account account;
  if (is_open(setup) && setup.shape.roles(node).has(Role::acceptor))
    account.money.put(name_of(setup.shape.number(node) - 1),
                      Text(std::to_string(setup.options.own[commit_options::accounts])));
  return account;
}

bool is_enough(const Account& account, const Text& what, const Setup& setup) {
  return account.balance() + change_of(account, what, setup) >= 0;
}

void tell_too_little(const Account& account, const Text& what, Out& out) {
  out.note(SYNOD_TEXT("Phase 1"),
           SYNOD_TEXT("%1 votes no, and aborts at once: account %2 holds %3, and %4 should leave "
                      "it."),
           out.self(), account.money.last(), static_cast<std::size_t>(account.balance()),
           static_cast<std::size_t>(-change_of(account, what, out.setup())));
}

void lock(Account& account, const Text& what, Out& out) {
  const std::int64_t change = change_of(account, what, out.setup());
  if (change == 0) return;
  account.lock = Text(fmt::format("{}{:+}", account.money.last().view(), change));
  account.locked_at = out.now().ms;
  out.note("",
           SYNOD_TEXT("%1 locks account %2 for %3: nobody else can use it until that is decided."),
           out.self(), account.money.last(), account.lock);
}

void unlock(Account& account, bool commits, Out& out) {
  if (!account.lock.exists()) return;
  const Text name = account.money.last();
  if (commits)
    account.money.put(name, Text(std::to_string(account.balance() + change_in(account.lock))));
  account.lock = {};
  account.locked_at = 0;
  out.note("", SYNOD_TEXT("%1 unlocks account %2, which holds %3."), out.self(), name,
           static_cast<std::size_t>(account.balance()));
}

}  // namespace synod::bank
