#include "tutorials/choice_order.h"

#include <numeric>
#include <utility>

#include "model/base/random.h"

namespace synod {

namespace {

/// FNV-1a (Fowler, Noll and Vo): a few bytes become a seed.
std::uint64_t seed_of(std::string_view bytes) {
  std::uint64_t seed = 0xcbf29ce484222325u;
  for (char byte : bytes) seed = (seed ^ static_cast<unsigned char>(byte)) * 0x100000001b3u;
  return seed;
}

}  // namespace

std::vector<std::size_t> choice_order(const AskBlock& ask, std::string_view lesson,
                                      BlockPlace place, std::uint32_t run) {
  std::vector<std::size_t> order(ask.choices.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (ask.keeps_order) return order;
  Random random(seed_of(lesson));
  for (std::uint64_t number : {place.first, place.second, run})
    random = Random(random.next() ^ number);
  for (std::size_t i = order.size(); i > 1; --i)
    std::swap(order[i - 1],
              order[static_cast<std::size_t>(random.between(0, static_cast<std::int64_t>(i) - 1))]);
  return order;
}

}  // namespace synod
