#include "app/parts/actions.h"

#include <QCoreApplication>
#include <QKeySequence>

#include "views/kit/plain_text.h"

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
    {Command::pause_at, TR("&Play"), TR("Pause a&t"), "",
     TR("At what Play stops by itself: a quorum, a value that must be adopted, a chosen one …")},
    {Command::branches, TR("&Play"), TR("Bra&nches…"), "G",
     TR("Every way that this run went: go there, give it a name, or remove it")},
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
     TR("Crash the node that is marked, or restart it if it is down")},
    {Command::wipe, TR("&Cluster"), TR("Crash and &wipe its disk"), "Shift+K",
     TR("Crash the node that is marked and erase its disk")},
    {Command::pause_node, TR("&Cluster"), TR("Pa&use or resume a node"), "Z",
     TR("Pause the node that is marked, or resume it; messages to it wait meanwhile")},
    {Command::fire, TR("&Cluster"), TR("&Fire its timer"), "F",
     TR("Let a timer of the node that is marked go off now")},
    {Command::cut, TR("&Cluster"), TR("&Cut or heal"), "C",
     TR("Cut the link that is marked, or heal it; cut a node off from all others")},
    {Command::cut_one_way, TR("&Cluster"), TR("Cut or heal &one way"), "Shift+C",
     TR("Cut or heal one direction of the link that is marked")},
    {Command::draw_line, TR("&Cluster"), TR("Draw a &line of partition"), "Shift+L",
     TR("The next drag across the canvas draws a line that partitions the nodes")},
    {Command::partition, TR("&Cluster"), TR("P&artition…"), "Shift+P",
     TR("Cut the cluster into sides that can't talk to each other")},
    {Command::heal_all, TR("&Cluster"), TR("&Heal all links"), "Shift+H",
     TR("Repair every link that is cut")},
    {Command::deliver, TR("&Cluster"), TR("Deli&ver a message"), "A",
     TR("Let the message that is marked arrive now")},
    {Command::hold, TR("&Cluster"), TR("Hold or &release a message"), "H",
     TR("Keep the message that is marked from arriving, or let it go on")},
    {Command::duplicate, TR("&Cluster"), TR("Dupl&icate a message"), "2",
     TR("Send the message that is marked once more")},
    {Command::drop, TR("&Cluster"), TR("L&ose a message"), "D",
     TR("Let the message that is marked get lost")},
    {Command::quorum, TR("&Cluster"), TR("Show the &quorum"), "U",
     TR("Outline the quorum of the ballot that is marked; of two ballots, also who is in both")},
    {Command::first_node, TR("&Cluster"), TR("Mark the first &node"), "N",
     TR("Mark the first node: keys act on what is marked")},
    {Command::first_message, TR("&Cluster"), TR("Mark the first &message"), "M",
     TR("Mark the first message in flight: keys act on what is marked")},
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
    {Command::turn_diagram, TR("&View"), TR("Turn the dia&gram"), "T",
     TR("Let time run downwards in the diagram, or to the right")},
    {Command::scale_diagram, TR("&View"), TR("Diagram by &simulated time"), "Shift+T",
     TR("Space the events of the diagram by simulated time, or evenly")},
    {Command::click_selects, TR("&View"), TR("Clic&k selects"), "",
     TR("A click on the canvas only marks: nothing crashes. Keys and menus still act"), true},
    {Command::large_canvas, TR("&View"), TR("Large can&vas"), "F6",
     TR("Give the canvas the whole window; again, give all else its place back"), true},
    {Command::captions, TR("&View"), TR("&Captions"), "",
     TR("Tell each event in a sentence beside the node where it happens, in slow play and single "
        "steps"),
     true},
    {Command::outlook, TR("&View"), TR("What can still &happen"), "",
     TR("Tell below the chosen badge which values can still become chosen"), true},
    {Command::compare, TR("&View"), TR("Side by si&de…"), "Ctrl+D",
     TR("Compare with a second cluster that goes through the same steps; again: come back")},
    {Command::to_parting, TR("Side by side"), TR("To where they &part"), "Ctrl+Right",
     TR("To the first step that sets the two apart"), false, true},
    {Command::to_last, TR("Side by side"), TR("To the &end"), "Ctrl+End", TR("To the last step"),
     false, true},
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
    {Command::bookmark, TR("Cl&ass"), TR("&Bookmark…"), "B",
     TR("Mark this moment with a note, or edit its note")},
    {Command::remote_stop, TR("Cl&ass"), TR("Reveal or pla&y"), ".",
     TR("A presenter's remote, on the projector: reveal what is covered, else play or pause")},
    {Command::lesson_leave, TR("&Lesson"), TR("&Leave the lesson"), "Ctrl+W",
     TR("What stood here before comes back; your place is kept"), false, true},
    {Command::lesson_next, TR("&Lesson"), TR("&Next"), "PgDown",
     TR("What comes next in the lesson; on the projector without one, a step on"), false, true},
    {Command::lesson_back, TR("&Lesson"), TR("&Back a step"), "PgUp",
     TR("The step before, with the world as it was; on the projector without a lesson, a step "
        "back"),
     false, true},
    {Command::lesson_home, TR("&Lesson"), TR("Back to the &lesson"), "Backspace",
     TR("From a branch of your own to where the lesson stands"), false, true},
    {Command::lesson_summary, TR("&Lesson"), TR("S&ummary of the protocol"), "F2",
     TR("The protocol on one page"), false, true},
    {Command::lesson_glossary, TR("&Lesson"), TR("&Glossary"), "F3",
     TR("What each word means, and its other names"), false, true},
    {Command::lesson_teacher, TR("&Lesson"), TR("&Teacher mode"), "Ctrl+T",
     TR("Count hands instead of answering; answers are shown when you ask for them"), true, true},
    {Command::lesson_notes, TR("&Lesson"), TR("Speaker &notes"), "Ctrl+Shift+T",
     TR("The notes on this step, in a window of their own"), false, true},
    {Command::lesson_menu, TR("&Lesson"), TR("The lesson's &menu"), "F4",
     TR("Forms, steps, glossary, teaching"), false, true},
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
  action->setProperty("elsewhere", row.elsewhere);
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
      {PlaceCommand::why, Command::why}};
  for (const auto& [place, command] : pairs) found.insert(place, (*this)[command]);
  return found;
}

}  // namespace synod::app
