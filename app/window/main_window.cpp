#include "app/window/main_window.h"

#include <QAbstractScrollArea>
#include <QApplication>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>

#include "app/classroom/classroom.h"
#include "app/classroom/classroom_projector.h"
#include "app/cluster/branch_desk.h"
#include "app/cluster/cluster_commands.h"
#include "app/cluster/scenario_desk.h"
#include "app/compare/compare_desk.h"
#include "app/explore/explore_desk.h"
#include "app/explore/histories_desk.h"
#include "app/explore/many_runs_desk.h"
#include "app/explore/outlook_desk.h"
#include "app/explore/why_desk.h"
#include "app/export/export_dialog.h"
#include "app/lesson/lesson_desk.h"
#include "app/lesson/lesson_menu.h"
#include "app/open/file_commands.h"
#include "app/open/open_desk.h"
#include "app/parts/detail_menu.h"
#include "app/parts/empty_hint.h"
#include "app/parts/shown_tabs.h"
#include "app/parts/tab_heights.h"
#include "app/play/caption_switch.h"
#include "app/play/first_click.h"
#include "app/play/pause_points.h"
#include "app/start/start_screen.h"
#include "app/window/language_menu.h"
#include "app/window/menus.h"
#include "model/world/protocol.h"
#include "tutorials/packed_lesson.h"
#include "views/canvas/canvas.h"
#include "views/charts/charts_view.h"
#include "views/clients/clients_view.h"
#include "views/diagram/diagram_view.h"
#include "views/kit/error_bar.h"
#include "views/kit/plain_text.h"
#include "views/kit/trace_gate.h"
#include "views/log/log_view.h"
#include "views/panels/alarm_bar.h"
#include "views/panels/inspector.h"
#include "views/panels/keys_dialog.h"
#include "views/panels/legend_dialog.h"
#include "views/panels/propose_bar.h"
#include "views/panels/script_view.h"
#include "views/panels/story.h"
#include "views/panels/timeline.h"
#include "views/panels/transport_bar.h"
#include "views/votes/votes_view.h"
#include "views/why/question.h"
#include "views/why/why_panel.h"

