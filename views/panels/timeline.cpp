#include "views/panels/timeline.h"

namespace synod::views {

Timeline::Timeline(Selection*, QWidget* parent) : QWidget(parent) {}

void Timeline::set_theme(const Theme&) {}

void Timeline::set_history(const History*) {}

void Timeline::show_frame(const Frame&) {}

}  // namespace synod::views
