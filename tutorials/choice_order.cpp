#include "tutorials/choice_order.h"

#include <numeric>
#include <utility>

#include "model/base/random.h"
#include "tutorials/student_seed.h"

namespace synod {

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
