// Seed of a student's assignment, drawn from the student's name.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/scenario/command.h"

namespace synod {

/// A number that the bytes of `text` alone decide.
std::uint64_t seed_of(std::string_view text);

/// `scenario` with a seed of the student's own, so that a run by the clock goes another way for
/// each. A scenario that names its seed keeps it; so does every one where `student` is empty.
Scenario for_student(const Scenario& scenario, std::string_view student);

}  // namespace synod
