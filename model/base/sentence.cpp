#include "model/base/sentence.h"

namespace synod {

std::string Sentence::filled(std::string_view translation) const {
  std::string text;
  for (std::size_t i = 0; i < translation.size(); ++i) {
    const bool place = translation[i] == '%' && i + 1 < translation.size() &&
                       translation[i + 1] >= '1' && translation[i + 1] <= '9';
    const std::size_t index = place ? static_cast<std::size_t>(translation[i + 1] - '1') : 0;
    if (place && index < args.size()) {
      text += args[index];
      ++i;
    } else {
      text += translation[i];
    }
  }
  return text;
}

}  // namespace synod
