// The one table of what the window can be told to do.
#pragma once

#include <QAction>
#include <QList>
#include <QObject>
#include <array>

namespace synod::app {

/// Every command of the window. Its name, key and help stand in the table of actions.cpp.
enum class Command : std::size_t {
  start_page,
  new_cluster,
  open,
  open_previous,
  save,
  save_as,
  copy_script,
  export_,
  quit,
  play,
  step,
  back,
  step_phase,
  back_phase,
  until_chosen,
  to_start,
  undo,
  redo,
  why,
  why_not,
  faster,
  slower,
  propose,
  crash,
  wipe,
  pause_node,
  partition,
  heal_all,
  explore,
  zoom_in,
  zoom_out,
  zoom_reset,
  show_inspector,
  show_below,
  large_tab,
  about_scenario,
  compare,
  larger_text,
  smaller_text,
  normal_text,
  reduced_motion,
  projector,
  spotlight,
  hide_answers,
  reveal,
  bookmark,
  legend,
  keys,
  about,
  count
};

/// The window's actions, made from the table. Each has a tooltip that names its key, and its menu's
/// title as the property "group".
class Actions : public QObject {
  Q_OBJECT

 public:
  explicit Actions(QObject* parent = nullptr);

  QAction* operator[](Command command) const { return actions_[static_cast<std::size_t>(command)]; }
  QList<QAction*> all() const { return {actions_.begin(), actions_.end()}; }

 private:
  std::array<QAction*, static_cast<std::size_t>(Command::count)> actions_{};
};

}  // namespace synod::app
