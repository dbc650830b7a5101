// Progress of reading a long run, in place of a view that needs all of it.
#pragma once

#include <QPointer>
#include <QStackedWidget>
#include <QTimer>

#include "views/kit/line_trace.h"
#include "views/kit/theme.h"

class QLabel;

namespace synod::views {

/// The place of a view that draws the whole trace.
///  1. Where much of the line is unread, it says how far reading has come. The view is hidden.
///  2. Reading goes on in short pieces while the gate is visible, so that no key waits for it.
///  3. Once all is read, the view is shown and has the keyboard again where it had it before.
class TraceGate : public QStackedWidget {
  Q_OBJECT

 public:
  /// Takes `view` for its own. `line` must outlive the gate.
  TraceGate(QWidget* view, LineTrace* line, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// Looks whether the view can be shown: before each frame that the view gets.
  void look();

  /// Reads all that is unread now, for pictures that nobody waits for.
  void finish();

  /// The view that stands behind it.
  QWidget* view() const { return view_; }
  bool is_open() const { return currentWidget() == view_; }

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void hide_view();
  void show_view();
  void read_on();
  void tell();

  QWidget* view_;
  LineTrace* line_;
  QLabel* words_;
  QTimer pump_;
  QPointer<QWidget> had_focus_;
};

/// The gate in front of `view`, where it has one; else the view itself: what stands in the tabs.
QWidget* page_of(QWidget* view);
/// The other way round: the view behind `page`, where it is a gate.
QWidget* view_of(QWidget* page);

}  // namespace synod::views
