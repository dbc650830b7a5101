#include "app/parts/shown_tabs.h"

namespace synod::app {

ShownTabs::ShownTabs(QTabWidget* tabs) : QObject(tabs), tabs_(tabs) {}

void ShownTabs::show_from(QWidget* page, views::LevelOfDetail level) {
  pages_[page].from = level;
  show_or_hide(page);
}

void ShownTabs::set_available(QWidget* page, bool available) {
  pages_[page].available = available;
  show_or_hide(page);
}

void ShownTabs::set_detail(views::LevelOfDetail level) {
  if (level == level_) return;
  level_ = level;
  QWidget* front = tabs_->currentWidget();
  for (const auto& [page, about] : pages_) show_or_hide(page);
  if (hidden_ == nullptr && !shows(front)) {
    hidden_ = front;
    in_its_place_ = tabs_->currentWidget();
  }
  if (hidden_ == nullptr || !shows(hidden_)) return;
  if (tabs_->currentWidget() == in_its_place_) tabs_->setCurrentWidget(hidden_);
  hidden_ = in_its_place_ = nullptr;
}

void ShownTabs::show_or_hide(QWidget* page) {
  const Page& about = pages_[page];
  tabs_->setTabVisible(tabs_->indexOf(page), about.available && level_ >= about.from);
}

}  // namespace synod::app
