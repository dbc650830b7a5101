#include "model/truth/order_conflict.h"

#include <algorithm>
#include <utility>

#include "model/base/whole_number.h"

namespace synod {

namespace {

std::optional<std::int64_t> number(const Text& text) {
  return whole_number(text.view());
}

/// The value that a call left behind, where its answer tells that it changed it.
std::optional<Text> left_behind(const KeyCall& call) {
  using Kind = KeyCommand::Kind;
  if (call.command.kind == Kind::put) return call.command.value;
  if (call.command.kind == Kind::add && call.is_answered() && number(call.result))
    return call.result;
  return std::nullopt;
}

/// An addition leaves a number, so it explains no other answer.
bool may_need_a_number(const KeyCall& call) {
  return call.reads() ? number(call.result).has_value() : call.result != Text("not a number");
}

/// Whether `call` may have been answered as it was because of what `write` left behind.
bool may_come_from(const KeyCall& call, const KeyCall& write) {
  if (write.reads()) return false;
  const auto left = left_behind(write);
  if (!left) return !write.is_answered() && may_need_a_number(call);
  Text value = *left;
  return execute(call.command, value) == call.result;
}

/// An addition without an answer may come to anything, by what was there before it.
bool may_come_to_anything(const KeyCall& call) {
  return !call.is_answered() && call.command.kind == KeyCommand::Kind::add;
}

/// Whether the answer of a call tells anything of the value before it.
bool tells(const KeyCall& call) {
  return call.is_answered() && call.command.kind != KeyCommand::Kind::put;
}

using Places = std::vector<std::size_t>;

/// The sets of calls of one history that can be looked at alone: each holds, with a call, all whose
/// value that one may have seen. Where the whole has an order, so has each such set: the order
/// without the others.
class Closed {
 public:
  explicit Closed(const std::vector<KeyCall>& calls) : calls_(calls), sources_(calls.size()) {}

  /// `wanted` and all that they rest on, ascending.
  Places around(Places wanted) {
    std::vector<char> in(calls_.size());
    for (std::size_t place : wanted) in[place] = 1;
    for (std::size_t i = 0; i < wanted.size(); ++i)
      for (std::size_t source : sources(wanted[i]))
        if (std::exchange(in[source], 1) == 0) wanted.push_back(source);
    std::sort(wanted.begin(), wanted.end());
    return wanted;
  }

  /// `set` without those from `first` to `last`, and without all that rest on them.
  Places without(const Places& set, std::size_t first, std::size_t last) {
    std::vector<char> in(calls_.size());
    for (std::size_t i = 0; i < set.size(); ++i) in[set[i]] = i < first || i >= last;
    bool changed = true;
    while (changed) {
      changed = false;
      for (std::size_t place : set)
        if (in[place] != 0 && misses_a_source(place, in)) {
          in[place] = 0;
          changed = true;
        }
    }
    Places rest;
    for (std::size_t place : set)
      if (in[place] != 0) rest.push_back(place);
    return rest;
  }

 private:
  bool misses_a_source(std::size_t place, const std::vector<char>& in) {
    const Places& all = sources(place);
    return std::any_of(all.begin(), all.end(), [&](std::size_t source) { return in[source] == 0; });
  }

  /// The writes whose value a call may have seen. Where certain later ones hide them all, the last
  /// of them, which tells best what was seen.
  const Places& sources(std::size_t place) {
    auto& known = sources_[place];
    if (known) return *known;
    known = Places{};
    const KeyCall& call = calls_[place];
    if (may_come_to_anything(call)) {
      for (std::size_t i = 0; i < calls_.size(); ++i)
        if (i != place && !calls_[i].reads()) known->push_back(i);
      return *known;
    }
    if (!tells(call)) return *known;
    const std::uint32_t hidden_before = last_certain_change(call);
    std::optional<std::size_t> last_hidden;
    for (std::size_t i = 0; i < calls_.size() && calls_[i].asked < call.answered; ++i) {
      if (i == place || !may_come_from(call, calls_[i])) continue;
      if (calls_[i].answered < hidden_before) {
        last_hidden = i;
      } else {
        known->push_back(i);
      }
    }
    if (known->empty() && last_hidden) known->push_back(*last_hidden);
    return *known;
  }

  /// When the last write of something else was asked for that was answered before the call was
  /// asked for.
  std::uint32_t last_certain_change(const KeyCall& call) const {
    std::uint32_t last = 0;
    for (const KeyCall& other : calls_) {
      if (other.asked >= call.asked) break;
      if (other.answered < call.asked && left_behind(other) && !may_come_from(call, other))
        last = std::max(last, other.asked);
    }
    return last;
  }

  const std::vector<KeyCall>& calls_;
  std::vector<std::optional<Places>> sources_;
};

class Conflict {
 public:
  Conflict(const std::vector<KeyCall>& calls, std::size_t most_steps)
      : calls_(calls), closed_(calls), most_steps_(most_steps) {}

  std::optional<Places> find() {
    if (calls_.empty()) return std::nullopt;
    for (std::size_t size = 4;; size *= 4) {
      Places set = closed_.around(answered_last(size));
      if (has_none(set)) return smaller(std::move(set));
      if (given_up_ || size >= calls_.size()) return std::nullopt;
    }
  }

 private:
  /// The calls that were answered last: what is wrong is most often near the end.
  Places answered_last(std::size_t size) const {
    Places places;
    for (std::size_t i = 0; i < calls_.size(); ++i)
      if (calls_[i].is_answered()) places.push_back(i);
    std::sort(places.begin(), places.end(), [this](std::size_t a, std::size_t b) {
      return calls_[a].answered > calls_[b].answered;
    });
    if (size >= calls_.size()) return all();
    places.resize(std::min(size, places.size()));
    return places;
  }

