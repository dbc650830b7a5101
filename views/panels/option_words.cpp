#include "views/panels/option_words.h"

#include <QCoreApplication>
#include <tuple>

#include "views/kit/translated.h"

namespace synod::views {

namespace {

constexpr OptionWords table[] = {
    {"load", SYNOD_TEXT("Commands of each client"), OptionPart::asked},
    {"loss", SYNOD_TEXT("Messages lost"), OptionPart::lost},
    {"duplicate", SYNOD_TEXT("Messages delivered twice"), OptionPart::lost},
    {"bug", SYNOD_TEXT("Broken rule"), OptionPart::rule},
    {"latency", SYNOD_TEXT("Time under way"), OptionPart::retries},
    {"nack", SYNOD_TEXT("Answers that refuse"), OptionPart::retries},
    {"retry", SYNOD_TEXT("Try again"), OptionPart::retries},
    {"retry-delay", SYNOD_TEXT("Wait before trying again"), OptionPart::retries, "retry"},
    {"client-retry", SYNOD_TEXT("Client asks again after"), OptionPart::retries},
    {"q1", SYNOD_TEXT("Phase-1 quorum"), OptionPart::quorums},
    {"q2", SYNOD_TEXT("Phase-2 quorum"), OptionPart::quorums},
    {"detector", SYNOD_TEXT("Failure detector"), OptionPart::leader},
    {"heartbeat", SYNOD_TEXT("Heartbeat every"), OptionPart::leader},
    {"timeout", SYNOD_TEXT("Suspected after"), OptionPart::leader, "detector"},
    {"lease", SYNOD_TEXT("Lease for"), OptionPart::leader},
    {"presume", SYNOD_TEXT("Without a record"), OptionPart::repair},
    {"ask", SYNOD_TEXT("Who is asked in doubt"), OptionPart::repair},
    {"accounts", SYNOD_TEXT("Money on each account"), OptionPart::asked},
    {"reads", SYNOD_TEXT("How reads are answered"), OptionPart::log},
    {"batch", SYNOD_TEXT("Commands in a message"), OptionPart::log},
    {"pipeline", SYNOD_TEXT("Slots at the same time"), OptionPart::log},
};

constexpr std::tuple<std::string_view, std::string_view, const char*> choices[] = {
    {"detector", "fixed", SYNOD_TEXT("fixed timeout")},
    {"detector", "growing", SYNOD_TEXT("growing timeout")},
    {"detector", "highest", SYNOD_TEXT("highest number leads")},
    {"reads", "log", SYNOD_TEXT("through the log")},
    {"reads", "local", SYNOD_TEXT("from the local store")},
    {"presume", "nothing", SYNOD_TEXT("presumed nothing")},
    {"presume", "abort", SYNOD_TEXT("presumed abort")},
    {"ask", "all", SYNOD_TEXT("all others")},
    {"ask", "coordinator", SYNOD_TEXT("the coordinator alone")},
    {"", "on", SYNOD_TEXT("on")},
    {"", "off", SYNOD_TEXT("off")},
};

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(OptionWords)
};

}  // namespace

OptionWords words_for_option(const char* name) {
  for (const OptionWords& words : table)
    if (std::string_view(words.name) == name) return words;
  return {name, name, OptionPart::log};
}

QString option_title(const char* name) {
  return translated(words_for_option(name).title);
}

QString choice_title(std::string_view option, const char* word) {
  for (const auto& [of, choice, title] : choices)
    if (choice == word && (of.empty() || of == option)) return translated(title);
  return QString::fromUtf8(word);
}

QString part_title(OptionPart part) {
  switch (part) {
    case OptionPart::retries: return Texts::tr("Network and retries");
    case OptionPart::quorums: return Texts::tr("Quorums");
    case OptionPart::leader: return Texts::tr("Timeouts and leader");
    case OptionPart::repair: return Texts::tr("After a crash");
    case OptionPart::log: return Texts::tr("Log");
    default: return {};
  }
}

bool is_common(OptionPart part) {
  return part == OptionPart::asked || part == OptionPart::lost || part == OptionPart::rule;
}

}  // namespace synod::views
