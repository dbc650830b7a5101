#include "views/kit/traffic_menu.h"

#include "views/kit/plain_text.h"

namespace synod::views {

TrafficMenu::TrafficMenu(TrafficFilter& filter, QWidget* parent) : QMenu(parent), filter_(filter) {
  setTitle(tr("&Messages shown"));
  setObjectName("traffic_menu");
  setToolTipsVisible(true);
  connect(this, &QMenu::aboutToShow, this, &TrafficMenu::fill);
  fill();
}

void TrafficMenu::fill() {
  clear();
  QAction* all = addAction(tr("Show &all"));
  all->setToolTip(plain_tip(tr("Hide no message")));
  all->setEnabled(filter_.hides_any());
  connect(all, &QAction::triggered, &filter_, &TrafficFilter::show_all);
  bool large = false;
  addSeparator();
  for (const TrafficFilter::Part& part : filter_.parts()) {
    const bool one_kind = part.kinds.size() == 1;
    if (one_kind && large) addSeparator();
    large = !one_kind;
    QAction* entry = addAction(plain_entry(part.name));
    entry->setToolTip(plain_tip(part.help));
    entry->setCheckable(true);
    entry->setChecked(!filter_.hides(part));
    connect(entry, &QAction::triggered, &filter_,
            [this, part](bool shown) { filter_.hide(part, !shown); });
  }
}

}  // namespace synod::views
