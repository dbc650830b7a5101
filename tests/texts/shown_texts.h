// Shown texts: whatever a widget and all that it holds say to a person, to one who cannot see too.
#pragma once

#include <QString>
#include <functional>
#include <vector>

class QWidget;

namespace synod::testing {

struct ShownText {
  QString where;  ///< "QToolButton tooltip".
  QString text;
};

/// Says of a widget that it and all that it holds are left out.
using LeftOut = std::function<bool(const QWidget&)>;

/// The texts of what is visible in `top`, drawn ones too. Tooltips, names for screen readers and
/// menus are taken from what is hidden as well.
std::vector<ShownText> shown_texts(QWidget& top, const LeftOut& left_out);

/// What has less room than its text needs: labels, buttons, tabs and boxes that are visible.
std::vector<ShownText> cut_texts(QWidget& top, const LeftOut& left_out);

}  // namespace synod::testing
