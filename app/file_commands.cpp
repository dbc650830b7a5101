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
#include "app/recent_files.h"
#include "protocols/catalog.h"
#include "views/panels/setup_panel.h"

namespace synod::app {

FileCommands::FileCommands(Session& session, const Appearance& appearance, QMainWindow& window)
    : QObject(&window), session_(session), appearance_(appearance), window_(window) {}

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
  session_.open(path, [this] { return may_leave(); });
}

void FileCommands::open_example(const QString& path, const QString& title) {
  session_.open_example(path, title, [this] { return may_leave(); });
}

void FileCommands::open_run(History history, const QString& title) {
  if (may_leave()) session_.open_run(std::move(history), title);
}

void FileCommands::start(const Setup& setup) {
  if (may_leave()) session_.start(setup);
}

void FileCommands::open_previous() {
  session_.open_previous();
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
      QAction* entry = menu->addAction(QFileInfo(path).fileName().replace('&', "&&"));
      entry->setToolTip(path);
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
