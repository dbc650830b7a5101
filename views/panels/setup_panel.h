// The panel that sets a new cluster up.
#pragma once

#include <QDialog>
#include <vector>

#include "model/protocol.h"
#include "views/theme.h"

namespace synod::views {

/// Everything in a Setup, made from option_kinds(). It can be accepted only while its setup has no
/// problem, and says what the problem is.
class SetupPanel : public QDialog {
  Q_OBJECT

 public:
  SetupPanel(std::vector<const ProtocolInfo*> protocols, const Setup& present,
             QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  Setup setup() const;
};

}  // namespace synod::views
