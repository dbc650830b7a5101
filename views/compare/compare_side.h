// Side of a comparison: its name, its canvas, and what just happened there.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QWidget>

#include "model/side_by_side/twin.h"
#include "views/compare/compared_canvas.h"
#include "views/kit/traffic_filter.h"
#include "views/panels/alarm_bar.h"

namespace synod::views {

class CompareSide : public QWidget {
  Q_OBJECT

 public:
  explicit CompareSide(Side side, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void set_name(const QString& name);
  /// A chooser in the place of the name; null where it has none.
  QComboBox* chooser() { return chooser_; }
  void set_history(const History* history) { canvas_->set_history(history); }
  void show_frame(const Frame& frame);
  /// Hides what `shared` hides, and the other way round.
  void share_filter(TrafficFilter& shared) { filter_.share_with(shared); }
  /// What stands below the canvas, and what is lit on it.
  void tell(const QString& happened, const QString& traffic, std::vector<Difference> differences);

  /// Outlines that node from now on; `none()` for none.
  void outline(NodeId node);

  AlarmBar& alarm() { return *alarm_; }
  ComparedCanvas& canvas() { return *canvas_; }
  QString told() const { return happened_->text(); }
  QString told_traffic() const { return traffic_->text(); }

 private:
  QString side_name() const;

  Side side_;
  Selection selection_;
  TrafficFilter filter_;  ///< Each side's own, as they may run different protocols.
  AlarmBar* alarm_;
  QLabel* name_;
  QComboBox* chooser_ = nullptr;
  ComparedCanvas* canvas_;
  QLabel* happened_;
  QLabel* traffic_;
};

}  // namespace synod::views
