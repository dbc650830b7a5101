// Options of a cluster in words, and the topics under which people look for them.
#pragma once

#include <QString>

#include "model/base/options.h"

namespace synod::views {

/// "Messages lost".
QString option_title(const OptionKind& kind);
/// "through the log"; the word itself where it speaks for itself.
QString choice_title(const OptionChoice& choice);
/// The heading of a topic; empty for those that most people choose.
QString topic_title(OptionTopic topic);
/// Whether it is one of those that most people choose.
bool is_common(OptionTopic topic);

}  // namespace synod::views
