// Table of all actions of the window, with their names and keys.
#pragma once

#include <QAction>
#include <QHash>
#include <QList>
#include <QObject>
#include <array>

#include "views/kit/choices.h"

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
  pause_at,
  branches,
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
  fire,
  cut,
  cut_one_way,
  draw_line,
  partition,
  heal_all,
  deliver,
  hold,
  duplicate,
  drop,
  quorum,
  first_node,
  first_message,
  explore,
  histories,
  zoom_in,
  zoom_out,
  zoom_reset,
  show_inspector,
  show_below,
  large_tab,
  about_scenario,
  click_selects,
  turn_diagram,
  scale_diagram,
  large_canvas,
  captions,
  outlook,
  compare,
  to_parting,
  to_last,
  larger_text,
  smaller_text,
  normal_text,
  reduced_motion,
  projector,
  spotlight,
  hide_answers,
  reveal,
  bookmark,
  remote_stop,
  lesson_leave,
  lesson_next,
  lesson_back,
  lesson_home,
  lesson_summary,
  lesson_glossary,
  lesson_teacher,
  lesson_notes,
  lesson_menu,
  legend,
  keys,
  about,
  count
};

/// The window's actions, made from the table. Each has a tooltip that names its key, and its menu's
/// title as the property "group". The table gives every key of the program but those that move
/// within a list or a field: no key has two meanings.
class Actions : public QObject {
  Q_OBJECT

 public:
  explicit Actions(QObject* parent = nullptr);

  QAction* operator[](Command command) const { return actions_[static_cast<std::size_t>(command)]; }
  QList<QAction*> all() const { return {actions_.begin(), actions_.end()}; }
  /// Those that stand in a menu of the window's own.
  QList<QAction*> in_menus() const;
  /// What is done at the place that is marked on a canvas, by what it does.
  QHash<views::PlaceCommand, QAction*> at_places() const;

 private:
  std::array<QAction*, static_cast<std::size_t>(Command::count)> actions_{};
};

}  // namespace synod::app
