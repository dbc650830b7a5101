#include "app/start/start_screen.h"

#include <QMainWindow>
#include <QStackedWidget>
#include <chrono>
#include <thread>

#include "app/lesson/open_course.h"
#include "app/open/file_commands.h"
#include "app/parts/actions.h"
#include "app/parts/appearance.h"
#include "app/parts/head_words.h"
#include "app/session/recent_files.h"
#include "app/start/start_catalog.h"
#include "app/start/start_pictures.h"
#include "model/scenario/header.h"
#include "model/scenario/parser.h"
#include "protocols/catalog.h"
#include "views/start/start_page.h"

namespace synod::app {

namespace {

/// So long the page may wait for the disks that recent files are on.
constexpr std::chrono::milliseconds patience{50};
constexpr std::chrono::milliseconds between_looks{100};

/// What may be done on the start page; all else is about a run.
constexpr Command awake[] = {Command::start_page,     Command::new_cluster,  Command::open,
                             Command::open_previous,  Command::quit,         Command::projector,
                             Command::larger_text,    Command::smaller_text, Command::normal_text,
                             Command::reduced_motion, Command::keys,         Command::about};

}  // namespace

StartScreen::StartScreen(QMainWindow& window, Session& session, FileCommands& files,
                         const Actions& actions, const Appearance& appearance, OpenCourse& course)
    : QObject(&window),
      window_(window),
      session_(session),
      files_(files),
      actions_(actions),
      appearance_(appearance),
      course_(course),
      stack_(new QStackedWidget) {
  stack_->addWidget(window.takeCentralWidget());
  window.setCentralWidget(stack_);
  connect(&session, &Session::opened, this, &StartScreen::hide);
  connect(&session, &Session::refused, this, &StartScreen::tell);
  connect(&course, &OpenCourse::refused, this, &StartScreen::tell);
  connect(&course, &OpenCourse::changed, this, [this] {
    if (shown()) load_entries();
  });
  connect(&recent_watch_, &QTimer::timeout, this, &StartScreen::show_recent);
}

bool StartScreen::shown() const {
  return page_ != nullptr && stack_->currentWidget() == page_;
}

void StartScreen::show() {
  if (page_ == nullptr) make_page();
  page_->set_theme(appearance_.theme());
  load_entries();
  page_->set_way_back(session_.in_lesson()            ? tr("Back to the lesson")
                      : session_.history().size() > 1 ? tr("Back to the run")
                                                      : QString());
  stack_->setCurrentWidget(page_);
  resting_.rest(actions_, awake);
  page_->begin();
  tell(course_.problem());
}

void StartScreen::show_course() {
  if (!shown()) show();
  page_->open_door(views::StartEntry::Kind::lesson);
}

void StartScreen::load_entries() {
  const bool is_open = course_.is_open();
  entries_ = start_entries(course_.lessons());
  page_->set_course(is_open ? head_words(course_.course().title) : QString(),
                    is_open ? head_words(course_.course().summary) : QString());
  page_->set_entries(entries_);
  look_for_recent();
}

void StartScreen::look_for_recent() {
  std::promise<views::StartEntries> promise;
  recent_ = promise.get_future();
  // Nobody waits for it: a disk that never answers must not keep the program from ending.
  std::thread([promise = std::move(promise), paths = remembered_files()]() mutable {
    promise.set_value(recent_entries(paths));
  }).detach();
  recent_watch_.start(between_looks);
  recent_.wait_for(patience);
  show_recent();
}

void StartScreen::show_recent() {
  if (recent_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return;
  recent_watch_.stop();
  views::StartEntries all = entries_;
  for (views::StartEntry& entry : recent_.get()) all.push_back(std::move(entry));
  page_->set_entries(all);
}

void StartScreen::hide() {
  if (!shown()) return;
  stack_->setCurrentIndex(0);
  resting_.wake();
  emit hidden();
}

void StartScreen::tell(const QString& why) {
  if (shown()) page_->show_error(why);
}

void StartScreen::make_page() {
  page_ = new views::StartPage(start_picture);
  page_->set_synonyms(start_synonyms());
  stack_->addWidget(page_);
  connect(&appearance_, &Appearance::changed, page_, &views::StartPage::set_theme);
  connect(page_, &views::StartPage::left, this, &StartScreen::hide);
  connect(page_, &views::StartPage::chosen, this, &StartScreen::open);
  connect(page_, &views::StartPage::cluster_wanted, &files_, &FileCommands::new_cluster);
  connect(page_, &views::StartPage::course_left, &course_, &OpenCourse::close);
  connect(page_, &views::StartPage::file_wanted, &files_, &FileCommands::open);
}

void StartScreen::open(const views::StartEntry& entry) {
  using Kind = views::StartEntry::Kind;
  switch (entry.kind) {
    case Kind::lesson: emit lesson_requested(entry.key); break;
    case Kind::scenario:
      files_.open_example(entry.key,
                          entry.mark.isEmpty() ? entry.title : entry.mark + ": " + entry.title);
      break;
    case Kind::free_play: start_cluster(entry.key); break;
    case Kind::recent: files_.open_file(entry.key); break;
  }
}

void StartScreen::start_cluster(const QString& setup) {
  const auto scenario = parse_scenario(setup.toStdString());
  if (!scenario) return;
  if (const auto wanted = setup_of(*scenario, find_protocol)) files_.start(*wanted);
}

}  // namespace synod::app
