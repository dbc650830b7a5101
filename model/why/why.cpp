#include "model/why/why.h"

#include <algorithm>

namespace synod {

bool Why::holds(EventNumber event) const {
  return std::binary_search(slice.begin(), slice.end(), event);
}

}  // namespace synod
