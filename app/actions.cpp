#include "app/actions.h"

#include <QCoreApplication>
#include <QKeySequence>

#include "views/plain_text.h"

namespace synod::app {

namespace {

struct Row {
  Command command;
  const char* group;  ///< The menu's title.
  const char* name;
  const char* keys;  ///< Portable names, separated by blanks; the first stands in the menu.
  const char* help;
  bool checkable = false;
};

#define TR(text) QT_TRANSLATE_NOOP("Actions", text)

// In the order of the menus and of the list of keys.
const Row table[] = {
    {Command::start_page, TR("&File"), TR("Start &page"), "Ctrl+Home",
     TR("Lessons, textbook scenarios, free play and recent files")},
    {Command::new_cluster, TR("&File"), TR("&New cluster…"), "Ctrl+N",
     TR("Choose protocol, nodes and network, and start a new run")},
    {Command::open, TR("&File"), TR("&Open…"), "Ctrl+O", TR("Open a session or a scenario")},
    {Command::open_previous, TR("&File"), TR("&Reopen previous run"), "",
     TR("Go back to the run that was open before this one")},
    {Command::save, TR("&File"), TR("&Save"), "Ctrl+S", TR("Save the session as a scenario")},
    {Command::save_as, TR("&File"), TR("Save &as…"), "Ctrl+Shift+S",
     TR("Save the session as a scenario under another name")},
    {Command::copy_script, TR("&File"), TR("&Copy script"), "Ctrl+Shift+C",
     TR("Copy all that happened, one command a line")},
    {Command::export_, TR("&File"), TR("&Export…"), "Ctrl+E",
     TR("Save a picture, a hand-out, a film or a table of this run")},
    {Command::quit, TR("&File"), TR("&Quit"), "Ctrl+Q",
     TR("Leave; the session comes back next time")},
    {Command::play, TR("&Play"), TR("&Play or pause"), "Space",
     TR("Let the messages travel, or stop them where they are")},
    {Command::step, TR("&Play"), TR("&Step"), "Right", TR("One event on")},
    {Command::back, TR("&Play"), TR("&Back"), "Left", TR("One event back")},
    {Command::step_phase, TR("&Play"), TR("Next p&hase"), "Shift+Right",
     TR("On until other kinds of messages are in flight")},
    {Command::back_phase, TR("&Play"), TR("Previous ph&ase"), "Shift+Left",
     TR("Back to where this phase, or the one before, began")},
    {Command::until_chosen, TR("&Play"), TR("Until a value is &chosen"), "End",
     TR("On until a quorum has accepted a value")},
    {Command::to_start, TR("&Play"), TR("To the s&tart"), "Home", TR("Back to the start")},
    {Command::undo, TR("&Play"), TR("&Undo"), "Ctrl+Z",
     TR("Take back the last thing that happened")},
    {Command::redo, TR("&Play"), TR("&Redo"), "Ctrl+Shift+Z Ctrl+Y",
     TR("Do again what was taken back")},
    {Command::why, TR("&Play"), TR("&Why?"), "W",
     TR("The causes of what is pointed at or pinned; of the last event where nothing is")},
    {Command::why_not, TR("&Play"), TR("Why is &nothing chosen?"), "Shift+W",
     TR("What is missing until a value is chosen")},
    {Command::faster, TR("&Play"), TR("&Faster"), "]", TR("Twice as fast")},
    {Command::slower, TR("&Play"), TR("S&lower"), "[", TR("Half as fast")},
    {Command::propose, TR("&Cluster"), TR("&Propose…"), "P", TR("Ask a proposer for a value")},
    {Command::crash, TR("&Cluster"), TR("&Crash or restart"), "K",
     TR("Crash the node under the pointer, or restart it if it is down")},
    {Command::wipe, TR("&Cluster"), TR("Crash and &wipe its disk"), "Shift+K",
     TR("Crash the node under the pointer and erase its disk")},
    {Command::pause_node, TR("&Cluster"), TR("Pa&use or resume a node"), "Z",
     TR("Pause the node under the pointer, or resume it; messages to it wait meanwhile")},
    {Command::partition, TR("&Cluster"), TR("P&artition…"), "Shift+P",
     TR("Cut the cluster into sides that can't talk to each other")},
    {Command::heal_all, TR("&Cluster"), TR("&Heal all links"), "H",
     TR("Repair every link that is cut")},
    {Command::explore, TR("&Explore"), TR("&What can happen from here…"), "X",
     TR("Try every order of events from this moment on: does anything break?")},
    {Command::zoom_in, TR("&View"), TR("Zoom &in"), "+ =", TR("Make the canvas larger")},
    {Command::zoom_out, TR("&View"), TR("Zoom &out"), "-", TR("Make the canvas smaller")},
    {Command::zoom_reset, TR("&View"), TR("Fit the &window"), "0", TR("Show the whole cluster")},
    {Command::show_inspector, TR("&View"), TR("I&nspector"), "F9",
     TR("Show or hide the panel on the right"), true},
    {Command::show_below, TR("&View"), TR("&Timeline and story"), "F10",
     TR("Show or hide what is below the canvas"), true},
    {Command::large_tab, TR("&View"), TR("&Large tab"), "F8",
     TR("Show the diagram, the story or whichever tab is open in place of the canvas"), true},
    {Command::about_scenario, TR("&View"), TR("&About this scenario"), "F7",
     TR("Unfold or fold what the scenario's file says about it"), true},
    {Command::compare, TR("&View"), TR("Side by si&de…"), "Ctrl+D",
     TR("Compare with a second cluster that goes through the same steps; again: come back")},
    {Command::larger_text, TR("&View"), TR("La&rger text"),
     "Ctrl++ Ctrl+=", TR("Make all text larger, in every window")},
    {Command::smaller_text, TR("&View"), TR("&Smaller text"), "Ctrl+-",
     TR("Make all text smaller, in every window")},
    {Command::normal_text, TR("&View"), TR("N&ormal text size"), "Ctrl+0",
     TR("Set all text to its normal size")},
    {Command::reduced_motion, TR("&View"), TR("Reduced &motion"), "",
     TR("Show events at once, without gliding or blinking"), true},
    {Command::projector, TR("Cl&ass"), TR("&Projector"), "F11",
     TR("Full screen, large letters and thick lines for a lecture hall; F11 or Esc leaves"), true},
    {Command::spotlight, TR("Cl&ass"), TR("&Spotlight"), "S",
     TR("Dim everything but the node under the pointer; press it there again to stop")},
    {Command::hide_answers, TR("Cl&ass"), TR("&Hide answers"), "Q",
     TR("Cover what the next event will change, to ask the class first"), true},
    {Command::reveal, TR("Cl&ass"), TR("&Reveal"), "R",
     TR("Take the covers off, or put them back")},
    {Command::bookmark, TR("Cl&ass"), TR("&Bookmark…"), "B Ctrl+B",
     TR("Mark this moment with a note, or edit its note")},
    {Command::legend, TR("&Help"), TR("&Legend"), "L",
     TR("What each shape, sign and kind of message stands for")},
    {Command::keys, TR("&Help"), TR("&Keys and gestures"), "F1",
     TR("Every key, and what clicking and dragging do")},
    {Command::about, TR("&Help"), TR("&About Synod"), "", TR("Version and licence")},
};

#undef TR

QString translated(const char* text) {
  return QCoreApplication::translate("Actions", text);
}

QList<QKeySequence> key_list(const char* keys) {
  QList<QKeySequence> list;
  for (const QString& key : QString::fromLatin1(keys).split(' ', Qt::SkipEmptyParts))
    list.append(QKeySequence(key, QKeySequence::PortableText));
  return list;
}

QAction* make_action(const Row& row, QObject* parent) {
  auto* action = new QAction(translated(row.name), parent);
  action->setShortcuts(key_list(row.keys));
  action->setCheckable(row.checkable);
  action->setChecked(row.command == Command::show_inspector || row.command == Command::show_below);
  action->setProperty("group", translated(row.group).remove('&'));
  action->setProperty("menu", translated(row.group));
  const QString help = translated(row.help);
  const QString key = action->shortcut().toString(QKeySequence::NativeText);
  action->setToolTip(
      views::plain_tip(key.isEmpty() ? help : QStringLiteral("%1 (%2)").arg(help, key)));
  action->setStatusTip(help);
  return action;
}

}  // namespace

Actions::Actions(QObject* parent) : QObject(parent) {
  static_assert(std::size(table) == static_cast<std::size_t>(Command::count));
  for (const Row& row : table)
    actions_[static_cast<std::size_t>(row.command)] = make_action(row, this);
  // What the buttons beside the transport say.
  (*this)[Command::new_cluster]->setIconText(tr("Cluster"));
  (*this)[Command::keys]->setIconText(tr("?"));
  // Nothing is covered yet.
  (*this)[Command::reveal]->setEnabled(false);
}

}  // namespace synod::app
