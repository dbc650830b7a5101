#include "app/parts/head_words.h"

#include <QCoreApplication>
#include <QStringList>

namespace synod::app {

QString head_words(const std::string& text) {
  const QString gap = QStringLiteral("\n\n");
  QStringList paragraphs = QString::fromStdString(text).split(gap);
  // The empty text has a meaning of its own in a translation.
  for (QString& paragraph : paragraphs)
    if (!paragraph.isEmpty())
      paragraph = QCoreApplication::translate("heads", paragraph.toUtf8().constData());
  return paragraphs.join(gap);
}

}  // namespace synod::app
