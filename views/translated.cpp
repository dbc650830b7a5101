#include "views/translated.h"

#include <QCoreApplication>

namespace synod::views {

QString translated(const char* source) {
  return *source == '\0' ? QString() : QCoreApplication::translate("core", source);
}

QString translated(const Sentence& sentence) {
  return QString::fromStdString(sentence.filled(translated(sentence.source).toStdString()));
}

}  // namespace synod::views
