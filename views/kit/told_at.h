// Words for a level of detail: sentences, rules and messages as beginners and others are told them.
#pragma once

#include <QString>

#include "model/world/cluster.h"
#include "model/world/event.h"
#include "views/kit/level_of_detail.h"

namespace synod::views {

/// Whether a field is a number at which nodes act: of the kind of a ballot, or with such a meaning.
bool is_number(const FieldInfo& info, const FieldValue& value);

/// `sentence` as that level tells it: below intermediate in plain words, where it has some,
/// and so are sentences in its places.
Sentence told_at(LevelOfDetail level, const Sentence& sentence);
/// The name of a rule, translated; empty below full.
QString rule_at(LevelOfDetail level, const char* rule);
/// All sentences about an event.
QString sentences_at(LevelOfDetail level, const Event& event);
/// What a message is, such as "Accept 1.1 blue"; below intermediate without its number.
QString message_told(const Cluster& world, const Message& message, LevelOfDetail level);

}  // namespace synod::views
