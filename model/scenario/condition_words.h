// Conditions in words: what one asks for, and what is the case instead.
#pragma once

#include <vector>

#include "model/scenario/command.h"
#include "model/world/cluster.h"

namespace synod {

/// What a condition asks for, a sentence for each of its terms, without capitals and full stops:
/// "A1 has 1.1:blue in 'accepted'", "no Nack message to P1 has been delivered". `world` tells of
/// what kind a field is.
std::vector<Sentence> wanted_words(const Cluster& world, const Condition& condition);

/// What is the case where `test` is asked: "one Nack message to P1 has been delivered". `world`
/// must be one that the test can be asked of.
Sentence actual_words(const Cluster& world, const Test& test);

}  // namespace synod
