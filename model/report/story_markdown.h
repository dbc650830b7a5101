// Story of a run in Markdown.
#pragma once

#include <string>

#include "model/line/history.h"

namespace synod {

/// Markdown: the protocol and the cluster, then each event of `History::line()` in one line with
/// the rule that it follows, and how it ended; in English where no language is given.
std::string story_markdown(const History& history, Sentence::Language language = nullptr);

}  // namespace synod
