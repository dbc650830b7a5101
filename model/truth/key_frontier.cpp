#include "model/truth/key_frontier.h"

#include <algorithm>
#include <set>

namespace synod {

namespace {

constexpr std::size_t few_open = 12;

using Open = KeyFrontier::Open;
using Mark = KeyFrontier::Mark;
using Way = KeyFrontier::Way;

/// The first mark of a call, or where it would stand.
auto first_mark(const Way& way, std::uint32_t call) {
  return std::lower_bound(way.marks.begin(), way.marks.end(), Mark{call, {}});
}

bool has_mark(const Way& way, std::uint32_t call) {
  const auto mark = first_mark(way, call);
  return mark != way.marks.end() && mark->call == call;
}

/// False where the mark was there.
bool add_mark(Way& way, Mark mark) {
  const auto place = std::lower_bound(way.marks.begin(), way.marks.end(), mark);
  if (place != way.marks.end() && *place == mark) return false;
  way.marks.insert(place, std::move(mark));
  return true;
}

Way without(Way way, std::uint32_t call) {
  std::erase_if(way.marks, [call](const Mark& mark) { return mark.call == call; });
  return way;
}

/// What a read of this value is told.
Text told(const Text& value) {
  return value.exists() ? value : Text("none");
}

}  // namespace

/// Goes from each way to those in which one more operation is done.
class KeyFrontier::Advance {
 public:
  Advance(const KeyFrontier& from, const Open& answered, const Text& result)
      : open_(from.open_),
        answered_(answered),
        result_(result),
        steps_left_(from.complete_ ? most_steps : few_steps) {}

  /// First the way of the log, so that it is found however many others there are.
  void from(const Ways& ways) {
    if (ways.log) log_ = as_in_the_log(*ways.log);
    for (const Way& way : ways.all) {
      if (is_over(way)) {
        arrives(way);
      } else {
        in_any_order(way);
      }
    }
  }

  bool complete() const { return complete_; }
  Ways take() { return {{found_.begin(), found_.end()}, std::move(log_)}; }

 private:
  /// Does what the log has before the answered operation, then that one. Nothing where it would
  /// have another result.
  std::optional<Way> as_in_the_log(Way way) {
    if (is_over(way)) return arrives(way);
    std::vector<const Open*> before;
    for (const Open& open : open_)
      if (!open.reads() && is_before_answered(open) && !has_mark(way, open.call))
        before.push_back(&open);
    std::sort(before.begin(), before.end(),
              [](const Open* a, const Open* b) { return a->slot < b->slot; });
    for (const Open* open : before) {
      way = after(way, *open);
      if (answered_.reads() && is_over(way)) break;
    }
    return arrives(way);
  }

  bool is_before_answered(const Open& open) const {
    return open.call != answered_.call && open.slot != Slot{} &&
           (answered_.slot == Slot{} || open.slot < answered_.slot);
  }

  /// Breadth first: what needs the least else to be done comes first.
  void in_any_order(const Way& start) {
    arrives(start);
    std::set<Way> seen{start};
    std::vector<Way> queue{start};
    for (std::size_t i = 0; i < queue.size(); ++i) {
      for (const Open& open : open_) {
        if (open.reads() || open.call == answered_.call || has_mark(queue[i], open.call)) continue;
        if (steps_left_ == 0) return void(complete_ = false);
        --steps_left_;
        Way next = after(queue[i], open);
        if (!seen.insert(next).second) continue;
        const bool satisfied = arrives(next).has_value() && answered_.reads();
        if (!satisfied) queue.push_back(std::move(next));
      }
    }
  }

  /// Whether nothing else needs to be done before the answer: doing it later leads to the same
  /// ways.
  bool is_over(const Way& way) const {
    return answered_.reads() ? saw_result(way) : has_mark(way, answered_.call);
  }

  bool saw_result(const Way& way) const {
    return told(way.value) == result_ ||
           std::binary_search(way.marks.begin(), way.marks.end(), Mark{answered_.call, result_});
  }

  /// Notes the way on which the answer is right, where this one leads to it.
  std::optional<Way> arrives(const Way& way) {
    if (answered_.reads()) {
      if (!saw_result(way)) return std::nullopt;
      return *found_.insert(without(way, answered_.call)).first;
    }
    const Way done = has_mark(way, answered_.call) ? way : after(way, answered_);
    if (first_mark(done, answered_.call)->result != result_) return std::nullopt;
    return *found_.insert(without(done, answered_.call)).first;
  }

  Way after(const Way& way, const Open& write) {
    Way next = way;
    const Text result = execute(write.command, next.value);
    if (next.value != way.value)
      for (const Open& open : open_)
        if (open.reads()) note_seen(next, open, told(way.value));
    add_mark(next, {write.call, result});
    return next;
  }

