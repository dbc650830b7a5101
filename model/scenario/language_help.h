// Reference of the scenario language, made from the program's own tables.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/world/protocol.h"

namespace synod {

/// A condition that shows one form of the language, and what it says.
struct ConditionHelp {
  const char* example;
  const char* help;
};
std::span<const ConditionHelp> condition_helps();

/// The scenario in which the examples can be done.
extern const char* const example_scene;

/// The whole language in Markdown: commands, conditions, options, and of each protocol its roles,
/// messages, timers, requests, options, variants and fields.
std::string scenario_help(std::span<const Protocol* const> protocols);

}  // namespace synod
