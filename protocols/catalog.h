// Catalogue of protocols: the one list of them.
#pragma once

#include <span>
#include <string_view>

#include "model/world/protocol.h"

namespace synod {

/// Every protocol that Synod knows, in the order in which people choose from them.
std::span<const Protocol* const> catalog();

/// The protocol of that name; null where there is none.
const Protocol* find_protocol(std::string_view name);

}  // namespace synod
