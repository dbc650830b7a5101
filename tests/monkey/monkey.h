// Monkey: acts on the real window like a person without a plan, and looks whether all is well.
#pragma once

#include <QMainWindow>
#include <QStringList>
#include <deque>
#include <memory>
#include <optional>

#include "app/window/main_window.h"
#include "tests/monkey/dialogs.h"
#include "tests/monkey/hand.h"

namespace synod::monkey {

/// One window with a home of its own, and what was done to it last.
///  1. The same seed draws the same actions, as far as the window's answers do not depend on how
///     fast the machine is.
///  2. It writes nothing outside of `folder`: scenarios and lessons are copied there first.
class Monkey {
 public:
  Monkey(std::uint64_t seed, QString folder);
  ~Monkey();

  /// Does something, whatever that is.
  void act();
  /// What is wrong; nothing where all is well: nothing stands in front of the window, its script
  /// and what it keeps make the same history again, and Qt had nothing to say.
  std::optional<QString> problem();
  /// The latest actions, the newest last.
  QStringList last_actions() const;
  QString script() const { return window_->session().script(); }

 private:
  using Act = void (Monkey::*)();

  void note(const QString& what);
  void open_window();
  void turn();
  void settle();

  void hand_on_window();
  void command();
  void open_file();
  void drop_file();
  void choose_tab();
  void resize();
  void act_on_cluster();
  void go_somewhere();
  void bookmark();
  void play_a_while();
  void restart();

  QString any_file();
  std::optional<QString> script_problem() const;
  std::optional<QString> kept_problem();

  Hand hand_;
  QString folder_;
  std::deque<QString> done_;
  std::int64_t now_ = 0;  ///< What the window takes for the time.
  std::unique_ptr<app::MainWindow> window_;
  Dialogs dialogs_;
};

}  // namespace synod::monkey
