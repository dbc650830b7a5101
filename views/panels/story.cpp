#include "views/panels/story.h"

namespace synod::views {

Story::Story(Selection*, QWidget* parent) : QWidget(parent) {}

void Story::set_theme(const Theme&) {}

void Story::set_history(const History*) {}

void Story::show_frame(const Frame&) {}

}  // namespace synod::views
