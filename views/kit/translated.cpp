#include "views/kit/translated.h"

#include <QCoreApplication>

#include "model/truth/observer.h"

namespace synod::views {

std::string in_language(const char* source, int count) {
  return QCoreApplication::translate("core", source, nullptr, count).toStdString();
}

QString translated(const char* source) {
  return *source == '\0' ? QString() : QCoreApplication::translate("core", source);
}

QString translated(const Sentence& sentence) {
  return QString::fromStdString(sentence.in(in_language));
}

std::vector<SentencePart> translated_parts(const Sentence& sentence) {
  std::vector<SentencePart> parts;
  for (const Sentence::Argument& part : sentence.parts(in_language))
    parts.push_back({QString::fromStdString(part.printed), part.kind, part.owner});
  return parts;
}

QString invariant_title(std::string_view name) {
  for (const Invariant& invariant : invariants())
    if (name == invariant.name) return translated(invariant.title);
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

}  // namespace synod::views
