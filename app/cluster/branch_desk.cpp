#include "app/cluster/branch_desk.h"

#include <QMainWindow>

#include "app/parts/appearance.h"
#include "views/panels/branch_list.h"

namespace synod::app {

namespace {
constexpr int pause_ms = 200;
}

BranchDesk::BranchDesk(Session& session, Player& player, Appearance& appearance,
                       QMainWindow& window)
    : QObject(&window),
      session_(session),
      player_(player),
      appearance_(appearance),
      window_(window) {
  soon_.setSingleShot(true);
  soon_.setInterval(pause_ms);
  connect(&soon_, &QTimer::timeout, this, &BranchDesk::refresh);
}

void BranchDesk::show() {
  if (list_ == nullptr) make_list();
  list_->set_theme(appearance_.theme());
  refresh();
  list_->show();
  list_->raise();
  list_->activateWindow();
}

void BranchDesk::make_list() {
  list_ = new views::BranchList(&window_);
  const auto later = [this] {
    if (list_->isVisible() && !soon_.isActive()) soon_.start();
  };
  connect(&appearance_, &Appearance::changed, list_, &views::BranchList::set_theme);
  connect(&player_, &Player::frame_changed, this, later);
  connect(&session_, &Session::changed, this, later);
  connect(list_, &views::BranchList::moment_requested, &player_, &Player::go_to);
  connect(list_, &views::BranchList::rename_requested, this,
          [this](MomentId first, const QString& name) {
            name.isEmpty() ? session_.remove_bookmark(first)
                           : static_cast<void>(session_.put_bookmark(first, name));
            refresh();
          });
  connect(list_, &views::BranchList::remove_requested, this, [this](MomentId first) {
    player_.pause();
    session_.remove_branch(first);
    refresh();
  });
  connect(list_, &views::BranchList::undo_requested, this, [this] {
    player_.pause();
    session_.undo_removal();
    refresh();
  });
}

void BranchDesk::refresh() {
  list_->show_rows(views::branch_rows(session_.history(), session_.bookmarks()));
  list_->offer_undo(session_.can_undo_removal());
}

}  // namespace synod::app
