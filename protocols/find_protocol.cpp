// Lookup of a protocol by its name.
#include "protocols/catalog.h"

namespace synod {

const Protocol* find_protocol(std::string_view name) {
  for (const Protocol* protocol : catalog())
    if (protocol->info().name == name) return protocol;
  return nullptr;
}

}  // namespace synod
