// Words that reports share.
#pragma once

#include <string>

#include "model/world/cluster.h"
#include "model/world/event.h"

namespace synod {

/// "deliver": the word of the scenario language.
const char* word_of(Verb verb);
/// All that was said about an event, in one line.
std::string sentences_of(const Event& event);
/// The rules that it followed, each once, separated by commas; in English where no language is
/// given.
std::string rules_of(const Event& event, Sentence::Language language = nullptr);
/// "by chance", "at a cut link": why a message never arrived.
const char* word_of(Loss why);

}  // namespace synod
