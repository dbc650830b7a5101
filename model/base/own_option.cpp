#include "model/base/own_option.h"

#include <algorithm>

namespace synod {

std::int64_t OwnOptions::operator[](const OwnOption& option) const {
  for (const Value& value : values_)
    if (value.option == &option || std::string_view(value.option->name) == option.name)
      return value.value;
  return option.usual;
}

void OwnOptions::set(const OwnOption& option, std::int64_t value) {
  const std::string_view name = option.name;
  const auto place = std::find_if(values_.begin(), values_.end(),
                                  [&](const Value& known) { return name <= known.option->name; });
  const bool known = place != values_.end() && name == place->option->name;
  if (value == option.usual) {
    if (known) values_.erase(place);
  } else if (known) {
    place->value = value;
  } else {
    values_.insert(place, {&option, value});
  }
}

}  // namespace synod
