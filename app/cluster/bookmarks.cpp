#include "app/cluster/bookmarks.h"

#include <QAction>
#include <QMenu>
#include <QWidget>

#include "app/parts/ask_popup.h"
#include "views/kit/cover.h"
#include "views/kit/plain_text.h"
#include "views/kit/translated.h"
#include "views/panels/timeline.h"

namespace synod::app {

namespace {

constexpr int most_jumps = 9;
constexpr int most_letters = 60;  ///< Of a note in a menu.

QString menu_text(int number, QString note) {
  note = note.simplified();
  if (note.size() > most_letters) note = note.left(most_letters - 1) + u'…';
  return QStringLiteral("%1 · %2").arg(number).arg(views::plain_entry(note));
}

}  // namespace

BookmarkCommands::BookmarkCommands(QWidget& window, Session& session, Player& player,
                                   const WindowParts& parts)
    : QObject(&window),
      window_(window),
      session_(session),
      player_(player),
      parts_(parts),
      menu_(new QMenu(tr("Book&marks"), &window)) {
  menu_->setToolTipsVisible(true);
  make_jumps();
  connect(menu_, &QMenu::aboutToShow, this, [this] { fill(menu_); });
  connect(&session_, &Session::bookmarks_changed, this, &BookmarkCommands::show_flags);
  connect(parts_.timeline, &views::Timeline::bookmark_menu_requested, this,
          [this](MomentId moment, const QPoint& place) {
            QMenu* menu = menu_about(moment);
            menu->setAttribute(Qt::WA_DeleteOnClose);
            menu->popup(place);
          });
  show_flags();
}

void BookmarkCommands::make_jumps() {
  for (int number = 1; number <= most_jumps; ++number) {
    auto* jump = new QAction(tr("Go to bookmark %1").arg(number), this);
    jump->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)));
    connect(jump, &QAction::triggered, this, [this, number] { go_to(number); });
    jumps_ << jump;
  }
}

bool BookmarkCommands::go_to(int number) {
  const auto& list = session_.bookmarks().list();
  if (number < 1 || number > static_cast<int>(list.size())) return false;
  player_.go_to(list[static_cast<std::size_t>(number) - 1].moment);
  return true;
}

QString BookmarkCommands::suggestion(MomentId moment) const {
  if (const Bookmark* known = session_.bookmarks().at(moment))
    return QString::fromStdString(known->note);
  if (moment == 0) return tr("The start");
  const Event& event = session_.history().event(moment);
  return event.notes.empty() ? tr("Event %1").arg(event.number)
                             : views::translated(event.notes.front().text);
}

QString BookmarkCommands::told_note(const Bookmark& bookmark) const {
  const History& history = session_.history();
  const EventNumber depth = history.moment(bookmark.moment).depth;
  const EventNumber now = history.moment(history.present()).depth;
  const bool passed = depth <= now && history.line()[depth] == bookmark.moment;
  return future_hidden_ && !passed ? views::cover_text() : QString::fromStdString(bookmark.note);
}

void BookmarkCommands::hide_future(bool hidden) {
  if (!hidden && !future_hidden_) return;
  future_hidden_ = hidden;
  if (!session_.bookmarks().list().empty()) show_flags();
}

void BookmarkCommands::edit(MomentId moment) {
  player_.pause();
  popup_ = new AskPopup(tr("Bookmark:"), suggestion(moment), &window_);
  connect(popup_, &AskPopup::answered, this,
          [this, moment](const QString& note) { session_.put_bookmark(moment, note); });
  connect(popup_, &QObject::destroyed, this, [this, gone = popup_] {
    if (popup_ == gone) popup_ = nullptr;
  });
  const views::Timeline& timeline = *parts_.timeline;
  const bool seen = timeline.isVisible();
  const QPoint place = seen ? timeline.mapToGlobal(timeline.place_of(moment).toPoint())
                            : window_.mapToGlobal(window_.rect().center());
  popup_->ask_at(place);
}

QMenu* BookmarkCommands::menu_about(MomentId moment) {
  auto* menu = new QMenu(&window_);
  const bool known = session_.bookmarks().at(moment) != nullptr;
  menu->addAction(known ? tr("&Edit the note…") : tr("&Bookmark this moment…"), this,
                  [this, moment] { edit(moment); });
  if (!known) return menu;
  menu->addAction(tr("&Go there"), this, [this, moment] { player_.go_to(moment); });
  menu->addAction(tr("&Remove the bookmark"), this, [this, moment] { remove(moment); });
  return menu;
}

void BookmarkCommands::fill(QMenu* menu) {
  menu->clear();
  int number = 0;
  for (const Bookmark& bookmark : session_.bookmarks().list()) {
    ++number;
    QAction* entry = menu->addAction(menu_text(number, told_note(bookmark)));
    entry->setToolTip(views::plain_tip(told_note(bookmark)));
    // The keys belong to the jumps: here they are only told.
    if (number <= most_jumps)
      entry->setText(entry->text() + '\t' +
                     jumps_[number - 1]->shortcut().toString(QKeySequence::NativeText));
    connect(entry, &QAction::triggered, this, [this, number] { go_to(number); });
  }
  const MomentId here = session_.history().present();
  if (number == 0) menu->addAction(tr("None yet"))->setEnabled(false);
  menu->addSeparator();
  QAction* remove_here =
      menu->addAction(tr("&Remove the one here"), this, [this, here] { remove(here); });
  remove_here->setEnabled(session_.bookmarks().at(here) != nullptr);
}

void BookmarkCommands::show_flags() {
  std::vector<views::TimelineFlag> flags;
  int number = 0;
  for (const Bookmark& bookmark : session_.bookmarks().list())
    flags.push_back({bookmark.moment, ++number, told_note(bookmark)});
  parts_.timeline->set_flags(std::move(flags));
}

}  // namespace synod::app
