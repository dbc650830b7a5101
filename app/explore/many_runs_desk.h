// Page "Many runs" in the window, and opening of a run that is picked there.
#pragma once

#include <QObject>

#include "app/session/session.h"

namespace synod::views {
class ChartsView;
class ManyRunsPanel;
}  // namespace synod::views

namespace synod::app {

class Appearance;
class FileCommands;

/// Puts the page among the charts. What is repeated there is the present session; a run that is
/// picked becomes the session, standing at its start.
class ManyRunsDesk : public QObject {
  Q_OBJECT

 public:
  ManyRunsDesk(const Session& session, FileCommands& files, const Appearance& appearance,
               views::ChartsView& charts);

  views::ManyRunsPanel& panel() { return *panel_; }

 private:
  views::ManyRunsPanel* panel_;
};

}  // namespace synod::app
