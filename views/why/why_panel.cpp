#include "views/why/why_panel.h"

namespace synod::views {

WhyPanel::WhyPanel(Selection* selection, Reason* reason, QWidget* parent)
    : QWidget(parent), selection_(selection), reason_(reason) {}

void WhyPanel::set_theme(const Theme& theme) {
  theme_ = theme;
}

void WhyPanel::set_history(const History* history) {
  history_ = history;
}

void WhyPanel::show_frame(const Frame&) {}

}  // namespace synod::views
