#include "app/compare/compare_desk.h"

#include <QMainWindow>
#include <QMenu>
#include <QStackedWidget>
#include <algorithm>

#include "app/cluster/cluster_commands.h"
#include "app/cluster/request_popup.h"
#include "app/open/file_commands.h"
#include "app/parts/appearance.h"
#include "model/world/protocol.h"
#include "protocols/catalog.h"
#include "views/compare/compare_view.h"
#include "views/kit/plain_text.h"
#include "views/kit/translated.h"
#include "views/panels/setup_panel.h"

namespace synod::app {

namespace {

/// What may be done on the page; all else is about the explorer.
constexpr Command awake[] = {Command::compare,        Command::quit,          Command::projector,
                             Command::larger_text,    Command::smaller_text,  Command::normal_text,
                             Command::reduced_motion, Command::click_selects, Command::keys,
                             Command::about,          Command::pause_at};
constexpr int progress_pause_ms = 100;

QStackedWidget& pages_of(QMainWindow& window) {
  return *qobject_cast<QStackedWidget*>(window.centralWidget());
}

}  // namespace

CompareDesk::CompareDesk(QMainWindow& window, Session& session, Player& player, FileCommands& files,
                         const Actions& actions, const Appearance& appearance,
                         views::TrafficFilter& traffic)
    : QObject(&window),
      window_(window),
      session_(session),
      explorer_(player),
      files_(files),
      actions_(actions),
      appearance_(appearance),
      traffic_(traffic) {
  make_actions();
  connect(actions[Command::compare], &QAction::triggered, this, &CompareDesk::toggle);
  connect(&session, &Session::exchanged, this, [this] {
    close();
    forget();
  });
  connect(&job_, &TwinJob::finished, this, &CompareDesk::take);
  connect(&appearance, &Appearance::motion_changed, &player_, &TwinPlayer::set_reduced_motion);
  connect(&progress_, &QTimer::timeout, this, [this] {
    view_->show_progress(static_cast<int>(job_.done()), static_cast<int>(run_.actions.size()));
  });
}

// ---- what the page's buttons and keys do

QAction* CompareDesk::add_like(const QAction& like) {
  auto* action = new QAction(like.text(), this);
  action->setShortcuts(like.shortcuts());
  action->setToolTip(like.toolTip());
  action->setStatusTip(like.statusTip());
  keyed_ << action;
  return action;
}

/// What keys do at the place that is marked, on the side that is meant.
void CompareDesk::make_place_actions() {
  const QHash<views::PlaceCommand, QAction*> at_places = actions_.at_places();
  for (auto each = at_places.begin(); each != at_places.end(); ++each) {
    const views::PlaceCommand command = each.key();
    if (command == views::PlaceCommand::why || command == views::PlaceCommand::histories) continue;
    connect(add_like(*each.value()), &QAction::triggered, this, [this, command] {
      if (!ready()) return;
      command == views::PlaceCommand::propose
          ? propose()
          : view_->side(meant_side()).canvas().do_there(command);
    });
  }
}

void CompareDesk::make_actions() {
  to_start_ = add_like(Command::to_start);
  back_ = add_like(Command::back);
  play_ = add_like(Command::play);
  step_ = add_like(Command::step);
  to_parting_ = add_like(Command::to_parting);
  to_end_ = add_like(Command::to_last);
  faster_ = add_like(Command::faster);
  slower_ = add_like(Command::slower);
  zoom_in_ = add_like(Command::zoom_in);
  zoom_out_ = add_like(Command::zoom_out);
  zoom_reset_ = add_like(Command::zoom_reset);
  make_place_actions();
  to_explorer_ = new QAction(tr("Open in the explorer"), this);
  to_explorer_->setIconText(tr("Take over"));  // Where there is little room.
  to_explorer_->setToolTip(tr("Go on with the run of one side, on its own"));
  to_explorer_->setMenu(new QMenu(&window_));
  const auto offer = [this](const QString& name, Side side) {
    connect(to_explorer_->menu()->addAction(name), &QAction::triggered, this,
            [this, side] { to_explorer(side); });
  };
  offer(tr("The &left run"), Side::left);
  offer(tr("The &right run"), Side::right);
  close_ = new QAction(tr("Close"), this);
  close_->setToolTip(views::plain_tip(
      tr("Back to the explorer, as it was (%1)")
          .arg(actions_[Command::compare]->shortcut().toString(QKeySequence::NativeText))));
  connect(close_, &QAction::triggered, this, &CompareDesk::close);
  connect(to_start_, &QAction::triggered, &player_, &TwinPlayer::to_start);
  connect(back_, &QAction::triggered, &player_, &TwinPlayer::back);
  connect(play_, &QAction::triggered, &player_, &TwinPlayer::toggle);
  connect(step_, &QAction::triggered, &player_, &TwinPlayer::step);
  connect(to_parting_, &QAction::triggered, &player_, &TwinPlayer::to_parting);
  connect(to_end_, &QAction::triggered, &player_, &TwinPlayer::to_end);
}

// ---- the page

void CompareDesk::make_view() {
  view_ = new views::CompareView({.to_start = to_start_,
                                  .back = back_,
                                  .play = play_,
                                  .step = step_,
                                  .phase = to_parting_,
                                  .until_chosen = to_end_},
                                 {actions_[Command::pause_at], to_explorer_, close_});
  view_->addActions(keyed_);
  pages_of(window_).addWidget(view_);
  for (Side side : both_sides) {
    view_->side(side).canvas().set_place_actions(actions_.at_places());
    view_->side(side).share_filter(traffic_);
  }
  set_click_selects(click_selects_);
  views::TransportBar& bar = view_->transport();
  connect(&appearance_, &Appearance::changed, view_, &views::CompareView::set_theme);
  connect(&player_, &TwinPlayer::frames_changed, view_, &views::CompareView::show_frames);
  connect(&player_, &TwinPlayer::notice, view_, &views::CompareView::show_error);
  connect(&player_, &TwinPlayer::paused_at, this, &CompareDesk::tell_pause);
  connect(view_, &views::CompareView::why_violated, this, &CompareDesk::explain);
  connect(&player_, &TwinPlayer::playing_changed, &bar, &views::TransportBar::set_playing);
  connect(&bar, &views::TransportBar::speed_changed, &player_, &TwinPlayer::set_speed);
  connect(faster_, &QAction::triggered, &bar, [&bar] { bar.set_speed(bar.speed() * 2); });
  connect(slower_, &QAction::triggered, &bar, [&bar] { bar.set_speed(bar.speed() / 2); });
  connect(zoom_in_, &QAction::triggered, view_, &views::CompareView::zoom_in);
  connect(zoom_out_, &QAction::triggered, view_, &views::CompareView::zoom_out);
  connect(zoom_reset_, &QAction::triggered, view_, &views::CompareView::zoom_reset);
  connect(view_, &views::CompareView::step_requested, &player_, &TwinPlayer::go_to);
  connect(view_, &views::CompareView::scrubbed, &player_, &TwinPlayer::scrub);
  connect(view_, &views::CompareView::action_requested, &player_, &TwinPlayer::act);
  connect(view_, &views::CompareView::propose_requested, this, &CompareDesk::ask_value);
  connect(&view_->propose_bar(), &views::ProposeBar::propose, this, &CompareDesk::propose_value);
  connect(view_, &views::CompareView::chosen, this, &CompareDesk::choose);
  connect(view_, &views::CompareView::cancelled, this, &CompareDesk::close);
}

void CompareDesk::set_click_selects(bool selects) {
  click_selects_ = selects;
  if (view_ == nullptr) return;
  for (Side side : both_sides) view_->side(side).canvas().set_click_selects(selects);
}

bool CompareDesk::shown() const {
  return view_ != nullptr && pages_of(window_).currentWidget() == view_;
}

void CompareDesk::toggle() {
  shown() ? close() : open();
}

bool CompareDesk::is_as_left() const {
  return twin_ != nullptr && line_of(session_.history()).actions == schedule_;
}

void CompareDesk::forget() {
  pair_.reset();
  twin_.reset();
  schedule_.clear();
}

/// Only what was done here: the schedule stands in the explorer, and what was found can be found
/// again.
void CompareDesk::keep_runs() {
  if (twin_ == nullptr) return;
  const auto grown = [&](Side side) { return twin_->history(side).size() > first_sizes_[side]; };
  if (!grown(Side::left) && !grown(Side::right)) return;
  for (Side side : both_sides) {
    if (side == taken_over_) continue;
    const History& history = twin_->history(side);
    const QString cluster = cluster_name(*history.world().setup);
    session_.keep_beside(history, side == Side::left ? tr("Side by side, left: %1").arg(cluster)
                                                     : tr("Side by side, right: %1").arg(cluster));
  }
}

void CompareDesk::open() {
  if (is_as_left()) {
    stand_before();
    show_choices();
    return show_twin(twin_);
  }
  presets_ = twin_presets(session_.setup());
  const auto first = std::find_if(presets_.begin(), presets_.end(), [](const TwinPreset& preset) {
    return preset.problem.isEmpty();
  });
  right_ = first == presets_.end() ? session_.setup() : first->setup;
  bring_to_front(explorer_.position());
}

void CompareDesk::open_beside(const Setup& right, double position) {
  presets_ = twin_presets(session_.setup());
  right_ = right;
  bring_to_front(position);
}

void CompareDesk::open_pair(Pair pair) {
  presets_ = twin_presets(session_.setup());
  right_ = session_.setup();
  run_ = line_of(pair.twin->history(Side::left));
  schedule_ = line_of(session_.history()).actions;
  position_ = pair.twin->size();
  for (Side side : both_sides) first_sizes_[side] = pair.twin->history(side).size();
  pair_ = std::move(pair);
  stand_before();
  show_choices();
  show_twin(pair_->twin);
}

void CompareDesk::bring_to_front(double position) {
  run_ = line_of(session_.history());
  schedule_ = run_.actions;
  position_ = position;
  stand_before();
  compare();
}

void CompareDesk::stand_before() {
  explorer_.pause();
  if (view_ == nullptr) make_view();
  view_->set_theme(appearance_.theme());
  player_.set_reduced_motion(appearance_.reduced_motion());
  resting_.rest(actions_, awake);
  pages_of(window_).setCurrentWidget(view_);
  view_->side(Side::left).canvas().setFocus();
}

void CompareDesk::close() {
  if (!shown()) return;
  job_.cancel();
  progress_.stop();
  if (ready()) position_ = player_.position();
  keep_runs();
  view_->set_twin(nullptr);
  player_.set_twin(nullptr);
  pages_of(window_).setCurrentIndex(0);
  resting_.wake();
}

// ---- what stands on the right

views::CompareChoice CompareDesk::other_options() {
  return {tr("Other options…"), tr("Choose every option of the right yourself"), {}};
}

void CompareDesk::show_choices() {
  view_->set_claim(pair_ ? pair_->claim : QString(), pair_ ? pair_->about : NodeId::none());
  if (pair_) return show_pair_choices();
  std::vector<views::CompareChoice> choices;
  int chosen = -1;
  for (const TwinPreset& preset : presets_) {
    if (preset.setup == right_) chosen = static_cast<int>(choices.size());
    choices.push_back({preset.name, preset.help, preset.problem});
  }
  if (chosen < 0) {
    presets_.push_back({cluster_name(right_), {}, {}, right_});
    return show_choices();
  }
  choices.push_back(other_options());
  view_->set_names(cluster_name(session_.setup()), choices, chosen);
}

/// The run that was found, and what else may stand beside the left one.
void CompareDesk::show_pair_choices() {
  std::vector<views::CompareChoice> choices{{pair_->right, pair_->claim, {}}};
  for (const TwinPreset& preset : presets_)
    choices.push_back({preset.name, preset.help, preset.problem});
  choices.push_back(other_options());
  view_->set_names(pair_->left, choices, 0);
}

void CompareDesk::choose(int choice) {
  if (pair_ && choice-- == 0) return;
  if (choice < 0 || static_cast<std::size_t>(choice) >= presets_.size()) return ask_for_setup();
  right_ = presets_[static_cast<std::size_t>(choice)].setup;
  position_ = player_.position();
  run_ = ready() ? line_of(player_.twin()->history(Side::left)) : run_;
  compare();
}

void CompareDesk::ask_for_setup() {
  std::vector<const ProtocolInfo*> infos;
  for (const Protocol* protocol : catalog()) infos.push_back(&protocol->info());
  views::SetupPanel panel(infos, right_, &window_);
  panel.set_theme(appearance_.theme());
  panel.setWindowTitle(tr("The cluster on the right"));
  const bool agreed = panel.exec() == QDialog::Accepted;
  const auto problem = twin_problem(session_.setup(), panel.setup());
  if (agreed && problem) view_->show_error(views::translated(*problem));
  if (!agreed || problem) return show_choices();
  presets_ = twin_presets(session_.setup());
  right_ = panel.setup();
  position_ = player_.position();
  compare();
}

void CompareDesk::compare() {
  pair_.reset();
  show_choices();
  view_->set_twin(nullptr);
  player_.set_twin(nullptr);
  progress_.start(progress_pause_ms);
  job_.start(run_, make_cluster(*find_protocol(right_.protocol), right_));
}

void CompareDesk::take(std::shared_ptr<Twin> twin) {
  first_sizes_ = {schedule_.size() + 1, schedule_.size() + 1};
  progress_.stop();
  show_twin(std::move(twin));
}

void CompareDesk::show_twin(std::shared_ptr<Twin> twin) {
  twin_ = twin;
  view_->set_twin(twin.get());
  player_.set_twin(std::move(twin));
  player_.scrub(position_);
}

// ---- acting

Side CompareDesk::meant_side() const {
  views::Canvas& right = view_->side(Side::right).canvas();
  if (right.underMouse()) return Side::right;
  const bool left = view_->side(Side::left).canvas().underMouse();
  return right.hasFocus() && !left ? Side::right : Side::left;
}

void CompareDesk::propose() {
  const Side side = meant_side();
  const NodeId node =
      node_to_ask(view_->side(side).canvas().current(), player_.twin()->history(side).world());
  if (node.exists()) return ask_value(side, node);
  view_->show_error(
      tr("Every node that takes requests is down or paused. Restart or resume one first."));
}

/// The bar asks proposers of the left; the right does the same where it can.
void CompareDesk::propose_value(NodeId proposer, const Text& value, std::uint32_t round) {
  if (!ready()) return;
  const Action action = actions::propose(proposer, value, round);
  if (const auto why = refusal(player_.twin()->history(Side::left).world(), action))
    return view_->propose_bar().show_error(proposer, views::translated(*why));
  player_.act(Side::left, action);
  view_->side(Side::left).canvas().setFocus();
}

void CompareDesk::ask_value(Side side, NodeId proposer) {
  const Cluster& world = player_.twin()->history(side).world();
  ask_request(
      world, proposer, view_->side(side).canvas(),
      [this, side](const Action& action) { player_.act(side, action); },
      [this](const QString& why) { view_->show_error(why); });
}

namespace {

QString paused_words(Milestone milestone, const Both<bool>& sides) {
  const auto told = [&sides](const QString& both, const QString& left, const QString& right) {
    return sides.left && sides.right ? both : sides.left ? left : right;
  };
  switch (milestone) {
    case Milestone::violation:
      return told(CompareDesk::tr("Paused: an invariant is violated on both sides."),
                  CompareDesk::tr("Paused: an invariant is violated on the left."),
                  CompareDesk::tr("Paused: an invariant is violated on the right."));
    case Milestone::chosen:
      return told(CompareDesk::tr("Paused: something is decided on both sides."),
                  CompareDesk::tr("Paused: something is decided on the left."),
                  CompareDesk::tr("Paused: something is decided on the right."));
    case Milestone::adoption:
      return told(CompareDesk::tr("Paused: a value must be adopted on both sides."),
                  CompareDesk::tr("Paused: a value must be adopted on the left."),
                  CompareDesk::tr("Paused: a value must be adopted on the right."));
    case Milestone::quorum:
      return told(CompareDesk::tr("Paused: a quorum is reached on both sides."),
                  CompareDesk::tr("Paused: a quorum is reached on the left."),
                  CompareDesk::tr("Paused: a quorum is reached on the right."));
    case Milestone::goal: break;
  }
  return {};
}

}  // namespace

void CompareDesk::tell_pause(Milestone milestone, const Both<bool>& sides) {
  view_->show_notice(paused_words(milestone, sides), tr("Play on"), [this] { player_.play(); });
}

void CompareDesk::explain(Side side, const std::string& invariant) {
  to_explorer(side);
  if (!shown()) emit why_asked(invariant);  // Else whoever was asked would not leave the page.
}

void CompareDesk::to_explorer(Side side) {
  if (!ready()) return;
  const History& history = player_.twin()->history(side);
  taken_over_ = side;
  files_.open_run(history, cluster_name(*history.world().setup));
  taken_over_.reset();
}

}  // namespace synod::app
