#include "app/explore/many_runs_desk.h"

#include "app/open/file_commands.h"
#include "app/parts/appearance.h"
#include "views/charts/charts_view.h"
#include "views/charts/many_runs_panel.h"

namespace synod::app {

ManyRunsDesk::ManyRunsDesk(const Session& session, FileCommands& files,
                           const Appearance& appearance, views::ChartsView& charts)
    : QObject(&charts), panel_(new views::ManyRunsPanel) {
  charts.add_page(tr("Many runs"), panel_);
  panel_->set_theme(appearance.theme());
  connect(&appearance, &Appearance::changed, panel_, &views::ManyRunsPanel::set_theme);
  panel_->set_run([&session] { return line_of(session.history()); });
  connect(panel_, &views::ManyRunsPanel::run_requested, this,
          [&session, &files](const Workload& workload, quint64 seed, const RunLimits& limits) {
            const Protocol& protocol = *session.history().world().protocol;
            files.open_run(history_of(protocol, workload, seed, limits),
                           tr("Run with seed %1").arg(seed));
          });
}

}  // namespace synod::app
