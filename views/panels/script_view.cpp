#include "views/panels/script_view.h"

namespace synod::views {

ScriptView::ScriptView(QWidget* parent) : QWidget(parent) {}

void ScriptView::set_theme(const Theme&) {}

void ScriptView::set_text(const QString&) {}

QString ScriptView::text() const {
  return {};
}

}  // namespace synod::views
