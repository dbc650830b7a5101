#include "app/parts/actions.h"

#include <QKeySequence>

#include "views/kit/plain_text.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

struct Row {
  Command command;
  const char* group;  ///< The menu's title.
  const char* name;
  const char* keys;  ///< Portable names, separated by blanks; the first stands in the menu.
  const char* help;
  bool checkable = false;
  bool elsewhere = false;  ///< In no menu that is made from this table.
};

// In the order of the menus and of the list of keys.
const Row command_table[] = {
    {Command::start_page, SYNOD_TEXT("&File"), SYNOD_TEXT("Start &page"), "Ctrl+Home",
     SYNOD_TEXT("Lessons, textbook scenarios, free play and recent files")},
    {Command::new_cluster, SYNOD_TEXT("&File"), SYNOD_TEXT("&New cluster…"), "Ctrl+N",
     SYNOD_TEXT("Choose protocol, nodes and network, and start a new run")},
    {Command::open, SYNOD_TEXT("&File"), SYNOD_TEXT("&Open…"), "Ctrl+O",
     SYNOD_TEXT("Open a session, a scenario, a lesson or a course")},
    {Command::open_previous, SYNOD_TEXT("&File"), SYNOD_TEXT("&Reopen previous run"), "",
     SYNOD_TEXT("Go back to the run that was open before this one")},
    {Command::save, SYNOD_TEXT("&File"), SYNOD_TEXT("&Save"), "Ctrl+S",
     SYNOD_TEXT("Save the session as a scenario")},
    {Command::save_as, SYNOD_TEXT("&File"), SYNOD_TEXT("Save &as…"), "Ctrl+Shift+S",
     SYNOD_TEXT("Save the session as a scenario under another name")},
    {Command::copy_script, SYNOD_TEXT("&File"), SYNOD_TEXT("&Copy script"), "Ctrl+Shift+C",
     SYNOD_TEXT("Copy all that happened, one command a line")},
    {Command::export_, SYNOD_TEXT("&File"), SYNOD_TEXT("&Export…"), "Ctrl+E",
     SYNOD_TEXT("Save a picture, a hand-out, a film or a table of this run")},
    {Command::quit, SYNOD_TEXT("&File"), SYNOD_TEXT("&Quit"), "Ctrl+Q",
     SYNOD_TEXT("Leave; the session comes back next time")},
    {Command::play, SYNOD_TEXT("&Play"), SYNOD_TEXT("&Play or pause"), "Space",
     SYNOD_TEXT("Let the messages travel, or stop them where they are")},
    {Command::step, SYNOD_TEXT("&Play"), SYNOD_TEXT("&Step"), "Right", SYNOD_TEXT("One event on")},
    {Command::back, SYNOD_TEXT("&Play"), SYNOD_TEXT("&Back"), "Left", SYNOD_TEXT("One event back")},
    {Command::step_phase, SYNOD_TEXT("&Play"), SYNOD_TEXT("Next p&hase"), "Shift+Right",
     SYNOD_TEXT("On until other kinds of messages are in flight")},
    {Command::back_phase, SYNOD_TEXT("&Play"), SYNOD_TEXT("Previous ph&ase"), "Shift+Left",
     SYNOD_TEXT("Back to where this phase, or the one before, began")},
    {Command::until_chosen, SYNOD_TEXT("&Play"), SYNOD_TEXT("Until a de&cision"), "End",
     SYNOD_TEXT("On until something is decided, such as a value that a quorum accepted")},
    {Command::to_start, SYNOD_TEXT("&Play"), SYNOD_TEXT("To the s&tart"), "Home",
     SYNOD_TEXT("Back to the start")},
    {Command::pause_at, SYNOD_TEXT("&Play"), SYNOD_TEXT("Pause a&t"), "",
     SYNOD_TEXT(
         "At what Play stops by itself: a quorum, a value that must be adopted, a decision …")},
    {Command::branches, SYNOD_TEXT("&Play"), SYNOD_TEXT("Bra&nches…"), "G",
     SYNOD_TEXT("Every way that this run went: go there, give it a name, or remove it")},
    {Command::undo, SYNOD_TEXT("&Play"), SYNOD_TEXT("&Undo"), "Ctrl+Z",
     SYNOD_TEXT("Take back the last thing that happened")},
    {Command::redo, SYNOD_TEXT("&Play"), SYNOD_TEXT("&Redo"), "Ctrl+Shift+Z Ctrl+Y",
     SYNOD_TEXT("Do again what was taken back")},
    {Command::why, SYNOD_TEXT("&Play"), SYNOD_TEXT("&Why?"), "W",
     SYNOD_TEXT("The causes of what is pointed at or pinned; of the last event where nothing is")},
    {Command::why_not, SYNOD_TEXT("&Play"), SYNOD_TEXT("Why is &nothing decided?"), "Shift+W",
     SYNOD_TEXT("What is missing until a value is decided")},
    {Command::faster, SYNOD_TEXT("&Play"), SYNOD_TEXT("&Faster"), "]", SYNOD_TEXT("Twice as fast")},
    {Command::slower, SYNOD_TEXT("&Play"), SYNOD_TEXT("S&lower"), "[", SYNOD_TEXT("Half as fast")},
    {Command::propose, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("&Propose…"), "P",
     SYNOD_TEXT("Ask a proposer for a value")},
    {Command::crash, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("&Crash or restart"), "K",
     SYNOD_TEXT("Crash the node that is marked, or restart it if it is down")},
    {Command::wipe, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("Crash and &wipe its disk"), "Shift+K",
     SYNOD_TEXT("Crash the node that is marked and erase its disk")},
    {Command::pause_node, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("Pa&use or resume a node"), "Z",
     SYNOD_TEXT("Pause the node that is marked, or resume it; messages to it wait meanwhile")},
    {Command::fire, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("&Fire its timer"), "F",
     SYNOD_TEXT("Let a timer of the node that is marked go off now")},
    {Command::cut, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("&Cut or heal"), "C",
     SYNOD_TEXT("Cut the link that is marked, or heal it; cut a node off from all others")},
    {Command::cut_one_way, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("Cut or heal &one way"), "Shift+C",
     SYNOD_TEXT("Cut or heal one direction of the link that is marked")},
    {Command::draw_line, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("Draw a &line of partition"), "Shift+L",
     SYNOD_TEXT("The next drag across the canvas draws a line that partitions the nodes")},
    {Command::partition, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("P&artition…"), "Shift+P",
     SYNOD_TEXT("Cut the cluster into sides that can't talk to each other")},
    {Command::heal_all, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("&Heal all links"), "Shift+H",
     SYNOD_TEXT("Repair every link that is cut")},
    {Command::deliver, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("Deli&ver a message"), "A",
     SYNOD_TEXT("Let the message that is marked arrive now")},
    {Command::hold, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("Hold or &release a message"), "H",
     SYNOD_TEXT("Keep the message that is marked from arriving, or let it go on")},
    {Command::duplicate, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("Dupl&icate a message"), "2",
     SYNOD_TEXT("Send the message that is marked once more")},
    {Command::drop, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("L&ose a message"), "D",
     SYNOD_TEXT("Let the message that is marked get lost")},
    {Command::quorum, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("Show the &quorum"), "U",
     SYNOD_TEXT(
         "Outline the quorum of the ballot that is marked; of two ballots, also who is in both")},
    {Command::first_node, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("Mark the first &node"), "N",
     SYNOD_TEXT("Mark the first node: keys act on what is marked")},
    {Command::first_message, SYNOD_TEXT("&Cluster"), SYNOD_TEXT("Mark the first &message"), "M",
     SYNOD_TEXT("Mark the first message in flight: keys act on what is marked")},
    {Command::explore, SYNOD_TEXT("&Explore"), SYNOD_TEXT("&What can happen from here…"), "X",
     SYNOD_TEXT("Try every order of events from this moment on: does anything break?")},
    {Command::histories, SYNOD_TEXT("&Explore"), SYNOD_TEXT("&Two histories…"), "Shift+X",
     SYNOD_TEXT("Two runs that the node that is marked can't tell apart, side by side: why it must "
                "wait")},
    {Command::zoom_in, SYNOD_TEXT("&View"), SYNOD_TEXT("Zoom &in"),
     "+ =", SYNOD_TEXT("Make the canvas larger")},
    {Command::zoom_out, SYNOD_TEXT("&View"), SYNOD_TEXT("Zoom &out"), "-",
     SYNOD_TEXT("Make the canvas smaller")},
    {Command::zoom_reset, SYNOD_TEXT("&View"), SYNOD_TEXT("Fit the &window"), "0",
     SYNOD_TEXT("Show the whole cluster")},
    {Command::show_inspector, SYNOD_TEXT("&View"), SYNOD_TEXT("I&nspector"), "F9",
     SYNOD_TEXT("Show or hide the panel on the right"), true},
    {Command::show_below, SYNOD_TEXT("&View"), SYNOD_TEXT("&Timeline and story"), "F10",
     SYNOD_TEXT("Show or hide what is below the canvas"), true},
    {Command::large_tab, SYNOD_TEXT("&View"), SYNOD_TEXT("&Large tab"), "F8",
     SYNOD_TEXT("Show the diagram, the story or whichever tab is open in place of the canvas"),
     true},
    {Command::about_scenario, SYNOD_TEXT("&View"), SYNOD_TEXT("&About this scenario"), "F7",
     SYNOD_TEXT("Unfold or fold what the scenario's file says about it"), true},
    {Command::turn_diagram, SYNOD_TEXT("&View"), SYNOD_TEXT("Turn the dia&gram"), "T",
     SYNOD_TEXT("Let time run downwards in the diagram, or to the right")},
    {Command::scale_diagram, SYNOD_TEXT("&View"), SYNOD_TEXT("Diagram by &simulated time"),
     "Shift+T", SYNOD_TEXT("Space the events of the diagram by simulated time, or evenly")},
    {Command::click_selects, SYNOD_TEXT("&View"), SYNOD_TEXT("Clic&k selects"), "",
     SYNOD_TEXT("A click on the canvas only marks: nothing crashes. Keys and menus still act"),
     true},
    {Command::large_canvas, SYNOD_TEXT("&View"), SYNOD_TEXT("Large can&vas"), "F6",
     SYNOD_TEXT("Give the canvas the whole window; again, give all else its place back"), true},
    {Command::captions, SYNOD_TEXT("&View"), SYNOD_TEXT("&Captions"), "",
     SYNOD_TEXT(
         "Tell each event in a sentence beside the node where it happens, in slow play and single "
         "steps"),
     true},
    {Command::outlook, SYNOD_TEXT("&View"), SYNOD_TEXT("What can still &happen"), "",
     SYNOD_TEXT("Tell below the badge of the decision which values can still be decided"), true},
    {Command::compare, SYNOD_TEXT("&View"), SYNOD_TEXT("Side by si&de…"), "Ctrl+D",
     SYNOD_TEXT(
         "Compare with a second cluster that goes through the same steps; again: come back")},
    {Command::to_parting, SYNOD_TEXT("Side by side"), SYNOD_TEXT("To where they &part"),
     "Ctrl+Right", SYNOD_TEXT("To the first step that sets the two apart"), false, true},
    {Command::to_last, SYNOD_TEXT("Side by side"), SYNOD_TEXT("To the &end"), "Ctrl+End",
     SYNOD_TEXT("To the last step"), false, true},
    {Command::larger_text, SYNOD_TEXT("&View"), SYNOD_TEXT("La&rger text"),
     "Ctrl++ Ctrl+=", SYNOD_TEXT("Make all text larger, in every window")},
    {Command::smaller_text, SYNOD_TEXT("&View"), SYNOD_TEXT("&Smaller text"), "Ctrl+-",
     SYNOD_TEXT("Make all text smaller, in every window")},
    {Command::normal_text, SYNOD_TEXT("&View"), SYNOD_TEXT("N&ormal text size"), "Ctrl+0",
     SYNOD_TEXT("Set all text to its normal size")},
    {Command::reduced_motion, SYNOD_TEXT("&View"), SYNOD_TEXT("Reduced &motion"), "",
     SYNOD_TEXT("Show events at once, without gliding or blinking"), true},
    {Command::projector, SYNOD_TEXT("Cl&ass"), SYNOD_TEXT("&Projector"), "F11",
     SYNOD_TEXT("Full screen, large letters and thick lines for a lecture hall; F11 or Esc leaves"),
     true},
    {Command::spotlight, SYNOD_TEXT("Cl&ass"), SYNOD_TEXT("&Spotlight"), "S",
     SYNOD_TEXT("Dim everything but the node under the pointer; press it there again to stop")},
    {Command::hide_answers, SYNOD_TEXT("Cl&ass"), SYNOD_TEXT("&Hide answers"), "Q",
     SYNOD_TEXT("Cover what the next event will change, to ask the class first"), true},
    {Command::reveal, SYNOD_TEXT("Cl&ass"), SYNOD_TEXT("&Reveal"), "R",
     SYNOD_TEXT("Take the covers off, or put them back")},
    {Command::bookmark, SYNOD_TEXT("Cl&ass"), SYNOD_TEXT("&Bookmark…"), "B",
     SYNOD_TEXT("Mark this moment with a note, or edit its note")},
    {Command::remote_stop, SYNOD_TEXT("Cl&ass"), SYNOD_TEXT("Reveal or pla&y"), ".",
     SYNOD_TEXT(
         "A presenter's remote, on the projector: reveal what is covered, else play or pause")},
    {Command::lesson_leave, SYNOD_TEXT("&Lesson"), SYNOD_TEXT("&Leave the lesson"), "Ctrl+W",
     SYNOD_TEXT("What stood here before comes back; your place is kept"), false, true},
    {Command::lesson_next, SYNOD_TEXT("&Lesson"), SYNOD_TEXT("&Next"), "PgDown",
     SYNOD_TEXT("What comes next in the lesson; on the projector without one, a step on"), false,
     true},
    {Command::lesson_back, SYNOD_TEXT("&Lesson"), SYNOD_TEXT("&Back a step"), "PgUp",
     SYNOD_TEXT(
         "The step before, with the world as it was; on the projector without a lesson, a step "
         "back"),
     false, true},
    {Command::lesson_home, SYNOD_TEXT("&Lesson"), SYNOD_TEXT("Back to the &lesson"), "Backspace",
     SYNOD_TEXT("From a branch of your own to where the lesson stands"), false, true},
    {Command::lesson_summary, SYNOD_TEXT("&Lesson"), SYNOD_TEXT("S&ummary of the protocol"), "F2",
     SYNOD_TEXT("The protocol on one page"), false, true},
    {Command::lesson_glossary, SYNOD_TEXT("&Lesson"), SYNOD_TEXT("&Glossary"), "F3",
     SYNOD_TEXT("What each word means, and its other names"), false, true},
    {Command::lesson_teacher, SYNOD_TEXT("&Lesson"), SYNOD_TEXT("&Teacher mode"), "Ctrl+T",
     SYNOD_TEXT("Count hands instead of answering; answers are shown when you ask for them"), true,
     true},
    {Command::lesson_notes, SYNOD_TEXT("&Lesson"), SYNOD_TEXT("Speaker &notes"), "Ctrl+Shift+T",
     SYNOD_TEXT("The notes on this step, in a window of their own"), false, true},
    {Command::lesson_menu, SYNOD_TEXT("&Lesson"), SYNOD_TEXT("The lesson's &menu"), "F4",
     SYNOD_TEXT("Forms, steps, glossary, teaching"), false, true},
    {Command::legend, SYNOD_TEXT("&Help"), SYNOD_TEXT("&Legend"), "L",
     SYNOD_TEXT("What each shape, sign and kind of message stands for")},
    {Command::keys, SYNOD_TEXT("&Help"), SYNOD_TEXT("&Keys and gestures"), "F1",
     SYNOD_TEXT("Every key, and what clicking and dragging do")},
    {Command::about, SYNOD_TEXT("&Help"), SYNOD_TEXT("&About Synod"), "",
     SYNOD_TEXT("Version and licence")},
};

