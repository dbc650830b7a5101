#include "views/panels/inspector.h"

namespace synod::views {

Inspector::Inspector(Selection*, QWidget* parent) : QWidget(parent) {}

void Inspector::set_theme(const Theme&) {}

void Inspector::set_history(const History*) {}

void Inspector::show_frame(const Frame&) {}

}  // namespace synod::views
