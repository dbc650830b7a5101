#include "app/play/caption_switch.h"

#include <QAction>
#include <QSettings>

#include "app/play/player.h"
#include "views/canvas/canvas.h"

namespace synod::app {

namespace {
constexpr auto setting = "view/captions";
}

CaptionSwitch::CaptionSwitch(Player& player, views::Canvas& canvas, QAction& action,
                             QObject* parent)
    : QObject(parent), player_(player), canvas_(canvas), action_(action) {
  action_.setChecked(QSettings().value(setting, true).toBool());
  connect(&action_, &QAction::toggled, this, [this](bool on) {
    QSettings().setValue(setting, on);
    refresh();
  });
  connect(&player_, &Player::frame_changed, this, &CaptionSwitch::refresh);
  refresh();
}

void CaptionSwitch::refresh() {
  const bool readable =
      !player_.moving() || player_.stepping() || (player_.playing() && player_.speed() <= slow);
  canvas_.show_captions(action_.isChecked() && readable);
}

}  // namespace synod::app
