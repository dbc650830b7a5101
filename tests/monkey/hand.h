// Hand of a monkey: keys, clicks and drags on widgets, drawn at random.
#pragma once

#include <QPoint>
#include <QString>
#include <QWidget>
#include <vector>

#include "model/base/random.h"

namespace synod::monkey {

/// Draws what to do from a generator, and does it. Each call says what it did.
class Hand {
 public:
  explicit Hand(std::uint64_t seed) : random_(seed) {}

  int below(int count) { return static_cast<int>(random_.between(0, count - 1)); }
  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }

  QString press_key(QWidget& window);
  QString type(QWidget& into);
  QString click(QWidget& window);
  QString drag(QWidget& window);
  QString turn_wheel(QWidget& window);

 private:
  QWidget* part_of(QWidget& window);
  QPoint place_in(const QWidget& part);

  Random random_;
};

/// What a widget is, for people who read what the monkey did.
QString name_of(const QWidget& widget);

}  // namespace synod::monkey
