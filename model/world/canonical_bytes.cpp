#include "model/world/canonical_bytes.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace synod {

CanonicalBytes::Hash CanonicalBytes::hash() const {
  const XXH128_hash_t hash = XXH3_128bits(bytes_.data(), bytes_.size());
  return {hash.high64, hash.low64};
}

}  // namespace synod
