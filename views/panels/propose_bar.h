// Asking proposers for values.
#pragma once

#include <QWidget>

#include "views/frame.h"
#include "views/theme.h"

namespace synod::views {

/// A field and a button for each proposer; where there are many, one field and a chooser. Enter
/// proposes. An empty field proposes the value that it suggests.
class ProposeBar : public QWidget {
  Q_OBJECT

 public:
  explicit ProposeBar(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void show_frame(const Frame& frame);
  /// Puts the cursor into the field of `proposer`.
  void focus(NodeId proposer);
  /// Says beside the field of `proposer` why its request was refused, until it is edited.
  void show_error(NodeId proposer, const QString& why);

 signals:
  /// `round` is 0 where the proposer may pick it; "blue at 5" asks for round 5.
  void propose(synod::NodeId proposer, const synod::Text& value, std::uint32_t round);
};

}  // namespace synod::views
