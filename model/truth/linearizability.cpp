#include "model/truth/linearizability.h"

#include <algorithm>
#include <map>
#include <set>

namespace synod {

namespace {

/// The search for an order of the calls on one key. `done_` and the value are all that matters for
/// what may follow, so a pair that was reached before is not tried again.
class Search {
 public:
  Search(std::vector<KeyCall> calls, std::size_t& steps, std::size_t most_steps)
      : calls_(std::move(calls)), done_(calls_.size()), steps_(steps), most_steps_(most_steps) {
    std::sort(calls_.begin(), calls_.end(),
              [](const KeyCall& a, const KeyCall& b) { return a.asked < b.asked; });
  }

  /// Nothing where it was given up.
  std::optional<bool> run() {
    Text value;
    while (!all_answered_are_done()) {
      if (steps_ >= most_steps_) return std::nullopt;
      if (const auto call = next(value)) {
        path_.push_back({*call, value});
        done_[*call] = true;
        execute(calls_[*call].command, value);
        from_ = 0;
      } else if (path_.empty()) {
        return false;
      } else {
        go_back(value);
      }
    }
    return true;
  }

 private:
  struct Step {
    std::size_t call;
    Text before;
  };

  bool all_answered_are_done() const {
    for (std::size_t i = 0; i < calls_.size(); ++i)
      if (!done_[i] && calls_[i].is_answered()) return false;
    return true;
  }

  /// No call may come before one that was answered before it was asked for.
  std::uint32_t earliest_answer() const {
    std::uint32_t earliest = KeyCall::never;
    for (std::size_t i = 0; i < calls_.size(); ++i)
      if (!done_[i]) earliest = std::min(earliest, calls_[i].answered);
    return earliest;
  }

  /// The first call from `from_` on that may come next and leads to somewhere new.
  std::optional<std::size_t> next(const Text& value) {
    const std::uint32_t limit = earliest_answer();
    for (std::size_t i = from_; i < calls_.size() && calls_[i].asked <= limit; ++i) {
      if (done_[i]) continue;
      ++steps_;
      Text after = value;
      const Text result = execute(calls_[i].command, after);
      if (calls_[i].is_answered() && result != calls_[i].result) continue;
      done_[i] = true;
      const bool fresh = seen_.insert({done_, after}).second;
      done_[i] = false;
      if (fresh) return i;
    }
    return std::nullopt;
  }

  void go_back(Text& value) {
    const Step last = path_.back();
    path_.pop_back();
    done_[last.call] = false;
    value = last.before;
    from_ = last.call + 1;
  }

  std::vector<KeyCall> calls_;
  std::vector<bool> done_;
  std::vector<Step> path_;
  std::set<std::pair<std::vector<bool>, Text>> seen_;
  std::size_t from_ = 0;
  std::size_t& steps_;
  std::size_t most_steps_;
};

/// A read that was never answered tells nothing; a write that was never answered may have happened.
bool matters(const KeyCall& call) {
  return call.is_answered() || !call.reads();
}

KeyCall call_of(const Operation& operation, OperationRef name, const KeyCommand& command) {
  return {.operation = name,
          .command = command,
          .result = operation.result,
          .asked = operation.asked_order,
          .answered = operation.answered ? operation.answered_order : KeyCall::never};
}

/// Calls `see` with each operation on a key that matters.
template <class See>
void each_call(const SharedLog<Operation>& operations, bool by_hand, See see) {
  std::uint32_t place = 0;
  for (const Operation& operation : operations) {
    const KeyCommand command = parse_key_command(operation.command);
    const KeyCall call = call_of(operation, {by_hand, place++}, command);
    if (command.kind != KeyCommand::Kind::opaque && matters(call)) see(call);
  }
}

}  // namespace

std::vector<KeyCall> calls_on(const Text& key, const SharedLog<Operation>& by_clients,
                              const SharedLog<Operation>& by_hand) {
  std::vector<KeyCall> calls;
  const auto note = [&](const KeyCall& call) {
    if (call.command.key == key) calls.push_back(call);
  };
  each_call(by_clients, false, note);
  each_call(by_hand, true, note);
  std::sort(calls.begin(), calls.end(),
            [](const KeyCall& a, const KeyCall& b) { return a.asked < b.asked; });
  return calls;
}

std::optional<bool> have_an_order(std::vector<KeyCall> calls, std::size_t& steps,
                                  std::size_t most_steps) {
  return Search(std::move(calls), steps, most_steps).run();
}

Linearizability check_linearizability(const SharedLog<Operation>& by_clients,
                                      const SharedLog<Operation>& by_hand, std::size_t most_steps) {
  std::map<Text, std::vector<KeyCall>> keys;
  const auto note = [&](const KeyCall& call) { keys[call.command.key].push_back(call); };
  each_call(by_clients, false, note);
  each_call(by_hand, true, note);
  Linearizability verdict;
  for (auto& [key, calls] : keys) {
    const auto found = have_an_order(std::move(calls), verdict.steps, most_steps);
    if (found == true) continue;
    verdict.holds = false;
    verdict.decided = found.has_value();
    verdict.key = key;
    return verdict;
  }
  return verdict;
}

}  // namespace synod
