#include "app/file_commands.h"

#include <QClipboard>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QStandardPaths>

#include "app/appearance.h"
#include "app/open_desk.h"
#include "app/recent_files.h"
#include "app/scenario_run.h"
#include "protocols/catalog.h"
#include "views/panels/setup_panel.h"
#include "views/plain_text.h"

namespace synod::app {

namespace {

OpenJob::Read file_at(const QString& path, const RunBounds& bounds) {
  return [path = path.toStdString(), bounds](RunProgress& progress) {
    return run_scenario_file(path, bounds, &progress);
  };
}

OpenJob::Read text_of(const std::string& text, const RunBounds& bounds) {
  return
      [text, bounds](RunProgress& progress) { return run_scenario_text(text, bounds, &progress); };
}

}  // namespace

FileCommands::FileCommands(Session& session, const Appearance& appearance, OpenDesk& desk,
                           QMainWindow& window)
    : QObject(&window), session_(session), appearance_(appearance), desk_(desk), window_(window) {}

void FileCommands::new_cluster() {
  std::vector<const ProtocolInfo*> protocols;
  for (const Protocol* protocol : catalog()) protocols.push_back(&protocol->info());
  views::SetupPanel panel(protocols, session_.setup(), &window_);
  panel.set_theme(appearance_.theme());
  if (panel.exec() == QDialog::Accepted) start(panel.setup());
}

void FileCommands::open() {
  const QString path = QFileDialog::getOpenFileName(&window_, tr("Open a session or a scenario"),
                                                    folder(), tr("Synod (*.synod);;All files (*)"));
  if (!path.isEmpty()) open_file(path);
}

void FileCommands::open_file(const QString& path) {
  desk_.open(QFileInfo(path).fileName(), session_.bounds(), file_at(path, session_.bounds()),
             [this, path](Verdict verdict) {
               session_.open(std::move(verdict), path, [this] { return may_leave(); });
             });
}

void FileCommands::open_example(const QString& path, const QString& title) {
  desk_.open(title, session_.bounds(), file_at(path, session_.bounds()),
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
  const Result<std::string> text = session_.previous();
  if (!text) {
    session_.open_previous();  // Says why.
    return;
  }
  desk_.open(
      tr("the run from before"), session_.bounds(), text_of(*text, session_.bounds()),
      [this, text = *text](Verdict verdict) { session_.open_previous(text, std::move(verdict)); });
}

void FileCommands::restore(const std::function<void(bool)>& done) {
  const std::optional<std::string> text = session_.kept();
  if (!text) return done(false);
  desk_.open(tr("the last session"), session_.bounds(), text_of(*text, session_.bounds()),
             [this, text = *text, done](Verdict verdict) {
               done(session_.restore(text, std::move(verdict)));
             });
}

bool FileCommands::save() {
  return session_.file().isEmpty() ? save_as() : session_.save();
}

bool FileCommands::save_as() {
  QString path = QFileDialog::getSaveFileName(
      &window_, tr("Save the session"),
      session_.file().isEmpty() ? folder() + "/session.synod" : session_.file(),
      tr("Synod (*.synod)"));
  if (path.isEmpty()) return false;
  if (QFileInfo(path).suffix().isEmpty()) path += ".synod";
  return session_.save_as(path);
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

bool FileCommands::may_leave() {
  if (!session_.has_something_to_lose()) return true;
  QMessageBox box(QMessageBox::Question, tr("Synod"), tr("The present run is not saved in a file."),
                  QMessageBox::NoButton, &window_);
  box.setInformativeText(tr("Without saving it can still be had back: File, Open the one before."));
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
