#include "views/panels/propose_bar.h"

namespace synod::views {

ProposeBar::ProposeBar(QWidget* parent) : QWidget(parent) {}

void ProposeBar::set_theme(const Theme&) {}

void ProposeBar::show_frame(const Frame&) {}

void ProposeBar::focus(NodeId) {}

void ProposeBar::show_error(NodeId, const QString&) {}

}  // namespace synod::views