  Places all() const {
    Places places(calls_.size());
    for (std::size_t i = 0; i < places.size(); ++i) places[i] = i;
    return places;
  }

  bool has_none(const Places& set) {
    std::vector<KeyCall> chosen;
    for (std::size_t place : set) chosen.push_back(calls_[place]);
    const auto verdict = have_an_order(std::move(chosen), steps_, most_steps_);
    given_up_ = given_up_ || !verdict;
    return verdict == false;
  }

  Places smaller(Places set) {
    for (std::size_t part = std::max<std::size_t>(set.size() / 2, 1); part > 0; part /= 2) {
      bool again = true;
      while (again && !given_up_) again = leave_out_parts(set, part);
    }
    return set;
  }

  bool leave_out_parts(Places& set, std::size_t part) {
    bool left_out = false;
    for (std::size_t first = 0; first < set.size() && !given_up_;) {
      Places rest = closed_.without(set, first, first + part);
      if (!rest.empty() && has_none(rest)) {
        set = std::move(rest);
        left_out = true;
      } else {
        first += part;
      }
    }
    return left_out;
  }

  const std::vector<KeyCall>& calls_;
  Closed closed_;
  std::size_t most_steps_;
  std::size_t steps_ = 0;
  bool given_up_ = false;
};

// --- In words ---

bool is_before(const Operation& a, const Operation& b) {
  return a.answered && a.answered_order < b.asked_order;
}

/// What an operation came to, and on what.
struct Told {
  const Operation* operation;
  KeyCommand command;

  bool reads() const { return command.kind == KeyCommand::Kind::get; }
  bool writes(const Text& value) const {
    if (command.kind == KeyCommand::Kind::put) return command.value == value;
    return command.kind == KeyCommand::Kind::add && operation->result == value;
  }
};

/// "x=2": a command without its client's number.
std::string body(const Told& told) {
  const std::string text = told.operation->command.str();
  return told.command.client == 0 ? text : text.substr(text.find(' ') + 1);
}

class Words {
 public:
  Words(const std::vector<Operation>& conflict, const Shape& shape) : shape_(shape) {
    for (const Operation& operation : conflict)
      all_.push_back({&operation, parse_key_command(operation.command)});
  }

  Sentence say_why() const {
    for (std::size_t i = all_.size(); i-- > 0;)
      if (all_[i].reads() && all_[i].operation->answered)
        if (auto why = about_read(all_[i])) return *why;
    return about_all();
  }

 private:
  std::optional<Sentence> about_read(const Told& read) const {
    const Told* source = source_of(read);
    const std::string name = shape_.name(read.operation->client);
    const std::string key = read.command.key.str();
    const std::string seen = read.operation->result.str();
    const bool nothing = read.operation->result == Text("none");
    if (source == nullptr && !nothing)
      return say(SYNOD_TEXT("%1 read %2 = %3, and nobody had written that."), name, key, seen);
    for (const Told& write : all_) {
      if (write.reads() || write.writes(read.operation->result) || !later(write, source, read))
        continue;
      const std::string writer = shape_.name(write.operation->client);
      if (nothing)
        return say(SYNOD_TEXT("%1 read nothing under %2 after %3 of %4 had been answered."), name,
                   key, body(write), writer);
      return say(SYNOD_TEXT("%1 read %2 = %3 after %4 of %5 had been answered."), name, key, seen,
                 body(write), writer);
    }
    for (const Told& other : all_) {
      if (!other.reads() || !is_before(*other.operation, *read.operation) ||
          other.operation->result == read.operation->result ||
          (source != nullptr && !is_before(*source->operation, *other.operation)))
        continue;
      return say(SYNOD_TEXT("%1 read %2 = %3 after %4 had read %2 = %5, which is newer."), name,
                 key, seen, shape_.name(other.operation->client), other.operation->result.str());
    }
    return std::nullopt;
  }

  /// Whether the write is certain to lie between what was read and the reading.
  static bool later(const Told& write, const Told* source, const Told& read) {
    return is_before(*write.operation, *read.operation) &&
           (source == nullptr || is_before(*source->operation, *write.operation));
  }

  /// The write whose value was read; null where there is none.
  const Told* source_of(const Told& read) const {
    const Told* found = nullptr;
    for (const Told& write : all_)
      if (!write.reads() && write.writes(read.operation->result)) found = &write;
    return found;
  }

  Sentence about_all() const {
    Sentence list = about(all_.front());
    for (std::size_t i = 1; i < all_.size(); ++i)
      list = say(SYNOD_TEXT("%1; %2"), std::move(list), about(all_[i]));
    return say(SYNOD_TEXT("No order of these operations on %1 gives these answers: %2."),
               all_.front().command.key.str(), std::move(list));
  }

  /// "C1 x=2 → ok".
  Sentence about(const Told& told) const {
    const std::string client = shape_.name(told.operation->client);
    if (!told.operation->answered) return say(SYNOD_TEXT("%1 %2"), client, body(told));
    return say(SYNOD_TEXT("%1 %2 → %3"), client, body(told), told.operation->result.str());
  }

  const Shape& shape_;
  std::vector<Told> all_;
};

}  // namespace

std::optional<std::vector<std::size_t>> smallest_conflict(const std::vector<KeyCall>& calls,
                                                          std::size_t most_steps) {
  return Conflict(calls, most_steps).find();
}

Sentence conflict_in_words(const std::vector<Operation>& conflict, const Shape& shape) {
  return Words(conflict, shape).say_why();
}

}  // namespace synod
