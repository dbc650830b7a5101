#include "tests/monkey/hand.h"

#include <QApplication>
#include <QKeySequence>
#include <QPointer>
#include <QTest>
#include <QWheelEvent>

namespace synod::monkey {

namespace {

const std::vector<Qt::Key> keys = {
    Qt::Key_Space,  Qt::Key_Left,   Qt::Key_Right,  Qt::Key_Up,          Qt::Key_Down,
    Qt::Key_Home,   Qt::Key_End,    Qt::Key_PageUp, Qt::Key_PageDown,    Qt::Key_Tab,
    Qt::Key_Return, Qt::Key_Escape, Qt::Key_Delete, Qt::Key_Menu,        Qt::Key_Backspace,
    Qt::Key_F1,     Qt::Key_F5,     Qt::Key_F9,     Qt::Key_F11,         Qt::Key_Plus,
    Qt::Key_Minus,  Qt::Key_Period, Qt::Key_Comma,  Qt::Key_BracketLeft, Qt::Key_BracketRight};

Qt::Key any_key(Hand& hand) {
  if (hand.below(2) == 0) return hand.one_of(keys);
  if (hand.below(3) == 0) return static_cast<Qt::Key>(Qt::Key_0 + hand.below(10));
  return static_cast<Qt::Key>(Qt::Key_A + hand.below(26));
}

Qt::KeyboardModifiers any_modifiers(Hand& hand) {
  switch (hand.below(8)) {
    case 0: return Qt::ControlModifier;
    case 1: return Qt::ShiftModifier;
    case 2: return Qt::ControlModifier | Qt::ShiftModifier;
    case 3: return Qt::AltModifier;
    default: return Qt::NoModifier;
  }
}

}  // namespace

QString name_of(const QWidget& widget) {
  const QString name =
      widget.accessibleName().isEmpty() ? widget.objectName() : widget.accessibleName();
  return QStringLiteral("%1 '%2'").arg(QString::fromUtf8(widget.metaObject()->className()), name);
}

/// Something in the window that can be seen and used.
QWidget* Hand::part_of(QWidget& window) {
  std::vector<QWidget*> parts{&window};
  for (QWidget* part : window.findChildren<QWidget*>())
    if (part->isVisible() && part->isEnabled() && part->window() == &window &&
        !part->size().isEmpty())
      parts.push_back(part);
  return one_of(parts);
}

QPoint Hand::place_in(const QWidget& part) {
  return {below(std::max(1, part.width())), below(std::max(1, part.height()))};
}

QString Hand::press_key(QWidget& window) {
  QWidget* focus = window.focusWidget();
  QWidget& to = focus != nullptr ? *focus : window;
  const Qt::Key key = any_key(*this);
  const Qt::KeyboardModifiers modifiers = any_modifiers(*this);
  const QString said =
      QStringLiteral("key %1 on %2").arg(QKeySequence(key | modifiers).toString(), name_of(to));
  QTest::keyClick(&to, key, modifiers);
  return said;
}

namespace {
/// QTest knows the keys of ASCII alone.
void press(QWidget& into, QChar letter) {
  if (letter.unicode() < 0x80) return QTest::keyClick(&into, letter.toLatin1());
  for (const QEvent::Type type : {QEvent::KeyPress, QEvent::KeyRelease}) {
    QKeyEvent event(type, Qt::Key_unknown, Qt::NoModifier, QString(letter));
    QCoreApplication::sendEvent(&into, &event);
  }
}
}  // namespace

QString Hand::type(QWidget& into) {
  static const std::vector<QString> texts = {"blue",
                                             "x=1",
                                             "0",
                                             "-1",
                                             "999999999999",
                                             "N1 N2 | N3",
                                             "chosen blue",
                                             "ümlaut",
                                             "<b>a",
                                             "a\tb",
                                             QString(300, 'x'),
                                             "step",
                                             "",
                                             "1.1"};
  const QString text = one_of(texts);
  const QString said = QStringLiteral("type '%1' into %2").arg(text.left(20), name_of(into));
  const QPointer<QWidget> there(&into);
  for (const QChar letter : text) {
    if (there.isNull()) break;
    press(*there, letter);
  }
  return said;
}

QString Hand::click(QWidget& window) {
  QWidget* part = part_of(window);
  const QPoint place = place_in(*part);
  const int dice = below(8);
  const Qt::MouseButton button = dice == 0 ? Qt::RightButton : Qt::LeftButton;
  const QString said = QStringLiteral("click %1 at %2,%3 of %4")
                           .arg(dice)
                           .arg(place.x())
                           .arg(place.y())
                           .arg(name_of(*part));
  QTest::mouseMove(part, place);
  if (dice == 1)
    QTest::mouseDClick(part, Qt::LeftButton, {}, place);
  else
    QTest::mouseClick(part, button, dice == 2 ? Qt::ControlModifier : Qt::NoModifier, place);
  return said;
}

QString Hand::drag(QWidget& window) {
  QWidget* part = part_of(window);
  const QPoint from = place_in(*part);
  const QPoint to = place_in(*part);
  const QString said = QStringLiteral("drag from %1,%2 to %3,%4 of %5")
                           .arg(from.x())
                           .arg(from.y())
                           .arg(to.x())
                           .arg(to.y())
                           .arg(name_of(*part));
  // Whatever the first press did, the widget may be gone by the next.
  const QPointer<QWidget> still(part);
  QTest::mousePress(part, Qt::LeftButton, {}, from);
  for (int i = 1; i <= 4 && still; ++i) QTest::mouseMove(still, from + (to - from) * i / 4);
  if (still) QTest::mouseRelease(still, Qt::LeftButton, {}, to);
  return said;
}

QString Hand::turn_wheel(QWidget& window) {
  QWidget* part = part_of(window);
  const QPoint place = place_in(*part);
  const int angle = below(2) == 0 ? 120 : -120;
  const QString said = QStringLiteral("wheel %1 on %2").arg(angle).arg(name_of(*part));
  QWheelEvent event(place, part->mapToGlobal(place), {}, {0, angle}, Qt::NoButton,
                    below(2) == 0 ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase, false);
  QApplication::sendEvent(part, &event);
  return said;
}

}  // namespace synod::monkey
