#include "model/linearizability.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "model/key_command.h"

namespace synod {

namespace {

/// One operation on one key.
struct Call {
  KeyCommand command;
  std::int64_t asked = 0;
  std::int64_t answered = std::numeric_limits<std::int64_t>::max();  ///< Never: the latest of all.
  Text result;

  bool is_answered() const { return answered != std::numeric_limits<std::int64_t>::max(); }
};

/// The search for an order of the calls on one key. `done_` and the value are all that matters for
/// what may follow, so a pair that was reached before is not tried again.
class Search {
 public:
  Search(std::vector<Call> calls, std::size_t& steps, std::size_t most_steps)
      : calls_(std::move(calls)), done_(calls_.size()), steps_(steps), most_steps_(most_steps) {
    std::sort(calls_.begin(), calls_.end(),
              [](const Call& a, const Call& b) { return a.asked < b.asked; });
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
  std::int64_t earliest_answer() const {
    std::int64_t earliest = std::numeric_limits<std::int64_t>::max();
    for (std::size_t i = 0; i < calls_.size(); ++i)
      if (!done_[i]) earliest = std::min(earliest, calls_[i].answered);
    return earliest;
  }

  /// The first call from `from_` on that may come next and leads to somewhere new.
  std::optional<std::size_t> next(const Text& value) {
    const std::int64_t limit = earliest_answer();
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

  std::vector<Call> calls_;
  std::vector<bool> done_;
  std::vector<Step> path_;
  std::set<std::pair<std::vector<bool>, Text>> seen_;
  std::size_t from_ = 0;
  std::size_t& steps_;
  std::size_t most_steps_;
};

/// A read that was never answered tells nothing; a write that was never answered may have happened.
bool matters(const Call& call) {
  return call.is_answered() || call.command.kind != KeyCommand::Kind::get;
}

std::map<Text, std::vector<Call>> by_key(const SharedLog<Operation>& operations) {
  std::map<Text, std::vector<Call>> calls;
  for (const Operation& operation : operations) {
    Call call{.command = parse_key_command(operation.command), .asked = operation.invoked.ms};
    if (call.command.kind == KeyCommand::Kind::opaque) continue;
    if (operation.answered) call.answered = operation.answered->ms;
    call.result = operation.result;
    if (matters(call)) calls[call.command.key].push_back(call);
  }
  return calls;
}

}  // namespace

Linearizability check_linearizability(const SharedLog<Operation>& operations,
                                      std::size_t most_steps) {
  Linearizability verdict;
  for (auto& [key, calls] : by_key(operations)) {
    const auto found = Search(std::move(calls), verdict.steps, most_steps).run();
    if (found == true) continue;
    verdict.holds = false;
    verdict.decided = found.has_value();
    verdict.key = key;
    return verdict;
  }
  return verdict;
}

}  // namespace synod
