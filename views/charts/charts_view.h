// Charts tab: charts over simulated time, and pages of other figures.
#pragma once

#include <QButtonGroup>
#include <QElapsedTimer>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QPointer>
#include <QStackedWidget>
#include <QTimer>
#include <QWidget>
#include <vector>

#include "views/charts/chart_card.h"
#include "views/kit/frame.h"
#include "views/kit/line_trace.h"
#include "views/kit/reason.h"
#include "views/kit/selection.h"
#include "views/kit/theme.h"

namespace synod::views {

/// A row of buttons, and below it the charts over simulated time, as many side by side as there is
/// room for, or a page that was added. Works only on what is to be seen.
class ChartsView : public QWidget {
  Q_OBJECT

 public:
  ChartsView(Selection* selection, Reason* reason, const LineTrace* line,
             QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// The line belongs to another history now.
  void line_exchanged();
  void show_frame(const Frame& frame);

  /// Adds a button named `title` that shows `page` in place of the charts. Takes
  /// ownership of the page; the caller gives it its theme.
  void add_page(const QString& title, QWidget* page);
  /// Opens a window of its own for a chart. It follows the line, the moment and the theme.
  QWidget* tear_off(ChartKind kind);

 signals:
  void moment_requested(synod::MomentId moment);
  /// A place on History::line(): the depth of a moment and how far the next event has come.
  void scrubbed(double position);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void showEvent(QShowEvent* event) override;

 private:
  QAbstractButton* add_button(const QString& title, const QString& tip, int id);
  ChartCard* make_card(ChartKind kind, QWidget* parent);
  /// The cards of this tab and of all windows.
  std::vector<ChartCard*> cards() const;
  bool seen() const;
  /// Offers the charts that have something to show in such a run, and no others.
  void offer_charts();
  void choose(int id);
  /// Puts as many charts side by side as there is room for, the chosen one among them.
  void place_cards();
  /// Draws what has changed, at most a few times a second.
  void follow_line();
  void draw_line();
  void draw_waiting();

  Selection* selection_;
  const LineTrace* line_;
  Theme theme_ = Theme::light();
  QWidget* bar_;
  QHBoxLayout* buttons_;
  QButtonGroup* group_;
  QStackedWidget* pages_;
  QWidget* charts_;
  QGridLayout* grid_;
  std::vector<ChartCard*> own_;      ///< In the order of all_charts.
  std::vector<ChartCard*> offered_;  ///< Those of them that have something to show.
  std::vector<QPointer<ChartCard>> torn_;
  int chosen_ = 0;         ///< A button's number: first all charts, then the pages.
  std::size_t drawn_ = 0;  ///< The version of the line that is drawn.
  double now_ = 0;
  double position_ = 0;
  bool answers_hidden_ = false;
  QElapsedTimer since_;
  qint64 pause_ms_ = 0;  ///< After the last drawing.
  QTimer soon_;
  std::vector<QPointer<ChartCard>> waiting_;  ///< To be drawn yet, one after another.
  QTimer next_;
  qint64 drawing_ms_ = 0;  ///< What drawing has taken since the line changed.
};

}  // namespace synod::views