QList<QKeySequence> key_list(const char* keys) {
  QList<QKeySequence> list;
  for (const QString& key : QString::fromLatin1(keys).split(' ', Qt::SkipEmptyParts))
    list.append(QKeySequence(key, QKeySequence::PortableText));
  return list;
}

QAction* make_action(const Row& row, QObject* parent) {
  auto* action = new QAction(views::translated(row.name), parent);
  action->setShortcuts(key_list(row.keys));
  action->setCheckable(row.checkable);
  action->setChecked(row.command == Command::show_inspector || row.command == Command::show_below);
  action->setProperty("group", views::translated(row.group).remove('&'));
  action->setProperty("menu", views::translated(row.group));
  action->setProperty("elsewhere", row.elsewhere);
  const QString help = views::translated(row.help);
  const QString key = action->shortcut().toString(QKeySequence::NativeText);
  action->setToolTip(
      views::plain_tip(key.isEmpty() ? help : QStringLiteral("%1 (%2)").arg(help, key)));
  action->setStatusTip(help);
  return action;
}

}  // namespace

Actions::Actions(QObject* parent) : QObject(parent) {
  static_assert(std::size(command_table) == static_cast<std::size_t>(Command::count));
  for (const Row& row : command_table)
    actions_[static_cast<std::size_t>(row.command)] = make_action(row, this);
  // What the buttons beside the transport say.
  (*this)[Command::new_cluster]->setIconText(tr("Cluster"));
  (*this)[Command::pause_at]->setIconText(tr("Pause at"));
  (*this)[Command::keys]->setIconText(tr("?"));
  // Nothing is covered yet.
  (*this)[Command::reveal]->setEnabled(false);
  // Those that are taken up elsewhere mean nothing before.
  for (Command command : {Command::to_parting, Command::to_last, Command::remote_stop})
    (*this)[command]->setEnabled(false);
}

