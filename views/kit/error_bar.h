// Error bar: a strip that says what went wrong or what just happened, and goes away by itself.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QTimer>
#include <QToolButton>
#include <QWidget>
#include <functional>

#include "views/kit/theme.h"

namespace synod::views {

/// For refused actions, broken files, and quiet notices with something to do about them. Hidden
/// until there is something to say; never takes the keyboard.
class ErrorBar : public QWidget {
  Q_OBJECT

 public:
  explicit ErrorBar(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// Shows `message` for about as long as it takes to read; the pointer on it keeps it. An
  /// empty one hides the bar.
  void show_message(const QString& message);
  /// The same for what is no error; where `offer` says something, a button does `then`.
  void show_notice(const QString& notice, const QString& offer, std::function<void()> then);
  /// A notice that stays until another message comes: something is under way.
  void show_working(const QString& notice, const QString& offer, std::function<void()> then);
  QString message() const;
  /// Hidden where nothing is offered.
  QPushButton* offer() const { return offer_; }
  /// From now on lies over the foot of `ground`, so that nothing moves when it comes and goes.
  void float_over(QWidget* ground);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void tell(const QString& text);
  void place();
  void show_icon();

  Theme theme_ = Theme::light();
  QLabel* icon_;
  QLabel* text_;
  QPushButton* offer_;
  QToolButton* close_;
  std::function<void()> then_;
  bool is_notice_ = false;
  QTimer hide_;
};

}  // namespace synod::views
