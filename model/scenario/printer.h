// Printer of the scenario language: from commands to text.
#pragma once

#include <string>

#include "model/scenario/command.h"

namespace synod {

/// The one way in which a scenario is written. Parsing what it prints and printing that again gives
/// the same text.
std::string print(const Scenario& scenario);
/// One line, without its end.
std::string print(const ScenarioLine& line);
std::string print(const Command& command);
std::string print(const Condition& condition);
std::string print(const Term& term);
std::string print(const MessagePattern& pattern);
/// "N2.log[5]": the field that a test is about, or its part.
std::string print_field(const FieldTest& test);

/// "deliver": the word of the language. `heal all` is `heal`.
const char* verb_word(Verb verb);

}  // namespace synod