  void note_seen(Way& way, const Open& read, const Text& value) {
    const auto first = first_mark(way, read.call);
    const auto seen = std::count_if(first, way.marks.cend(),
                                    [&](const Mark& mark) { return mark.call == read.call; });
    if (static_cast<std::size_t>(seen) < most_seen) {
      add_mark(way, {read.call, value});
    } else if (!std::binary_search(way.marks.begin(), way.marks.end(), Mark{read.call, value})) {
      complete_ = false;
    }
  }

  const std::vector<Open>& open_;
  const Open answered_;
  const Text result_;
  std::set<Way> found_;
  std::optional<Way> log_;
  std::size_t steps_left_;
  bool complete_ = true;
};

std::shared_ptr<const KeyFrontier::Ways> KeyFrontier::start() {
  static const auto empty = std::make_shared<const Ways>(Ways{{Way{}}, Way{}});
  return empty;
}

const Open* KeyFrontier::find(std::uint32_t call) const {
  const auto found = std::find_if(open_.begin(), open_.end(),
                                  [call](const Open& open) { return open.call == call; });
  return found == open_.end() ? nullptr : &*found;
}

void KeyFrontier::asked(const Operation& operation, const KeyCommand& command) {
  const std::size_t room = complete_ ? most_open : few_open;
  const auto writes =
      std::count_if(open_.begin(), open_.end(), [](const Open& open) { return !open.reads(); });
  if (static_cast<std::size_t>(writes) >= room) {
    complete_ = false;
    // What the log's way did already, or the log does not have yet, is not missed: the latter comes
    // back when it takes effect.
    const auto is_done = [this](const Open& open) {
      return !open.reads() &&
             (open.slot == Slot{} || (ways_->log && has_mark(*ways_->log, open.call)));
    };
    auto oldest = std::find_if(open_.begin(), open_.end(), is_done);
    if (oldest == open_.end())
      oldest =
          std::find_if(open_.begin(), open_.end(), [](const Open& open) { return !open.reads(); });
    forget(oldest->call);
  }
  open_.push_back(
      {operation.asked_order, operation.client, operation.command, command, operation.slot});
}

void KeyFrontier::took_effect(std::uint32_t call, Slot slot) {
  for (Open& open : open_)
    if (open.call == call) open.slot = slot;
}

void KeyFrontier::given_up(std::uint32_t call) {
  const Open* open = find(call);
  if (open != nullptr && open->reads()) forget(call);
}

void KeyFrontier::forget(std::uint32_t call) {
  Ways ways;
  for (const Way& way : ways_->all) ways.all.push_back(without(way, call));
  std::sort(ways.all.begin(), ways.all.end());
  ways.all.erase(std::unique(ways.all.begin(), ways.all.end()), ways.all.end());
  if (ways_->log) ways.log = without(*ways_->log, call);
  ways_ = std::make_shared<const Ways>(std::move(ways));
  std::erase_if(open_, [call](const Open& open) { return open.call == call; });
}

bool KeyFrontier::answered(const Operation& operation, const KeyCommand& command) {
  static_cast<void>(command);
  // What is not known any more was forgotten, as there was no room for it.
  if (find(operation.asked_order) == nullptr) return true;
  const Open answered = *find(operation.asked_order);
  Advance advance(*this, answered, operation.result);
  advance.from(*ways_);
  complete_ = complete_ && advance.complete();
  Ways ways = advance.take();
  if (ways.all.empty()) return false;
  std::erase_if(open_, [&](const Open& open) { return open.call == answered.call; });
  reached_ = std::max(reached_, answered.slot);
  keep(std::move(ways));
  return true;
}

/// How often a way does not do what the log did.
std::size_t KeyFrontier::strangeness(const Way& way) const {
  return static_cast<std::size_t>(std::count_if(open_.begin(), open_.end(), [&](const Open& open) {
    if (open.reads()) return false;
    const bool done = has_mark(way, open.call);
    return done ? open.slot == Slot{} : open.slot != Slot{} && open.slot <= reached_;
  }));
}

/// Of more ways than there is room for the log's stays, and those that are most like it.
void KeyFrontier::keep(Ways ways) {
  const std::size_t room = complete_ && ways.all.size() <= most_ways ? most_ways : few_ways;
  if (ways.all.size() > room) {
    complete_ = false;
    std::vector<std::pair<std::size_t, Way>> ranked;
    for (Way& way : ways.all)
      ranked.emplace_back(way == ways.log ? 0 : 1 + strangeness(way), std::move(way));
    std::sort(ranked.begin(), ranked.end());
    ranked.resize(room);
    ways.all.clear();
    for (auto& [rank, way] : ranked) ways.all.push_back(std::move(way));
    std::sort(ways.all.begin(), ways.all.end());
  }
  ways_ = std::make_shared<const Ways>(std::move(ways));
}

}  // namespace synod
