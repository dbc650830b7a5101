// Opening of files in the window: beside it, with a page that shows how far it is.
#pragma once

#include <QPointer>
#include <QTimer>

#include "app/open/open_job.h"
#include "app/parts/resting_actions.h"

class QMainWindow;
class QStackedWidget;

namespace synod::views {
class OpeningPage;
}

namespace synod::app {

/// Opens one file at a time.
///  1. What takes no longer than a moment shows nothing; else a page stands in the window, and the
///     window goes on answering.
///  2. Cancelled or refused, what stood in the window is there again.
class OpenDesk : public QObject {
  Q_OBJECT

 public:
  OpenDesk(QMainWindow& window, const Actions& actions);

  /// Lets `read` make a run of what is called `name`, within `bounds`, then calls `done`.
  void open(const QString& name, const RunBounds& bounds, OpenJob::Read read, OpenJob::Done done);
  bool busy() const { return job_.running(); }
  /// Null where it is not shown.
  views::OpeningPage* page() const;

 private:
  void show_page();
  void hide_page();
  void show_progress();

  QMainWindow& window_;
  const Actions& actions_;
  RunBounds bounds_;
  QString name_;
  views::OpeningPage* page_ = nullptr;  ///< Made when it is first needed.
  QPointer<QWidget> behind_;            ///< What the page stands in front of.
  RestingActions resting_;
  QTimer wait_;   ///< Until the page is shown.
  QTimer watch_;  ///< Between two looks at how far it is.
  OpenJob job_;
};

}  // namespace synod::app
