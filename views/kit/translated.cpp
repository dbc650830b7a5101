#include "views/kit/translated.h"

#include <QCoreApplication>

#include "model/truth/observer.h"

namespace synod::views {

QString translated(const char* source) {
  return *source == '\0' ? QString() : QCoreApplication::translate("core", source);
}

QString translated(const Sentence& sentence) {
  return QString::fromStdString(
      sentence.in([](const char* source) { return translated(source).toStdString(); }));
}

QString invariant_title(std::string_view name) {
  for (const Invariant& invariant : invariants())
    if (name == invariant.name) return translated(invariant.title);
  return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()));
}

}  // namespace synod::views
