// Alarm of a violated invariant: a strip above the canvas that says what broke.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>
#include <optional>
#include <string>

#include "views/kit/frame.h"
#include "views/kit/theme.h"

namespace synod::views {

/// Shown wherever an invariant is violated at the moment that is shown; gone where it is not.
///  1. Says the first violation in words, so that the last row of a lecture hall can read it.
///  2. Hides nothing of the canvas, which makes room for it.
///  3. Never takes the keyboard by itself; closed by hand, it stays away until another breaks.
class AlarmBar : public QWidget {
  Q_OBJECT

 public:
  explicit AlarmBar(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void show_frame(const Frame& frame);
  /// "Agreement is violated. Two values are chosen ..."; empty where all is well.
  QString message() const;

 signals:
  /// Why is `invariant` violated?
  void why_requested(const std::string& invariant);
  /// The event that broke it first.
  void event_requested(synod::EventNumber event);

 private:
  void tell(const Violation& violation);
  void show_title();

  Theme theme_ = Theme::light();
  QLabel* icon_;
  QLabel* title_;
  QLabel* text_;
  QPushButton* why_;
  QPushButton* event_;
  QToolButton* close_;
  std::string invariant_;  ///< That is told about; empty where none is.
  EventNumber at_ = 0;
  std::string closed_;  ///< The invariant that the person has read about.
};

}  // namespace synod::views