namespace synod::app {

namespace {

/// What the window is at first, where the screen has room for it and its frame.
constexpr QSize first_size(1280, 800);
constexpr QSize frame_room(16, 48);
constexpr int script_pause_ms = 120;
constexpr auto click_setting = "canvas/click-selects";

/// The one local file that is being dragged; empty where it is none or several.
QString dragged_file(const QMimeData& data) {
  const QList<QUrl> urls = data.urls();
  return urls.size() == 1 ? urls.front().toLocalFile() : QString();
}

views::LevelOfDetail level_of(LessonDetail detail) {
  switch (detail) {
    case LessonDetail::basic: return views::LevelOfDetail::basic;
    case LessonDetail::intermediate: return views::LevelOfDetail::intermediate;
    case LessonDetail::full: break;
  }
  return views::LevelOfDetail::full;
}

}  // namespace

MainWindow::MainWindow(const QString& autosave_folder, Player::Clock clock)
    : session_(autosave_folder),
      player_(session_, std::move(clock)),
      parts_(make_parts(*this, shared_, actions_)),
      cluster_(new ClusterCommands(player_, parts_, this)),
      opening_(new OpenDesk(*this, actions_)),
      files_(new FileCommands(session_, appearance_, *opening_, *this)),
      start_(new StartScreen(*this, session_, *files_, actions_, appearance_, course_)),
      why_(new WhyDesk(session_, player_, shared_, parts_, actions_, *this)),
      compare_(new CompareDesk(*this, session_, player_, *files_, actions_, appearance_,
                               shared_.traffic)),
      explore_(new ExploreDesk(*this, session_, player_, *why_, *files_, actions_, appearance_)),
      outlook_(new OutlookDesk(session_, player_, *parts_.canvas, *actions_[Command::outlook],
                               appearance_, this)),
      histories_(new HistoriesDesk(*this, session_, player_, shared_, parts_, *compare_, actions_)),
      keeping_(views::plain_label(this)) {
  setWindowIcon(QIcon(":/icons/synod.svg"));
  resize(first_size.boundedTo(screen()->availableSize() - frame_room));
  const FilledMenus menus = fill_menus(*menuBar(), actions_, appearance_, shared_.traffic);
  files_->fill_recent(menus.recent);
  files_->fill_earlier(menus.earlier);
  if (menus.languages != nullptr)
    connect(menus.languages, &LanguageMenu::notice, this,
            [this](const QString& text) { parts_.errors->show_notice(text, {}, {}); });
  menuBar()->setCornerWidget(keeping_);
  desk_ = new LessonDesk(
      *this, session_, player_, parts_, actions_, appearance_, course_,
      autosave_folder.isEmpty() ? QString() : QFileInfo(autosave_folder).path() + "/progress.txt");
  classroom_ =
      new Classroom(*this, session_, player_, shared_, parts_, actions_, appearance_, lessons());
  wire_detail(*menus.detail);
  new ScenarioDesk(session_, *parts_.about, *actions_[Command::about_scenario], this);
  branches_ = new BranchDesk(session_, player_, appearance_, *this);
  pauses_ = new PausePoints(player_, actions_, *parts_.errors, *this);
  compare_->player().set_pauses(pauses_->pauses());
  connect(pauses_, &PausePoints::changed, &compare_->player(), &TwinPlayer::set_pauses);
  connect(compare_, &CompareDesk::why_asked, why_, [this](const std::string& broken) {
    why_->ask(views::question_about_violation(session_.history(), broken));
  });
  new FirstClick(player_, *parts_.canvas, *parts_.errors, this);
  new CaptionSwitch(player_, *parts_.canvas, *actions_[Command::captions], this);
  new ManyRunsDesk(session_, *files_, appearance_, *parts_.charts);
  script_pause_.setSingleShot(true);
  wire_actions();
  wire_views();
  wire_session();
  wire_heights();
  accept_dropped_files();
  restore_geometry();
  show_theme(parts_, appearance_.theme());
  take_history();
  player_.reset();
  show_session();
  show_keeping();
}

MainWindow::~MainWindow() = default;

/// A file may be dropped anywhere: what scrolls would take it for itself, and refuse it.
void MainWindow::accept_dropped_files() {
  setAcceptDrops(true);
  for (QAbstractScrollArea* area : findChildren<QAbstractScrollArea*>()) {
    area->setAcceptDrops(false);
    area->viewport()->setAcceptDrops(false);
  }
}

void MainWindow::wire_actions() {
  addActions(actions_.all());
  const auto on = [this](Command command, auto&& what) {
    connect(actions_[command], &QAction::triggered, this, what);
  };
  on(Command::start_page, [this] { start_->show(); });
  on(Command::new_cluster, [this] { files_->new_cluster(); });
  on(Command::open, [this] { files_->open(); });
  on(Command::open_previous, [this] { files_->open_previous(); });
  on(Command::save, [this] { files_->save(); });
  on(Command::save_as, [this] { files_->save_as(); });
  on(Command::copy_script, [this] { files_->copy_script(); });
  on(Command::export_, [this] { open_export(session_, player_, appearance_, this); });
  on(Command::quit, [this] { close(); });
  on(Command::play, [this] {
    if (!lessons().play()) begin([this] { player_.toggle(); });
  });
  on(Command::step, [this] {
    if (!lessons().step()) begin([this] { player_.step(); });
  });
  on(Command::back, [this] { player_.back(); });
  on(Command::step_phase, [this] { begin([this] { player_.step_phase(); }); });
  on(Command::back_phase, [this] { player_.back_phase(); });
  on(Command::until_chosen, [this] { begin([this] { player_.run_until_chosen(); }); });
  on(Command::to_start, [this] { player_.to_start(); });
  on(Command::branches, [this] { branches_->show(); });
  on(Command::undo, [this] { player_.undo(); });
  on(Command::redo, [this] { player_.redo(); });
  on(Command::faster, [this] { parts_.transport->set_speed(player_.speed() * 2); });
  on(Command::slower, [this] { parts_.transport->set_speed(player_.speed() / 2); });
  on(Command::propose, [this] { cluster_->propose(); });
  on(Command::partition, [this] { cluster_->partition(); });
  on(Command::heal_all, [this] { cluster_->heal_all(); });
  on(Command::first_node, [this] { parts_.canvas->mark_first_node(); });
  on(Command::first_message, [this] { parts_.canvas->mark_first_message(); });
  wire_place_actions();
  on(Command::click_selects, [this](bool selects) { set_click_selects(selects); });
  set_click_selects(QSettings().value(click_setting, false).toBool());
  on(Command::turn_diagram, [this] {
    if (show_tab(parts_.diagram)) parts_.diagram->turn().toggle();
  });
  on(Command::scale_diagram, [this] {
    if (show_tab(parts_.diagram)) parts_.diagram->by_time().toggle();
  });
  on(Command::zoom_in, [this] { parts_.canvas->zoom_in(); });
  on(Command::zoom_out, [this] { parts_.canvas->zoom_out(); });
  on(Command::zoom_reset, [this] { parts_.canvas->zoom_reset(); });
  on(Command::show_inspector, [this](bool shown) { parts_.right->setVisible(shown); });
  on(Command::show_below, [this](bool shown) { parts_.down->widget(1)->setVisible(shown); });
  on(Command::large_tab, [this](bool large) {
    enlarge_tabs(parts_, large);
    // What gets another parent under a style sheet forgets its palette.
    show_theme(parts_, appearance_.theme());
  });
  on(Command::large_canvas, [this](bool large) {
    enlarge_canvas(parts_, large, actions_[Command::show_inspector]->isChecked(),
                   actions_[Command::show_below]->isChecked());
  });
  on(Command::legend, [this] {
    const Cluster& world = session_.history().world();
    ProtocolInfo told = world.protocol->info();
    if (appearance_.theme().detail == views::LevelOfDetail::basic) told.numbers.reset();
    views::LegendDialog dialog(told, world.shape(), this);
    dialog.set_theme(appearance_.theme());
    dialog.exec();
  });
  on(Command::keys, [this] {
    views::KeysDialog dialog(actions_.all() + classroom_->keyed(), this);
    dialog.set_theme(appearance_.theme());
    dialog.exec();
  });
  on(Command::about, [this] {
    QMessageBox::about(
        this, tr("About Synod"),
        tr("<b>Synod %1</b><p>See distributed protocols happen: step through them, break them, go "
           "back.</p>"
           "<p>Everything on the screen is a real run of the real protocol.</p>"
           "<p>Free software under the GNU General Public License, version 3 or later.</p>")
            .arg(QApplication::applicationVersion()));
  });
}

/// What is done at the place that is marked. Asking for a value, for two histories and why, and
/// healing all, know what to do where nothing is marked, too.
void MainWindow::wire_place_actions() {
  const QHash<views::PlaceCommand, QAction*> at_places = actions_.at_places();
  parts_.canvas->set_place_actions(at_places);
  for (auto each = at_places.begin(); each != at_places.end(); ++each) {
    const views::PlaceCommand command = each.key();
    if (command == views::PlaceCommand::propose || command == views::PlaceCommand::heal_all ||
        command == views::PlaceCommand::histories || command == views::PlaceCommand::why)
      continue;
    connect(each.value(), &QAction::triggered, this,
            [this, command] { parts_.canvas->do_there(command); });
  }
}

void MainWindow::set_click_selects(bool selects) {
  actions_[Command::click_selects]->setChecked(selects);
  QSettings().setValue(click_setting, selects);
  parts_.canvas->set_click_selects(selects);
  compare_->set_click_selects(selects);
}

bool MainWindow::show_tab(QWidget* tab) {
  if (!parts_.shown_tabs->shows(views::page_of(tab))) {
    parts_.errors->show_message(
        tr("This tab is left out at the present level of detail: View > Detail shows more."));
    return false;
  }
  actions_[Command::show_below]->setChecked(true);
  parts_.down->widget(1)->show();
  parts_.tabs->setCurrentWidget(views::page_of(tab));
  return true;
}

void MainWindow::wire_views() {
  const auto act = [this](const Action& action) { player_.act(action); };
  const auto ask = [this](NodeId proposer) { cluster_->propose_at(proposer); };
  const auto go = [this](MomentId moment) { player_.go_to(moment); };
  const auto refuse = [this](const QString& why) { parts_.errors->show_message(why); };
  connect(parts_.canvas, &views::Canvas::action_requested, this, act);
  connect(parts_.canvas, &views::Canvas::propose_requested, this, ask);
  connect(parts_.canvas, &views::Canvas::moment_requested, this, go);
  connect(parts_.canvas, &views::Canvas::refused, this, refuse);
  connect(parts_.canvas, &views::Canvas::carrying, &player_, &Player::wait);
  connect(parts_.inspector, &views::Inspector::action_requested, this, act);
  connect(parts_.inspector, &views::Inspector::propose_requested, this, ask);
  connect(parts_.inspector, &views::Inspector::moment_requested, this, go);
  connect(parts_.alarm, &views::AlarmBar::event_requested, this,
          [this](EventNumber event) { player_.go_to(session_.history().at_depth(event)); });
  connect(parts_.timeline, &views::Timeline::scrubbed, &player_, &Player::scrub);
  connect(parts_.timeline, &views::Timeline::moment_requested, this, go);
  connect(parts_.timeline, &views::Timeline::branches_requested, actions_[Command::branches],
          &QAction::trigger);
  connect(parts_.story, &views::Story::moment_requested, this, go);
  connect(parts_.why, &views::WhyPanel::moment_requested, this, go);
  connect(parts_.diagram, &views::DiagramView::moment_requested, this, go);
  connect(parts_.diagram, &views::DiagramView::scrubbed, &player_, &Player::scrub);
  connect(parts_.votes, &views::VotesView::moment_requested, this, go);
  connect(parts_.log, &views::LogView::moment_requested, this, go);
  connect(parts_.clients, &views::ClientsView::moment_requested, this, go);
  connect(parts_.charts, &views::ChartsView::moment_requested, this, go);
  connect(parts_.charts, &views::ChartsView::scrubbed, &player_, &Player::scrub);
  connect(parts_.propose, &views::ProposeBar::propose, cluster_, &ClusterCommands::propose_value);
  // What follows a proposal is a step: the keys are the canvas's again.
  connect(parts_.propose, &views::ProposeBar::propose, parts_.canvas,
          qOverload<>(&QWidget::setFocus));
  connect(parts_.transport, &views::TransportBar::speed_changed, &player_, &Player::set_speed);
  connect(parts_.tabs, &QTabWidget::currentChanged, this, &MainWindow::show_script);
  connect(cluster_, &ClusterCommands::refused, this, refuse);
  connect(classroom_, &Classroom::refused, this, refuse);
  connect(classroom_, &Classroom::changed, this, [this] { show_frame(player_.frame()); });
  connect(why_, &WhyDesk::refused, this, refuse);
  connect(outlook_, &OutlookDesk::notice, this, refuse);
  connect(&session_, &Session::refused, this, refuse);
  connect(&player_, &Player::notice, this, refuse);
}

/// A lesson has a level of its own; its menu offers the others too.
void MainWindow::wire_detail(DetailMenu& detail) {
  desk_->menu().addSeparator();
  desk_->menu().addMenu(&detail);
  connect(&lessons(), &LessonController::opened, &detail, [this, &detail](bool open) {
    if (!open) return detail.end_lesson();
    detail.begin_lesson(QFileInfo(lessons().file()).completeBaseName(),
                        level_of(lessons().run().lesson().head.detail));
  });
}

void MainWindow::wire_heights() {
  auto* heights = new TabHeights(*parts_.down, *parts_.tabs, this);
  heights->set_preferred(views::page_of(parts_.diagram), 360);
  heights->set_preferred(views::page_of(parts_.votes), 320);
  heights->set_preferred(views::page_of(parts_.log), 320);
  heights->set_preferred(views::page_of(parts_.clients), 320);
  heights->set_preferred(views::page_of(parts_.charts), 400);
  heights->set_preferred(parts_.script, 320);
  heights->set_scale(appearance_.theme().scale);
  connect(&appearance_, &Appearance::changed, heights,
          [heights](const views::Theme& theme) { heights->set_scale(theme.scale); });
}

void MainWindow::wire_session() {
  connect(&player_, &Player::frame_changed, this, &MainWindow::show_frame);
  connect(&player_, &Player::playing_changed, parts_.transport, &views::TransportBar::set_playing);
  connect(&session_, &Session::exchanged, this, &MainWindow::take_history);
  connect(&session_, &Session::opened, this, &MainWindow::show_session);
  connect(&session_, &Session::changed, this, &MainWindow::show_title);
  connect(&session_, &Session::keeping_changed, this, &MainWindow::show_keeping);
  connect(files_, &FileCommands::other_wanted, this, &MainWindow::open_any);
  connect(&desk_->menu(), &LessonMenu::course_wanted, this, &MainWindow::open_course);
  connect(&desk_->menu(), &LessonMenu::scenario_wanted, files_, &FileCommands::open_example_text);
  connect(start_, &StartScreen::lesson_requested, this, &MainWindow::begin_lesson);
  connect(&lessons(), &LessonController::changed, this, &MainWindow::show_keeping);
  connect(&lessons(), &LessonController::refused, start_, &StartScreen::tell);
  connect(&lessons(), &LessonController::question_asked, why_, &WhyDesk::ask);
  connect(&lessons(), &LessonController::lesson_wanted, this, &MainWindow::begin_lesson);
  connect(&lessons(), &LessonController::finished, this, [this] {
    lessons().close();
    start_->show();
  });
  connect(start_, &StartScreen::hidden, parts_.canvas, qOverload<>(&QWidget::setFocus));
  connect(&appearance_, &Appearance::changed, this, [this](const views::Theme& theme) {
    show_theme(parts_, theme);
    // What is told may be another.
    show_frame(player_.frame());
  });
  connect(&script_pause_, &QTimer::timeout, this, &MainWindow::show_script);
}

void MainWindow::take_history() {
  const History* history = &session_.history();
  // These two draw anew at each change of what is shared, and must not draw the history before.
  parts_.canvas->set_history(history);
  parts_.inspector->set_history(history);
  shared_.selection.hover({});
  shared_.selection.pin({});
  shared_.reason.clear();
  shared_.line.set_history(history);
  shared_.ballots.clear();
  parts_.timeline->set_history(history);
  parts_.why->set_history(history);
  parts_.story->set_history(history);
  parts_.diagram->line_exchanged();
  parts_.votes->line_exchanged();
  parts_.log->line_exchanged();
  parts_.clients->line_exchanged();
  parts_.charts->line_exchanged();
}

void MainWindow::show_session() {
  parts_.errors->show_message({});  // What it was about is gone.
  const Cluster& world = session_.history().world();
  parts_.transport->set_variant(find_variant(world.protocol->info(), world.setup->options.bug));
  show_title();
  if (files_ != nullptr && files_->take_left_behind())
    parts_.errors->show_notice(tr("The run before this one stands in File > Earlier sessions."),
                               tr("Go back to it"), [this] { files_->open_previous(); });
}

void MainWindow::show_frame(const views::Frame& player_frame) {
  const views::Frame frame = classroom_->staged(player_frame);
  parts_.canvas->show_frame(frame);
  parts_.alarm->show_frame(frame);
  parts_.inspector->show_frame(frame);
  parts_.timeline->show_frame(frame);
  parts_.why->show_frame(frame);
  parts_.story->show_frame(frame);
  for (views::TraceGate* gate : parts_.gates) gate->look();
  parts_.diagram->show_frame(frame);
  parts_.votes->show_frame(frame);
  parts_.log->show_frame(frame);
  parts_.clients->show_frame(frame);
  parts_.charts->show_frame(frame);
  parts_.propose->show_frame(frame);
  outlook_->show_frame(frame, question_waits());
  classroom_->show_frame(frame);
  why_->hide_future(frame.answers_hidden);
  const NodeId first = first_asker(*frame.world);
  const bool offers = session_.history().size() == 1 && first.exists() && !session_.in_lesson();
  parts_.hint->setVisible(offers);
  if (offers) parts_.hint->set_offer(first_request(*frame.world, first));
  if (!script_pause_.isActive()) script_pause_.start(script_pause_ms);
}

bool MainWindow::question_waits() {
  return lessons().is_open() && lessons().run().waits() == LessonRun::Wait::answer;
}

void MainWindow::show_title() {
  const QString title = session_.title();
  parts_.transport->set_title(session_.modified() ? tr("%1 · not saved").arg(title) : title);
  setWindowTitle(tr("%1[*] – Synod").arg(views::plain_title(title)));
  setWindowModified(session_.modified());
}

/// Stays for as long as it is so, and is in nobody's way.
void MainWindow::show_keeping() {
  const bool lessons_are_lost = session_.keep_problem().isEmpty();
  const QString& problem =
      lessons_are_lost ? lessons().keeper().problem() : session_.keep_problem();
  keeping_->setText(problem.isEmpty()  ? QString()
                    : lessons_are_lost ? tr("What is done in lessons is not kept")
                                       : tr("This session is not kept"));
  keeping_->setToolTip(views::plain_tip(problem));
  keeping_->setAccessibleDescription(problem);
  keeping_->setVisible(!problem.isEmpty());
  menuBar()->adjustSize();
}

void MainWindow::show_script() {
  if (parts_.tabs->currentWidget() == parts_.script) parts_.script->set_text(session_.script());
}

void MainWindow::begin(const std::function<void()>& move) {
  if (session_.history().size() == 1 && !session_.in_lesson()) {
    const Cluster& world = session_.history().world();
    const NodeId asker = first_asker(world);
    if (asker.exists()) player_.act(actions::propose(asker, next_request(world)));
  }
  move();
}

void MainWindow::begin_lesson(const QString& path) {
  if (!lessons().open(path)) return;
  // Whoever begins wants to see something happen; whoever goes on knows what to press.
  const LessonRun& run = lessons().run();
  if (run.step() == 0 && run.waits() == LessonRun::Wait::events) lessons().play_when_read();
}

bool MainWindow::event(QEvent* event) {
  // Not ApplicationPaletteChange: that follows from our own palette too, and would never end.
  if (event->type() == QEvent::ThemeChange) appearance_.desktop_changed();
  return QMainWindow::event(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  session_.flush();
  classroom_->projector().leave();
  remember_geometry();
  event->accept();
}

void MainWindow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape && parts_.canvas->isVisible())
    return parts_.canvas->setFocus(Qt::OtherFocusReason);
  QMainWindow::keyPressEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (!dragged_file(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  event->acceptProposedAction();
  open_any(dragged_file(*event->mimeData()));
}

void MainWindow::open_any(const QString& path) {
  const std::string file = path.toStdString();
  if (is_course_file(file)) return open_course(path);
  if (is_lesson_file(file)) {
    lessons().open(path);
  } else {
    files_->open_file(path);
  }
}

void MainWindow::open_course(const QString& path) {
  if (path.isEmpty())
    course_.close();
  else if (!course_.open(path))
    return;
  start_->show_course();
}

LessonController& MainWindow::lessons() {
  return desk_->lessons();
}

void MainWindow::remember_geometry() {
  desk_->remember_geometry();
  QSettings settings;
  settings.setValue("window/geometry", saveGeometry());
  settings.setValue("window/across", parts_.across->saveState());
  settings.setValue("window/down", parts_.down->saveState());
}

void MainWindow::restore_geometry() {
  const QSettings settings;
  restoreGeometry(settings.value("window/geometry").toByteArray());
  parts_.across->restoreState(settings.value("window/across").toByteArray());
  parts_.down->restoreState(settings.value("window/down").toByteArray());
}

}  // namespace synod::app
