#include "views/panels/error_bar.h"

namespace synod::views {

ErrorBar::ErrorBar(QWidget* parent) : QWidget(parent) {}

void ErrorBar::set_theme(const Theme&) {}

void ErrorBar::show_message(const QString&) {}

QString ErrorBar::message() const {
  return {};
}

}  // namespace synod::views
