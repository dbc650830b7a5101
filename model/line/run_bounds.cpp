#include "model/line/run_bounds.h"

#include <string>

#include "model/line/history.h"

namespace synod {

namespace {

std::string megabytes(std::size_t bytes) {
  return std::to_string((bytes + (std::size_t{1} << 20) - 1) >> 20);
}

}  // namespace

std::optional<Sentence> bound_reached(const RunBounds& bounds, std::uint64_t events,
                                      const History& history) {
  if (events >= bounds.events)
    return say(SYNOD_TEXT("this makes more than %1 events, the most that may be made here; let it "
                          "end sooner, such as by 'within 50 steps'"),
               std::to_string(bounds.events));
  if (const std::size_t bytes = history.grown_bytes(); bytes > bounds.bytes)
    return say(
        SYNOD_COUNTED("after %1 events the run takes %2 MB of memory, and it may take at most "
                      "%3 MB; let it end sooner"),
        Sentence::Argument::count(events), megabytes(bytes), megabytes(bounds.bytes));
  return too_many_in_flight(bounds, history.world().in_flight.size(), events);
}

std::optional<Sentence> too_many_in_flight(const RunBounds& bounds, std::size_t count,
                                           std::uint64_t events) {
  if (count <= bounds.in_flight) return std::nullopt;
  return say(SYNOD_TEXT("after %1 events %2 messages are in flight, and at most %3 may be; ask for "
                        "fewer copies"),
             std::to_string(events), std::to_string(count), std::to_string(bounds.in_flight));
}

}  // namespace synod
