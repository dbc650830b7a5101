#include "app/parts/tab_heights.h"

#include <QSettings>
#include <QSplitter>
#include <QTabWidget>
#include <algorithm>

#include "views/kit/trace_gate.h"

namespace synod::app {

namespace {

constexpr int usual_height = 225;
/// The canvas keeps at least so much of what both have.
constexpr double least_canvas = 0.5;

}  // namespace

TabHeights::TabHeights(QSplitter& down, QTabWidget& tabs, QObject* parent)
    : QObject(parent), down_(down), tabs_(tabs) {
  connect(&tabs_, &QTabWidget::currentChanged, this, &TabHeights::apply);
  connect(&down_, &QSplitter::splitterMoved, this, &TabHeights::remember);
}

void TabHeights::set_preferred(const QWidget* page, int height) {
  preferred_[page] = height;
}

void TabHeights::set_scale(double scale) {
  if (scale == scale_) return;
  scale_ = scale;
  apply();
}

void TabHeights::apply() {
  // In the large form the tabs stand elsewhere.
  if (!down_.isAncestorOf(&tabs_) || !down_.widget(1)->isAncestorOf(&tabs_)) return;
  const QList<int> sizes = down_.sizes();
  const int both = sizes[0] + sizes[1];
  if (both <= 0) return;
  const int most = static_cast<int>(both * (1 - least_canvas));
  const int below =
      std::clamp(wanted(), std::min(down_.widget(1)->minimumSizeHint().height(), most), most);
  down_.setSizes({both - below, below});
}

void TabHeights::remember() {
  if (!down_.widget(1)->isAncestorOf(&tabs_)) return;
  QSettings().setValue(key(), static_cast<int>(down_.sizes()[1] / scale_));
}

/// Tabs are known by their names in the program, which no language changes.
QString TabHeights::key() const {
  QWidget* page = tabs_.currentWidget();
  const char* name = page != nullptr ? views::view_of(page)->metaObject()->className() : "";
  return QStringLiteral("window/height/") + QString::fromLatin1(name).section(u':', -1);
}

int TabHeights::wanted() const {
  const auto preferred = preferred_.find(tabs_.currentWidget());
  const int usual = preferred != preferred_.end() ? preferred->second : usual_height;
  const int kept = QSettings().value(key(), usual).toInt();
  return static_cast<int>((kept > 0 ? kept : usual) * scale_);
}

}  // namespace synod::app
