#include "views/charts/charts_view.h"

namespace synod::views {

ChartsView::ChartsView(Selection* selection, Reason* reason, const LineTrace* line, QWidget* parent)
    : QWidget(parent), selection_(selection), reason_(reason), line_(line) {}

void ChartsView::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

void ChartsView::line_exchanged() {
  update();
}

void ChartsView::show_frame(const Frame&) {}

}  // namespace synod::views
