// Tools of the canvas: small buttons over its lower right corner.
#pragma once

#include <QToolButton>
#include <QWidget>

#include "views/kit/theme.h"
#include "views/kit/traffic_filter.h"

namespace synod::views {

/// Each button shows a sign and its key. Stands in the corner of its parent in which it hides
/// nothing.
class CanvasTools : public QWidget {
  Q_OBJECT

 public:
  explicit CanvasTools(QWidget* ground);

  void set_theme(const Theme& theme);
  /// A button that triggers `action`, with the icon of that name.
  void add(QAction* action, const QString& icon);
  /// A button that opens the menu of what is shown of the traffic.
  void add_filter(TrafficFilter& filter);
  /// How many messages are hidden at present. Returns whether its size may have changed.
  bool show_hidden(std::size_t count, bool filtered);
  /// Moves to the lower right corner, or to the left one where it would hide one of these there.
  void place(const std::vector<QRect>& taken);

  QToolButton* filter_button() { return filter_; }

 private:
  struct Tool {
    QToolButton* button;
    QString icon;
  };
  QToolButton* add_button(const QString& icon);
  void dress_all();

  Theme theme_ = Theme::light();
  std::vector<Tool> tools_;
  QToolButton* filter_ = nullptr;
  std::size_t hidden_ = 0;
  bool filtered_ = false;
};

}  // namespace synod::views
