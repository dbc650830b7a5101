#include "app/lesson/lesson_menu.h"

#include <QActionGroup>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QMessageBox>
#include <QSettings>
#include <QUrl>

#include "app/parts/head_words.h"
#include "app/system/data_folders.h"
#include "model/files/write_file.h"
#include "tutorials/lesson_parser.h"
#include "tutorials/packed_lesson.h"
#include "views/kit/plain_text.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

/// A menu of more is no menu any more.
constexpr int most_lessons = 60;
/// Of a name, so that its bytes fit a hand-in.
constexpr int most_letters_of_name = 50;

QString own_lessons() {
  return QString::fromStdString(lesson_folders().back().string());
}

QString title_of(const Course& course, const QString& file) {
  const QString title = head_words(course.title);
  return title.isEmpty() ? QFileInfo(file).fileName() : title;
}

}  // namespace

LessonMenu::LessonMenu(LessonController& lessons, LessonWindows& windows, OpenCourse& course,
                       const Actions& actions, QWidget* parent)
    : QMenu(tr("&Lesson"), parent),
      lessons_(lessons),
      windows_(windows),
      course_(course),
      actions_(actions) {
  setToolTipsVisible(true);
  add_lists();
  add_reviews();
  add_ways();
  add_forms();
  addSeparator();
  add_reading();
  addSeparator();
  add_memory();
  connect(&lessons_, &LessonController::opened, this, &LessonMenu::refresh);
  connect(&lessons_, &LessonController::hand_in_wanted, this, &LessonMenu::hand_in);
  lessons_.set_name_asker([this] {
    return ask_for_name(tr("Assignment"),
                        tr("This lesson is an assignment. Your name, as your teacher knows it:"));
  });
  connect(&lessons_, &LessonController::changed, &windows_, &LessonWindows::refresh_notes);
  refresh();
}

QAction* LessonMenu::add(const QString& name, const QString& help) {
  QAction* action = addAction(name);
  action->setToolTip(views::plain_tip(help));
  action->setStatusTip(help);
  return action;
}

QAction* LessonMenu::add(Command command) {
  addAction(actions_[command]);
  return actions_[command];
}

void LessonMenu::add_lists() {
  QMenu* list = addMenu(tr("&Open a lesson"));
  list->setToolTipsVisible(true);
  connect(list, &QMenu::aboutToShow, this, [this, list] { fill_lessons(list); });
  QMenu* courses = addMenu(tr("Open a &course"));
  courses->setToolTipsVisible(true);
  courses->menuAction()->setToolTip(
      views::plain_tip(tr("A course puts lessons in an order, and counts which are done")));
  connect(courses, &QMenu::aboutToShow, this, [this, courses] { fill_courses(courses); });
}

void LessonMenu::add_reviews() {
  QMenu* reviews = addMenu(tr("Re&view"));
  reviews->setToolTipsVisible(true);
  reviews->menuAction()->setToolTip(
      views::plain_tip(tr("Ask once more what you missed in the lessons that you took")));
  connect(reviews, &QMenu::aboutToShow, this, [this, reviews] { fill_reviews(reviews); });
}

void LessonMenu::fill_reviews(QMenu* menu) {
  menu->clear();
  int all = 0;
  const std::vector<PartToReview> parts = lessons_.reviews().parts();
  for (const PartToReview& part : parts) {
    add_review(*menu, part.heading, part.heading, part.missed);
    all += part.missed;
  }
  if (parts.size() > 1) add_review(*menu, tr("All parts"), {}, all);
  if (!parts.empty()) return;
  menu->addAction(tr("Nothing was missed in the lessons that you took"))->setEnabled(false);
}

void LessonMenu::add_review(QMenu& menu, const QString& name, const QString& part, int missed) {
  QAction* entry =
      menu.addAction(views::plain_entry(QStringLiteral("%1 (%2)").arg(name).arg(missed)));
  entry->setToolTip(tr("%n questions and goals", nullptr, missed));
  connect(entry, &QAction::triggered, this, [this, part] {
    if (auto review = lessons_.reviews().of_part(part)) lessons_.open_review(*std::move(review));
  });
}

