#include "tests/monkey/qt_messages.h"

#include <QMutex>

namespace synod::monkey {

namespace {

QMutex mutex;
QStringList gathered;

void gather(QtMsgType type, const QMessageLogContext&, const QString& text) {
  if (type == QtDebugMsg || type == QtInfoMsg) return;
  if (text.contains("propagateSizeHints") || text.contains("This plugin does not support")) return;
  const QMutexLocker lock(&mutex);
  gathered.append(text);
}

}  // namespace

void gather_qt_messages() {
  qInstallMessageHandler(gather);
}

QStringList take_qt_messages() {
  const QMutexLocker lock(&mutex);
  return std::exchange(gathered, {});
}

}  // namespace synod::monkey
