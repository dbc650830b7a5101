// Page "Many runs" in the window: a run that is picked becomes the session.
#include <QtTest>
#include <gtest/gtest.h>

#include "app/window/main_window.h"
#include "views/charts/many_runs_panel.h"

namespace synod::app {
namespace {

TEST(ManyRunsDesk, opens_a_picked_run_at_its_start_with_the_whole_run_as_its_future) {
  MainWindow window("");
  auto* panel = window.findChild<views::ManyRunsPanel*>();
  ASSERT_NE(panel, nullptr);
  const Workload workload = workload_of(line_of(window.session().history()));
  emit panel->run_requested(workload, 7, {});
  const History& history = window.session().history();
  EXPECT_EQ(window.session().setup().seed, 7u);
  EXPECT_EQ(history.present(), 0u);
  const RunOutcome run = run_once(*history.world().protocol, workload, 7);
  EXPECT_EQ(history.line().size(), run.events + 1);
  EXPECT_TRUE(window.session().title().contains("7"));
  EXPECT_FALSE(window.session().has_something_to_lose());
}

}  // namespace
}  // namespace synod::app
