#include "views/panels/setup_panel.h"

namespace synod::views {

SetupPanel::SetupPanel(std::vector<const ProtocolInfo*>, const Setup&, QWidget* parent)
    : QDialog(parent) {}

void SetupPanel::set_theme(const Theme&) {}

Setup SetupPanel::setup() const {
  return {};
}

}  // namespace synod::views
