#include "tests/monkey/dialogs.h"

#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFileDialog>
#include <QTest>

namespace synod::monkey {

namespace {

constexpr int between_looks_ms = 1;
constexpr int most_tries = 6;
/// A dialog that is cancelled may ask once more, or have something to end first.
constexpr int most_closes = 200;

QWidget* in_front() {
  if (QWidget* popup = QApplication::activePopupWidget()) return popup;
  return QApplication::activeModalWidget();
}

}  // namespace

Dialogs::Dialogs(Hand& hand, QString folder, Told told)
    : hand_(hand), folder_(std::move(folder)), told_(std::move(told)) {
  connect(&timer_, &QTimer::timeout, this, &Dialogs::look);
  timer_.start(between_looks_ms);
}

void Dialogs::look() {
  // A timer does not come again while it is answered, but what is done below may wait for this.
  timer_.start(between_looks_ms);
  QWidget* open = in_front();
  if (open == nullptr) {
    seen_ = nullptr;
    return;
  }
  if (open != seen_) {
    seen_ = open;
    left_ = hand_.below(most_tries);
    told_(QStringLiteral("opened: %1 '%2'").arg(name_of(*open), open->windowTitle()));
  }
  // What is done in it may open another one, and wait there: then this comes again from inside.
  if (left_-- <= 0) return close(*open);
  if (qobject_cast<QFileDialog*>(open) != nullptr) return choose_file(*open);
  switch (hand_.below(4)) {
    case 0: told_(hand_.press_key(*open)); break;
    case 1:
      if (QWidget* focus = open->focusWidget()) told_(hand_.type(*focus));
      break;
    default: told_(hand_.click(*open)); break;
  }
}

/// Only ever in the folder that is there for it.
void Dialogs::choose_file(QWidget& open) {
  auto& dialog = static_cast<QFileDialog&>(open);
  dialog.setDirectory(folder_);
  const QStringList there = QDir(folder_).entryList(QDir::Files);
  const bool saves = dialog.acceptMode() == QFileDialog::AcceptSave;
  QString name = saves ? QStringLiteral("made-%1").arg(hand_.below(5)) : QString();
  if (!saves && !there.isEmpty()) name = there[hand_.below(static_cast<int>(there.size()))];
  told_("choose the file " + name);
  dialog.selectFile(folder_ + '/' + name);
  left_ = 0;
  QMetaObject::invokeMethod(&dialog, "accept");
}

void Dialogs::close(QWidget& open) {
  told_("close " + name_of(open));
  if (auto* dialog = qobject_cast<QDialog*>(&open))
    dialog->reject();
  else
    open.close();
}

void Dialogs::close_all(const QWidget& window) {
  for (int i = 0; i < most_closes; ++i) {
    QWidget* other = in_front();
    for (QWidget* top : QApplication::topLevelWidgets())
      if (other == nullptr && top != &window && top->isVisible() && top->parentWidget() != nullptr)
        other = top;
    if (other == nullptr) return;
    close(*other);
    QApplication::processEvents();
    QTest::qWait(1);
  }
}

}  // namespace synod::monkey
