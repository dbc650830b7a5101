#include "app/open/file_commands.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QLocale>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>
#include <QTimer>

#include "app/open/open_desk.h"
#include "app/parts/appearance.h"
#include "app/session/kept_session.h"
#include "app/session/recent_files.h"
#include "app/session/scenario_run.h"
#include "protocols/catalog.h"
#include "tutorials/course.h"
#include "tutorials/packed_lesson.h"
#include "views/kit/plain_text.h"
#include "views/kit/translated.h"
#include "views/panels/setup_panel.h"

namespace synod::app {

namespace {

OpenJob::Read file_at(const QString& path, const RunBounds& bounds) {
  return [path = path.toStdString(), bounds](RunProgress& progress) {
    return run_scenario_file(path, bounds, &progress);
  };
}

OpenJob::Read kept_in(const std::string& text, const RunBounds& bounds) {
  return [text, bounds](RunProgress& progress) { return run_kept_text(text, bounds, &progress); };
}

OpenJob::Read before_damage(const std::string& text, const RunBounds& bounds) {
  return
      [text, bounds](RunProgress& progress) { return run_before_damage(text, bounds, &progress); };
}

}  // namespace

FileCommands::FileCommands(Session& session, const Appearance& appearance, OpenDesk& desk,
                           QMainWindow& window)
    : QObject(&window), session_(session), appearance_(appearance), desk_(desk), window_(window) {
  connect(&session, &Session::damaged, this, &FileCommands::tell_damage);
}

void FileCommands::new_cluster() {
  std::vector<const ProtocolInfo*> protocols;
  for (const Protocol* protocol : catalog()) protocols.push_back(&protocol->info());
  views::SetupPanel panel(protocols, session_.setup(), &window_);
  panel.set_theme(appearance_.theme());
  if (panel.exec() == QDialog::Accepted) start(panel.setup());
}

void FileCommands::open() {
  const QString path = QFileDialog::getOpenFileName(
      &window_, tr("Open a session, a scenario, a lesson or a course"), folder(),
      tr("Synod (*.synod *.md *.synodlesson *.synodcourse);;All files (*)"));
  if (path.isEmpty()) return;
  const std::string file = path.toStdString();
  is_lesson_file(file) || is_course_file(file) ? emit other_wanted(path) : open_file(path);
}

void FileCommands::open_file(const QString& path, const std::function<void(bool)>& done) {
  desk_.open(QFileInfo(path).fileName(), session_.bounds(), file_at(path, session_.bounds()),
             [this, path, done](Verdict verdict) {
               const bool opened =
                   session_.open(std::move(verdict), path, [this] { return may_leave(); });
               if (done) done(opened);
             });
}

void FileCommands::open_example(const QString& path, const QString& title) {
  desk_.open(title, session_.bounds(), file_at(path, session_.bounds()),
             [this, title](Verdict verdict) {
               session_.open_example(std::move(verdict), title, [this] { return may_leave(); });
             });
}

void FileCommands::open_example_text(const std::string& text, const QString& title) {
  const RunBounds bounds = session_.bounds();
  desk_.open(
      title, bounds,
      [text, bounds, name = title.toStdString()](RunProgress& progress) {
        return run_scenario_text(text, bounds, &progress, name);
      },
      [this, title](Verdict verdict) {
        session_.open_example(std::move(verdict), title, [this] { return may_leave(); });
      });
}

void FileCommands::open_run(History history, const QString& title) {
  if (may_leave()) session_.open_run(std::move(history), title);
}

void FileCommands::start(const Setup& setup) {
  if (may_leave()) session_.start(setup);
}

void FileCommands::open_previous() {
  const QList<EarlierSession> sessions = session_.earlier();
  if (sessions.isEmpty()) {
    session_.open_previous();  // Says why.
    return;
  }
  open_earlier(sessions.front().path);
}

void FileCommands::open_earlier(const QString& path) {
  const auto text = std::make_shared<std::string>();
  const RunBounds bounds = session_.bounds();
  desk_.open(
      tr("an earlier session"), bounds,
      [text, path, bounds](RunProgress& progress) {
        Result<std::string> found = Session::earlier_text(path);
        if (!found) return Verdict{.error = ScenarioError{path.toStdString(), 0, 0, found.error()}};
        *text = *std::move(found);
        return run_kept_text(*text, bounds, &progress);
      },
      [this, text](Verdict verdict) { session_.open_earlier(*text, std::move(verdict)); });
}

void FileCommands::tell_damage(const QString& why, const std::string& text) {
  // Not modal to the program: whoever does not care goes on at once.
  auto* box = new QMessageBox(QMessageBox::Warning, tr("Synod"), why, QMessageBox::Close, &window_);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setTextFormat(Qt::PlainText);
  box->setTextInteractionFlags(Qt::TextSelectableByMouse);
  if (!text.empty()) {
    box->setInformativeText(tr("What stands before the damage can be opened."));
    const QPushButton* open = box->addButton(tr("&Open what can be read"), QMessageBox::AcceptRole);
    connect(open, &QPushButton::clicked, this, [this, text] {
      desk_.open(
          tr("the last session"), session_.bounds(), before_damage(text, session_.bounds()),
          [this, text](Verdict verdict) { session_.open_earlier(text, std::move(verdict)); });
    });
  }
  // At the start the window is not there yet.
  QTimer::singleShot(0, box, [box] { box->open(); });
}

void FileCommands::restore(const std::function<void(bool)>& done) {
  const std::optional<std::string> text = session_.kept();
  if (!text) return done(false);
  desk_.open(tr("the last session"), session_.bounds(), kept_in(*text, session_.bounds()),
             [this, text = *text, done](Verdict verdict) {
               done(session_.restore(text, std::move(verdict)));
             });
}

bool FileCommands::save() {
  if (session_.file().isEmpty()) return save_as();
  if (!session_.file_changed_outside()) return session_.save();
  QMessageBox box(QMessageBox::Warning, tr("Synod"),
                  tr("Another program wrote %1 since it was opened here.").arg(session_.file()),
                  QMessageBox::NoButton, &window_);
  box.setTextFormat(Qt::PlainText);
  box.setInformativeText(tr("Saving replaces what the other one wrote."));
  QPushButton* elsewhere = box.addButton(tr("Save as &another file…"), QMessageBox::AcceptRole);
  QPushButton* anyway = box.addButton(tr("&Save anyway"), QMessageBox::DestructiveRole);
  box.setEscapeButton(box.addButton(QMessageBox::Cancel));
  box.setDefaultButton(elsewhere);
  box.exec();
  if (box.clickedButton() == elsewhere) return save_as();
  return box.clickedButton() == anyway && session_.save();
}

bool FileCommands::save_as() {
  QString path = QFileDialog::getSaveFileName(
      &window_, tr("Save the session"),
      session_.file().isEmpty() ? folder() + "/session.synod" : session_.file(),
      tr("Synod (*.synod)"));
  if (path.isEmpty()) return false;
  if (QFileInfo(path).suffix().isEmpty()) {
    path += ".synod";
    // The dialog asked about the name without it.
    if (QFileInfo::exists(path) && !may_replace(path)) return false;
  }
  return session_.save_as(path);
}

bool FileCommands::may_replace(const QString& path) {
  return views::plain_question(&window_, tr("Synod"),
                               tr("%1 is there already. Replace it?").arg(path)) ==
         QMessageBox::Yes;
}

void FileCommands::copy_script() {
  QGuiApplication::clipboard()->setText(session_.script());
}

void FileCommands::fill_recent(QMenu* menu) {
  connect(menu, &QMenu::aboutToShow, this, [this, menu] {
    menu->clear();
    for (const QString& path : recent_files()) {
      QAction* entry = menu->addAction(views::plain_entry(QFileInfo(path).fileName()));
      entry->setToolTip(views::plain_tip(path));
      connect(entry, &QAction::triggered, this, [this, path] { open_file(path); });
    }
    if (menu->isEmpty()) menu->addAction(tr("Nothing yet"))->setEnabled(false);
  });
}

void FileCommands::fill_earlier(QMenu* menu) {
  connect(menu, &QMenu::aboutToShow, this, [this, menu] {
    menu->clear();
    for (const EarlierSession& session : session_.earlier()) {
      const QString when = QLocale().toString(session.when, QLocale::ShortFormat);
      QAction* entry = menu->addAction(
          views::plain_entry(tr("%1 · %2 · %n events", nullptr, static_cast<int>(session.events))
                                 .arg(when, session.title)));
      entry->setToolTip(views::plain_tip(session.path));
      connect(entry, &QAction::triggered, this,
              [this, path = session.path] { open_earlier(path); });
    }
    if (menu->isEmpty()) menu->addAction(tr("None yet"))->setEnabled(false);
  });
}

bool FileCommands::may_leave() {
  left_behind_ = session_.has_something_to_lose();
  if (!left_behind_) return true;
  // An ordinary run is had back from the menu: no question.
  if (session_.file().isEmpty() && session_.keeps()) return true;
  QMessageBox box(QMessageBox::Question, tr("Synod"), tr("The present run is not saved in a file."),
                  QMessageBox::NoButton, &window_);
  box.setInformativeText(tr("Without saving it can still be had back: File, Earlier sessions."));
  QPushButton* save_first = box.addButton(tr("&Save…"), QMessageBox::AcceptRole);
  QPushButton* go_on = box.addButton(tr("&Go on without"), QMessageBox::DestructiveRole);
  QPushButton* stay = box.addButton(QMessageBox::Cancel);
  box.setDefaultButton(go_on);
  box.setEscapeButton(stay);
  box.exec();
  if (box.clickedButton() == save_first) return save();
  return box.clickedButton() == go_on;
}

QString FileCommands::folder() const {
  if (!session_.file().isEmpty()) return QFileInfo(session_.file()).absolutePath();
  return QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
}

}  // namespace synod::app