void LessonMenu::add_ways() {
  QAction* leave = add(Command::lesson_leave);
  connect(leave, &QAction::triggered, &lessons_, &LessonController::close);
  addSeparator();
  QAction* next = add(Command::lesson_next);
  // A presenter's remote sends these two keys, with a lesson and without.
  connect(next, &QAction::triggered, this,
          [this] { lessons_.is_open() ? lessons_.next() : actions_[Command::step]->trigger(); });
  QAction* back = add(Command::lesson_back);
  connect(back, &QAction::triggered, this,
          [this] { lessons_.is_open() ? lessons_.back() : actions_[Command::back]->trigger(); });
  home_ = add(Command::lesson_home);
  connect(home_, &QAction::triggered, &lessons_, &LessonController::go_home);
  QAction* again = add(tr("Begin this step &again"), tr("As if nothing had happened in it"));
  connect(again, &QAction::triggered, &lessons_, &LessonController::begin_step_again);
  steps_ = addMenu(tr("Go to &step"));
  connect(steps_, &QMenu::aboutToShow, this, [this] { fill_steps(steps_); });
  in_lesson_ = {
      leave, next, back, home_, again, steps_->menuAction(), actions_[Command::lesson_menu]};
  scenarios_ = addMenu(tr("Scenar&ios of this lesson"));
  scenarios_->setToolTipsVisible(true);
  scenarios_->menuAction()->setToolTip(
      views::plain_tip(tr("Runs that came with the lesson, in the same file")));
  connect(scenarios_, &QMenu::aboutToShow, this, [this] { fill_scenarios(scenarios_); });
}

void LessonMenu::add_forms() {
  forms_menu_ = addMenu(tr("&Form"));
  forms_menu_->setToolTipsVisible(true);
  auto* group = new QActionGroup(this);
  const std::pair<QString, QString> names[] = {
      {tr("&Worked"), tr("Everything plays; you predict it")},
      {tr("Last step &open"), tr("What matters most in each step is left to you")},
      {tr("&Goals only"), tr("Nothing but the goals and the quiz")}};
  for (int i = 0; i < 3; ++i) {
    QAction* form = forms_menu_->addAction(names[i].first);
    form->setToolTip(views::plain_tip(names[i].second));
    form->setCheckable(true);
    group->addAction(form);
    forms_.append(form);
    connect(form, &QAction::triggered, this,
            [this, i] { lessons_.choose_form(static_cast<LessonForm>(i)); });
  }
  connect(forms_menu_, &QMenu::aboutToShow, this, &LessonMenu::fill_forms);
  in_lesson_.append(forms_menu_->menuAction());
}

void LessonMenu::add_reading() {
  QAction* summary = add(Command::lesson_summary);
  connect(summary, &QAction::triggered, &windows_, &LessonWindows::toggle_summary);
  QAction* glossary = add(Command::lesson_glossary);
  connect(glossary, &QAction::triggered, &windows_, [this] { windows_.show_glossary(); });
  teacher_ = add(Command::lesson_teacher);
  connect(teacher_, &QAction::toggled, &lessons_, &LessonController::teach);
  QAction* notes = add(Command::lesson_notes);
  connect(notes, &QAction::triggered, &windows_, &LessonWindows::toggle_notes);
  in_lesson_.append(notes);
}

void LessonMenu::add_memory() {
  QAction* give =
      add(tr("&Hand in…"), tr("Write what you did in this lesson to a file for your teacher"));
  connect(give, &QAction::triggered, this, &LessonMenu::hand_in);
  of_lesson_.append(give);
  QAction* paper = add(tr("Ex&port hand-out…"),
                       tr("Write this lesson to a PDF or a page, with or without answers"));
  connect(paper, &QAction::triggered, this, &LessonMenu::hand_out_wanted);
  of_lesson_.append(paper);
  QAction* save = add(tr("&Export progress…"), tr("Write what is remembered to a file"));
  connect(save, &QAction::triggered, this, &LessonMenu::export_progress);
  QAction* bring = add(tr("I&mport progress…"),
                       tr("Add what an exported file remembers to what is remembered here; of "
                          "both what is further stays"));
  connect(bring, &QAction::triggered, this, &LessonMenu::import_progress);
  QAction* reset = add(tr("&Reset this lesson"), tr("Forget place, answers and scores of it"));
  connect(reset, &QAction::triggered, &lessons_, &LessonController::reset);
  of_lesson_.append(reset);
  QAction* forget_all = add(tr("Reset all lessons…"), tr("Forget all progress"));
  connect(forget_all, &QAction::triggered, this, &LessonMenu::forget);
  QAction* folder =
      add(tr("Open your lessons &folder"), tr("Lessons that you put into %1 appear in the list")
                                               .arg(QDir::toNativeSeparators(own_lessons())));
  connect(folder, &QAction::triggered, this, &LessonMenu::open_own_folder);
}

