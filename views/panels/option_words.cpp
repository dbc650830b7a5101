#include "views/panels/option_words.h"

#include <QCoreApplication>

#include "views/kit/translated.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(OptionWords)
};

}  // namespace

QString option_title(const OptionKind& kind) {
  return translated(kind.title);
}

QString choice_title(const OptionChoice& choice) {
  return choice.title != nullptr ? translated(choice.title) : QString::fromUtf8(choice.word);
}

QString topic_title(OptionTopic topic) {
  switch (topic) {
    case OptionTopic::retries: return Texts::tr("Network and retries");
    case OptionTopic::quorums: return Texts::tr("Quorums");
    case OptionTopic::leader: return Texts::tr("Timeouts and leader");
    case OptionTopic::repair: return Texts::tr("After a crash");
    case OptionTopic::log: return Texts::tr("Log");
    default: return {};
  }
}

bool is_common(OptionTopic topic) {
  return topic == OptionTopic::asked || topic == OptionTopic::lost || topic == OptionTopic::rule;
}

}  // namespace synod::views
