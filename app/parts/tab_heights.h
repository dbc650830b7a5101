// Heights of the tabs below the canvas: each tab has its own, and keeps the one that it was given.
#pragma once

#include <QObject>
#include <map>

class QSplitter;
class QTabWidget;

namespace synod::app {

/// Gives the tab that comes to the front the height in which it can be read, or that in which the
/// person left it; never more than about half of the window. Remembered from run to run.
class TabHeights : public QObject {
  Q_OBJECT

 public:
  /// `down` has the canvas above and what is below it, with `tabs`, as its two widgets.
  TabHeights(QSplitter& down, QTabWidget& tabs, QObject* parent = nullptr);

  /// The height in pixels, at scale 1, in which `page` is read well.
  void set_preferred(const QWidget* page, int height);
  /// The text grew or shrank.
  void set_scale(double scale);
  /// Gives the tab in front its height now.
  void apply();

 private:
  void remember();
  QString key() const;
  int wanted() const;

  QSplitter& down_;
  QTabWidget& tabs_;
  std::map<const QWidget*, int> preferred_;
  double scale_ = 1;
};

}  // namespace synod::app
