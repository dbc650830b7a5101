#include "views/panels/option_words.h"

#include <QCoreApplication>
#include <tuple>

namespace synod::views {

namespace {

#define TR(text) QT_TRANSLATE_NOOP("OptionWords", text)

constexpr OptionWords table[] = {
    {"load", TR("Commands of each client"), OptionPart::asked},
    {"loss", TR("Messages lost"), OptionPart::lost},
    {"duplicate", TR("Messages delivered twice"), OptionPart::lost},
    {"bug", TR("Broken rule"), OptionPart::rule},
    {"latency", TR("Time under way"), OptionPart::retries},
    {"nack", TR("Answers that refuse"), OptionPart::retries},
    {"retry", TR("Try again"), OptionPart::retries},
    {"retry-delay", TR("Wait before trying again"), OptionPart::retries, "retry"},
    {"client-retry", TR("Client asks again after"), OptionPart::retries},
    {"q1", TR("Phase-1 quorum"), OptionPart::quorums},
    {"q2", TR("Phase-2 quorum"), OptionPart::quorums},
    {"detector", TR("Failure detector"), OptionPart::leader},
    {"heartbeat", TR("Heartbeat every"), OptionPart::leader},
    {"timeout", TR("Suspected after"), OptionPart::leader, "detector"},
    {"lease", TR("Lease for"), OptionPart::leader},
    {"presume", TR("Without a record"), OptionPart::repair},
    {"ask", TR("Who is asked in doubt"), OptionPart::repair},
    {"reads", TR("How reads are answered"), OptionPart::log},
    {"batch", TR("Commands in a message"), OptionPart::log},
    {"pipeline", TR("Slots at the same time"), OptionPart::log},
};

constexpr std::tuple<std::string_view, std::string_view, const char*> choices[] = {
    {"detector", "fixed", TR("fixed timeout")},
    {"detector", "growing", TR("growing timeout")},
    {"detector", "highest", TR("highest number leads")},
    {"reads", "log", TR("through the log")},
    {"reads", "local", TR("from the local store")},
    {"presume", "nothing", TR("presumed nothing")},
    {"presume", "abort", TR("presumed abort")},
    {"ask", "all", TR("all others")},
    {"ask", "coordinator", TR("the coordinator alone")},
    {"", "on", TR("on")},
    {"", "off", TR("off")},
};

#undef TR

QString tr(const char* text) {
  return QCoreApplication::translate("OptionWords", text);
}

}  // namespace

OptionWords words_for_option(const char* name) {
  for (const OptionWords& words : table)
    if (std::string_view(words.name) == name) return words;
  return {name, name, OptionPart::log};
}

QString option_title(const char* name) {
  return tr(words_for_option(name).title);
}

QString choice_title(std::string_view option, const char* word) {
  for (const auto& [of, choice, title] : choices)
    if (choice == word && (of.empty() || of == option)) return tr(title);
  return QString::fromUtf8(word);
}

QString part_title(OptionPart part) {
  switch (part) {
    case OptionPart::retries: return tr("Network and retries");
    case OptionPart::quorums: return tr("Quorums");
    case OptionPart::leader: return tr("Timeouts and leader");
    case OptionPart::repair: return tr("After a crash");
    case OptionPart::log: return tr("Log");
    default: return {};
  }
}

bool is_common(OptionPart part) {
  return part == OptionPart::asked || part == OptionPart::lost || part == OptionPart::rule;
}

}  // namespace synod::views
