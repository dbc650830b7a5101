#include "tests/texts/language_words.h"

#include "model/truth/observer.h"
#include "protocols/catalog.h"
#include "tests/texts/pseudo_language.h"

namespace synod::testing {

QSet<QString> words_of_the_language() {
  QSet<QString> words;
  for (const Protocol* protocol : catalog()) {
    const ProtocolInfo& info = protocol->info();
    for (const char* timer : info.timers) words << timer;
    for (const Variant& variant : info.variants) {
      words << QString::fromUtf8(variant.name);
      // A place in a paper.
      for (const QString& word : foreign_words(QString::fromUtf8(variant.source), {}))
        words << word;
    }
    words << info.request.verb << QString::fromStdString(info.noop.str());
    for (const Wish& wish : info.wishes) words << wish.word << wish.verb;
    for (const FieldInfo& field : protocol->fresh(NodeId{0}, synod::Setup()).infos()) {
      words << field.name;
      for (const PhaseWord& phase : field.phases) words << phase.word;
    }
    words << QString::fromUtf8(info.name);
    for (const MessageKind& kind : info.messages) words << kind.label << kind.name;
  }
  for (const Protocol* protocol : catalog())
    for (const OptionKind& option : options_of(protocol->info())) {
      words << option.name << option.example;
      for (const OptionChoice& choice : option.choices) words << choice.word;
    }
  for (const Invariant& invariant : invariants()) words << invariant.name;
  // What commands come to.
  words << "ok"
        << "none"
        // What a participant answers.
        << "uncertain"
        // A part of a snapshot, as a key of its table.
        << "digest"
        << "commit"
        << "abort";
  return words;
}

}  // namespace synod::testing
