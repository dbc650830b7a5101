#include "app/play/first_click.h"

#include <QSettings>

#include "views/canvas/canvas.h"
#include "views/kit/error_bar.h"

namespace synod::app {

namespace {

/// Under which it is remembered that this was said; null for what does no harm.
const char* setting_of(Verb verb) {
  switch (verb) {
    case Verb::crash:
    case Verb::wipe: return "hints/click-killed";
    case Verb::cut: return "hints/click-cut";
    case Verb::drop: return "hints/click-dropped";
    default: return nullptr;
  }
}

QString told(const Action& action, const Cluster& world) {
  switch (action.verb) {
    case Verb::cut:
      return FirstClick::tr(
          "That click cut the link; another click heals it. 'View > Click "
          "selects' lets clicks only mark.");
    case Verb::drop:
      return FirstClick::tr(
          "That click lost the message: it never arrives. 'View > Click "
          "selects' lets clicks only mark.");
    default:
      return FirstClick::tr(
                 "That click crashed %1; another click restarts it. 'View > Click "
                 "selects' lets clicks only mark.")
          .arg(QString::fromStdString(world.name(action.node)));
  }
}

}  // namespace

FirstClick::FirstClick(Player& player, views::Canvas& canvas, views::ErrorBar& bar, QObject* parent)
    : QObject(parent), player_(player), bar_(bar) {
  connect(&canvas, &views::Canvas::acted_by_click, this, &FirstClick::look_at);
}

void FirstClick::look_at(const Action& action) {
  const char* setting = setting_of(action.verb);
  if (setting == nullptr || QSettings().value(setting, false).toBool()) return;
  QSettings().setValue(setting, true);
  // Undo means this click, however much was played since.
  const MomentId before = player_.before_present();
  bar_.show_notice(told(action, *player_.frame().world), tr("Undo"),
                   [this, before] { player_.go_to(before); });
}

}  // namespace synod::app