QList<QAction*> Actions::in_menus() const {
  QList<QAction*> found;
  for (QAction* action : actions_)
    if (!action->property("elsewhere").toBool()) found << action;
  return found;
}

QHash<views::PlaceCommand, QAction*> Actions::at_places() const {
  using views::PlaceCommand;
  QHash<PlaceCommand, QAction*> found;
  const std::pair<PlaceCommand, Command> pairs[] = {
      {PlaceCommand::propose, Command::propose},
      {PlaceCommand::kill, Command::crash},
      {PlaceCommand::wipe, Command::wipe},
      {PlaceCommand::pause, Command::pause_node},
      {PlaceCommand::fire, Command::fire},
      {PlaceCommand::cut, Command::cut},
      {PlaceCommand::cut_one_way, Command::cut_one_way},
      {PlaceCommand::draw_line, Command::draw_line},
      {PlaceCommand::heal_all, Command::heal_all},
      {PlaceCommand::deliver, Command::deliver},
      {PlaceCommand::hold, Command::hold},
      {PlaceCommand::duplicate, Command::duplicate},
      {PlaceCommand::drop, Command::drop},
      {PlaceCommand::quorum, Command::quorum},
      {PlaceCommand::histories, Command::histories},
      {PlaceCommand::why, Command::why}};
  for (const auto& [place, command] : pairs) found.insert(place, (*this)[command]);
  return found;
}

}  // namespace synod::app