void LessonMenu::refresh() {
  for (QAction* action : in_lesson_) action->setEnabled(lessons_.is_open());
  for (QAction* action : of_lesson_)
    action->setEnabled(lessons_.is_open() && !lessons_.in_review());
  scenarios_->menuAction()->setVisible(lessons_.is_open() &&
                                       !packed_scenarios(lessons_.run().lesson()).empty());
}

void LessonMenu::fill_lessons(QMenu* menu) {
  menu->clear();
  int count = 0;
  QString group;
  for (const ListedLesson& lesson : course_.lessons()) {
    if (++count > most_lessons) break;
    if (lesson.group != group) menu->addSection(views::plain_entry(lesson.group));
    group = lesson.group;
    const QString path = QString::fromStdString(lesson.file.string());
    QAction* entry =
        menu->addAction(views::plain_entry(listed_title(load_lesson(lesson.file).lesson)));
    entry->setToolTip(views::plain_tip(path));
    entry->setCheckable(true);
    entry->setChecked(QFileInfo(path).absoluteFilePath() == lessons_.file());
    connect(entry, &QAction::triggered, this, [this, path] { lessons_.open(path); });
  }
  menu->addSeparator();
  QAction* other = menu->addAction(tr("From a &file…"));
  connect(other, &QAction::triggered, this, &LessonMenu::ask_for_file);
}

void LessonMenu::fill_courses(QMenu* menu) {
  menu->clear();
  add_course(*menu, title_of(course_.built_in(), tr("Built-in lessons")), {});
  QStringList files;
  for (const auto& file : OpenCourse::own_courses()) files << QString::fromStdString(file.string());
  if (course_.is_open() && !files.contains(course_.file())) files << course_.file();
  for (const QString& file : files)
    add_course(*menu, title_of(load_course(file.toStdString(), {}).course, file), file);
  menu->addSeparator();
  QAction* other = menu->addAction(tr("From a &file…"));
  other->setToolTip(tr("Open a course that somebody gave you"));
  connect(other, &QAction::triggered, this, &LessonMenu::ask_for_course);
}

void LessonMenu::add_course(QMenu& menu, const QString& title, const QString& path) {
  QAction* entry = menu.addAction(views::plain_entry(title));
  entry->setToolTip(
      views::plain_tip(path.isEmpty() ? tr("The lessons that came with the program") : path));
  entry->setCheckable(true);
  entry->setChecked(path == course_.file());
  connect(entry, &QAction::triggered, this, [this, path] { emit course_wanted(path); });
}

void LessonMenu::fill_scenarios(QMenu* menu) {
  menu->clear();
  if (!lessons_.is_open()) return;
  for (const auto& [path, text] : packed_scenarios(lessons_.run().lesson())) {
    const QString name = QString::fromStdString(path);
    QAction* entry = menu->addAction(views::plain_entry(name));
    entry->setToolTip(tr("Leave the lesson, and open this scenario"));
    connect(entry, &QAction::triggered, this,
            [this, text = text, name] { emit scenario_wanted(text, name); });
  }
}

void LessonMenu::fill_steps(QMenu* menu) {
  menu->clear();
  if (!lessons_.is_open()) return;
  const LessonRun& run = lessons_.run();
  int number = 0;
  for (std::size_t step : run.steps()) {
    const QString heading = QString::fromStdString(run.lesson().steps[step].heading);
    const QString text = QStringLiteral("%1 · %2").arg(++number).arg(heading);
    QAction* entry = menu->addAction(views::plain_entry(text));
    entry->setToolTip(views::plain_tip(text));
    entry->setCheckable(true);
    entry->setChecked(step == run.step());
    entry->setEnabled(run.can_go_to(step));
    connect(entry, &QAction::triggered, this,
            [this, step] { lessons_.go_to_step(static_cast<int>(step)); });
  }
}

void LessonMenu::fill_forms() {
  if (!lessons_.is_open()) return;
  const auto& has = lessons_.run().lesson().head.forms;
  for (int i = 0; i < forms_.size(); ++i) {
    const auto form = static_cast<LessonForm>(i);
    forms_[i]->setEnabled(std::find(has.begin(), has.end(), form) != has.end());
    forms_[i]->setChecked(lessons_.run().form() == form);
  }
}

