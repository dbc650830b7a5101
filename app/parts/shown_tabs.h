// Tabs that are shown: those that have something to show, at the level of detail that is chosen.
#pragma once

#include <QObject>
#include <QTabWidget>
#include <map>

#include "views/kit/level_of_detail.h"

namespace synod::app {

class ShownTabs : public QObject {
  Q_OBJECT

 public:
  explicit ShownTabs(QTabWidget* tabs);

  /// From which level on a page is shown; without it, at each.
  void show_from(QWidget* page, views::LevelOfDetail level);
  /// Whether a page has anything to show.
  void set_available(QWidget* page, bool available);
  /// The page in front that a lower level hides comes back with a higher one, where no other was
  /// chosen meanwhile.
  void set_detail(views::LevelOfDetail level);
  bool shows(QWidget* page) const { return tabs_->isTabVisible(tabs_->indexOf(page)); }

 private:
  struct Page {
    views::LevelOfDetail from = views::LevelOfDetail::basic;
    bool available = true;
  };
  void show_or_hide(QWidget* page);

  QTabWidget* tabs_;
  std::map<QWidget*, Page> pages_;
  views::LevelOfDetail level_ = views::LevelOfDetail::full;
  QWidget* hidden_ = nullptr;        ///< The page that was in front when it was hidden …
  QWidget* in_its_place_ = nullptr;  ///< … and the one that stands there since.
};

}  // namespace synod::app
