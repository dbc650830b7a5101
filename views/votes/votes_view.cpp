#include "views/votes/votes_view.h"

namespace synod::views {

VotesView::VotesView(Selection* selection, Reason* reason, const LineTrace* line, QWidget* parent)
    : QWidget(parent), selection_(selection), reason_(reason), line_(line) {}

void VotesView::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

void VotesView::line_exchanged() {
  update();
}

void VotesView::show_frame(const Frame&) {}

}  // namespace synod::views