void LessonMenu::ask_for_file() {
  const QString path = QFileDialog::getOpenFileName(
      parentWidget(), tr("Open a lesson"), own_lessons(), tr("Lessons (*.md *.synodlesson)"));
  if (!path.isEmpty()) lessons_.open(path);
}

void LessonMenu::ask_for_course() {
  const QString path = QFileDialog::getOpenFileName(parentWidget(), tr("Open a course"),
                                                    own_lessons(), tr("Courses (*.synodcourse)"));
  if (!path.isEmpty()) emit course_wanted(path);
}

void LessonMenu::open_own_folder() {
  const QString folder = own_lessons();
  const QString shown = QDir::toNativeSeparators(folder);
  if (!QDir().mkpath(folder))
    return emit told(
        tr("The folder %1 can't be made. Make it yourself, or free its place.").arg(shown));
  const bool opened = QDesktopServices::openUrl(QUrl::fromLocalFile(folder));
  emit told(opened ? tr("Your lessons are in %1.").arg(shown)
                   : tr("Your lessons are in %1. No program here shows folders: open it yourself.")
                         .arg(shown));
}

void LessonMenu::export_progress() {
  const QString path = QFileDialog::getSaveFileName(parentWidget(), tr("Export progress"),
                                                    "synod-progress.txt", tr("Text (*.txt)"));
  if (!path.isEmpty() && !lessons_.keeper().export_to(path))
    views::plain_warning(parentWidget(), tr("Export progress"),
                         tr("%1 can't be written. Choose another place.").arg(path));
}

void LessonMenu::import_progress() {
  const QString title = tr("Import progress");
  const QString path =
      QFileDialog::getOpenFileName(parentWidget(), title, {}, tr("Text (*.txt);;All files (*)"));
  if (path.isEmpty()) return;
  const Result<ImportedProgress> done = lessons_.keeper().import_from(path);
  if (!done)
    return views::plain_warning(
        parentWidget(), title,
        tr("%1 can't be imported: %2.").arg(path, views::translated(done.error())));
  lessons_.take_up_progress();
  QString what = tr("Lessons whose progress was added: %1.").arg(done->lessons);
  if (done->damaged > 0)
    what =
        tr("%1 Lines that could not be read and were left out: %2.").arg(what).arg(done->damaged);
  emit told(what);
}

/// Asks for the student's name; empty where none is given.
QString LessonMenu::ask_for_name(const QString& title, const QString& label) {
  QInputDialog dialog(parentWidget());
  dialog.setWindowTitle(title);
  dialog.setLabelText(label);
  dialog.setTextValue(QSettings().value("lesson/student").toString());
  if (dialog.exec() != QDialog::Accepted) return {};
  return dialog.textValue().simplified().left(most_letters_of_name);
}

void LessonMenu::hand_in() {
  if (!lessons_.is_open() || lessons_.in_review()) return;
  const QString title = tr("Hand in");
  const QString taken_by = QString::fromStdString(lessons_.run().progress().student);
  const QString name = taken_by.isEmpty()
                           ? ask_for_name(title, tr("Your name, as your teacher knows it:"))
                           : taken_by;
  if (name.isEmpty()) return;
  const HandIn done = lessons_.hand_in(name.toStdString());
  QString file = QStringLiteral("%1 %2.synodhandin").arg(name, QString::fromStdString(done.lesson));
  for (const QChar bad : QStringLiteral("/\\:*?\"<>|")) file.replace(bad, u'_');
  QFileDialog dialog(parentWidget(), title, {}, tr("Hand-ins (*.synodhandin)"));
  dialog.setAcceptMode(QFileDialog::AcceptSave);
  dialog.setDefaultSuffix("synodhandin");
  dialog.selectFile(file);
  if (dialog.exec() != QDialog::Accepted) return;
  const QString path = dialog.selectedFiles().value(0);
  QSettings().setValue("lesson/student", name);
  if (write_file(path.toStdString(), hand_in_text(done))) {
    lessons_.handed_in();
    return emit told(
        tr("%1 is written. Give this file to your teacher.").arg(QDir::toNativeSeparators(path)));
  }
  views::plain_warning(parentWidget(), title,
                       tr("%1 can't be written. Choose another place.").arg(path));
}

void LessonMenu::forget() {
  const auto sure = views::plain_question(
      parentWidget(), tr("Reset all lessons"),
      tr("Forget your place, answers and best scores in every lesson? This can't be undone."));
  if (sure != QMessageBox::Yes) return;
  lessons_.keeper().reset_all();
  lessons_.reset();
}

}  // namespace synod::app
