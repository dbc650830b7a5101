#include "app/open/open_desk.h"

#include <QMainWindow>
#include <QStackedWidget>

#include "views/panels/opening_page.h"

namespace synod::app {

namespace {

using std::chrono::milliseconds;

/// So long a file may take before the window goes on without it.
constexpr milliseconds patience{50};
/// So long nothing shows: a page that only flashes up is worse than none.
constexpr milliseconds until_page{250};
constexpr milliseconds between_looks{100};

/// What may be done while a file is opened; all else is about a run.
constexpr Command awake[] = {Command::quit,         Command::projector,   Command::larger_text,
                             Command::smaller_text, Command::normal_text, Command::reduced_motion,
                             Command::keys,         Command::about};

QStackedWidget& pages_of(QMainWindow& window) {
  return *qobject_cast<QStackedWidget*>(window.centralWidget());
}

}  // namespace

OpenDesk::OpenDesk(QMainWindow& window, const Actions& actions)
    : QObject(&window), window_(window), actions_(actions) {
  wait_.setSingleShot(true);
  connect(&wait_, &QTimer::timeout, this, &OpenDesk::show_page);
  connect(&watch_, &QTimer::timeout, this, &OpenDesk::show_progress);
  connect(&job_, &OpenJob::ended, this, &OpenDesk::hide_page);
}

void OpenDesk::open(const QString& name, const RunBounds& bounds, OpenJob::Read read,
                    OpenJob::Done done) {
  name_ = name;
  bounds_ = bounds;
  // Nothing of a run may be changed or lost while another is on its way.
  if (!busy()) resting_.rest(actions_, awake);
  wait_.start(until_page);
  job_.start(std::move(read), std::move(done), patience);
}

views::OpeningPage* OpenDesk::page() const {
  return page_ != nullptr && pages_of(window_).currentWidget() == page_ ? page_ : nullptr;
}

void OpenDesk::show_page() {
  QStackedWidget& pages = pages_of(window_);
  if (page_ == nullptr) {
    page_ = new views::OpeningPage;
    pages.addWidget(page_);
    connect(page_, &views::OpeningPage::cancelled, &job_, &OpenJob::cancel);
  }
  if (page() == nullptr) behind_ = pages.currentWidget();
  page_->begin(name_);
  pages.setCurrentWidget(page_);
  page_->setFocus();
  watch_.start(between_looks);
}

void OpenDesk::hide_page() {
  wait_.stop();
  watch_.stop();
  resting_.wake();
  if (page() == nullptr) return;
  if (behind_) pages_of(window_).setCurrentWidget(behind_);
  pages_of(window_).currentWidget()->setFocus();
}

void OpenDesk::show_progress() {
  const RunProgress& progress = job_.progress();
  page_->show_figures(
      {progress.line, progress.lines, progress.events, progress.bytes, bounds_.bytes});
}

}  // namespace synod::app
