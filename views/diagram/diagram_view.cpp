#include "views/diagram/diagram_view.h"

namespace synod::views {

DiagramView::DiagramView(Selection* selection, Reason* reason, const LineTrace* line,
                         QWidget* parent)
    : QWidget(parent), selection_(selection), reason_(reason), line_(line) {}

void DiagramView::set_theme(const Theme& theme) {
  theme_ = theme;
  update();
}

void DiagramView::line_exchanged() {
  update();
}

void DiagramView::show_frame(const Frame&) {}

}  // namespace synod::views
