// Menu of the kinds of messages that are shown.
#pragma once

#include <QMenu>

#include "views/kit/traffic_filter.h"

namespace synod::views {

/// A tick for each part of the traffic that is shown, and one entry to show all of it. Filled anew
/// each time it opens, as another protocol has other kinds.
class TrafficMenu : public QMenu {
  Q_OBJECT

 public:
  explicit TrafficMenu(TrafficFilter& filter, QWidget* parent = nullptr);

 private:
  void fill();

  TrafficFilter& filter_;
};

}  // namespace synod::views
