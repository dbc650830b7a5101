#include "app/lesson/lesson_controller.h"

#include "app/lesson/lesson_end.h"
#include "app/play/pace.h"
#include "tutorials/lesson_parser.h"
#include "views/canvas/canvas.h"
#include "views/kit/translated.h"
#include "views/lesson/lesson_panel.h"

namespace synod::app {

namespace {

constexpr int reload_pause_ms = 150;
/// The least between two events that run by themselves, at speed 1.
constexpr double breath_ms = 350;

}  // namespace

LessonController::LessonController(Session& session, Player& player, views::LessonPanel& panel,
                                   views::Canvas& canvas, const OpenCourse& course,
                                   const QString& progress_file, QObject* parent)
    : QObject(parent),
      session_(session),
      player_(player),
      panel_(panel),
      canvas_(canvas),
      course_(course),
      keeper_(progress_file),
      reviews_(course, keeper_) {
  reload_pause_.setSingleShot(true);
  pace_.setSingleShot(true);
  for (const auto change :
       {&QFileSystemWatcher::fileChanged, &QFileSystemWatcher::directoryChanged})
    connect(&watcher_, change, this, [this] { reload_pause_.start(reload_pause_ms); });
  connect(&reload_pause_, &QTimer::timeout, this, &LessonController::reload);
  connect(&pace_, &QTimer::timeout, this, &LessonController::play_next);
  connect(&player_, &Player::frame_changed, this, &LessonController::on_frame);
  connect(&canvas_, &views::Canvas::answered, this, &LessonController::clicked);
  wire_panel();
  wire_class();
  panel_.hide();
}

LessonController::~LessonController() = default;

void LessonController::wire_panel() {
  using views::LessonPanel;
  connect(&panel_, &LessonPanel::back_wanted, this, &LessonController::back);
  connect(&panel_, &LessonPanel::next_wanted, this, &LessonController::next);
  connect(&panel_, &LessonPanel::home_wanted, this, &LessonController::go_home);
  connect(&panel_, &LessonPanel::replay_wanted, this, &LessonController::replay);
  connect(&panel_, &LessonPanel::answer_given, this, &LessonController::answer);
  connect(&panel_, &LessonPanel::step_wanted, this, &LessonController::go_to_anchor);
  connect(&panel_, &LessonPanel::retry_wanted, this, [this](std::size_t block) {
    teaching_.forget(place_of(block));
    at_rest([&] { run_->retry(block); });
  });
  connect(&panel_, &LessonPanel::take_up_wanted, this, &LessonController::take_up);
  connect(&panel_, &LessonPanel::next_lesson_wanted, this,
          [this] { emit lesson_wanted(next_lesson()); });
  connect(&panel_, &LessonPanel::review_wanted, this, [this](const QString& part) {
    if (auto review = reviews_.of_part(part)) open_review(*std::move(review));
  });
  connect(&panel_, &LessonPanel::leave_wanted, this, [this] { emit finished(file_); });
  connect(&panel_, &LessonPanel::moment_wanted, this, [this](std::size_t block, MomentId moment) {
    at_rest([&] { run_->show(block, moment); });
  });
  connect(&panel_, &LessonPanel::why_wanted, this, &LessonController::explain);
  connect(&panel_, &LessonPanel::hint_wanted, this, [this] { at_rest([&] { run_->hint(); }); });
  connect(&panel_, &LessonPanel::solution_wanted, this,
          [this] { at_rest([&] { run_->show_solution(); }); });
}

/// A class answers by hands.
void LessonController::wire_class() {
  using views::LessonPanel;
  connect(&panel_, &LessonPanel::reveal_wanted, this, [this](std::size_t block) {
    teaching_.revealed.insert(place_of(block));
    refresh();
  });
  connect(&panel_, &LessonPanel::popular_wanted, this, [this](std::size_t block) {
    teaching_.popular.insert(place_of(block));
    refresh();
  });
  connect(&panel_, &LessonPanel::second_vote_wanted, this, [this](std::size_t block) {
    teaching_.hands[place_of(block)].vote_again();
    refresh();
  });
  connect(&panel_, &LessonPanel::hand_raised, this,
          [this](std::size_t block, const QString& answer) {
            raise_hand(block, answer.toStdString());
          });
  // The card shows the count already.
  connect(&panel_, &LessonPanel::hands_changed, this,
          [this](std::size_t block, int choice, int count) {
            teaching_.hands[place_of(block)].set(static_cast<std::size_t>(choice), count);
          });
}

// Showing

void LessonController::at_rest(const std::function<void()>& what) {
  if (!is_open()) return;
  note_time();
  set_running(false);
  busy_ = true;
  player_.pause();
  what();
  show_stage();
  busy_ = false;
  warned_ = false;
  at_end_ = false;
  refresh();
}

/// Whoever walked away meanwhile was not at it: a long pause counts as a short one.
void LessonController::note_time() {
  constexpr qint64 most_ms = 600'000;  // Ten minutes.
  if (since_noted_.isValid() && !teaching_.on)
    run_->spend(static_cast<std::uint32_t>(std::min(since_noted_.elapsed(), most_ms) / 1000));
  since_noted_.start();
}

/// The run may have moved the stage, or put another history on it.
void LessonController::show_stage() {
  if (run_->scene() != scene_) {
    scene_ = run_->scene();
    session_.stage_exchanged();
  } else {
    player_.reset();
  }
}

/// A goal is noticed in the middle of a run by the clock too, which then stops there. True where
/// that was so: the moment has been shown by then.
bool LessonController::look() {
  const std::optional<MomentId> reached = run_->look();
  if (!reached || (!player_.moving() && *reached == session_.history().present())) return false;
  player_.pause_at(Milestone::goal);
  player_.go_to(*reached);
  return true;
}

void LessonController::on_frame() {
  if (!is_open() || busy_) return;
  if (!session_.in_lesson()) return drop();
  if (replaying_) return replay_on();
  if (look()) return;
  if (player_.moving()) {
    if (run_->waits() == Wait::goal) show_page();
    return;
  }
  refresh();
  if (!running_ || reading_) return;
  const BlockPlace here{run_->step(), run_->block()};
  if (run_->waits() == Wait::events && here == running_block_) {
    play_next_in(reading_ms(last_sentence()));
  } else {
    set_running(false);
    refresh();  // What was played can be seen again.
  }
}

/// A review leads to no lesson.
QString LessonController::next_lesson() const {
  return review_ ? QString() : course_.behind(file_);
}

views::LessonEnd LessonController::end() const {
  const QString next = next_lesson();
  const QString title =
      next.isEmpty() ? QString() : lesson_title(load_lesson(next.toStdString()).lesson);
  views::LessonEnd end = end_of(*run_, title, teaching_.on);
  if (review_ || teaching_.on || !run_->tells()) return end;
  if (const auto part = reviews_.part_that_ends_with(file_)) {
    end.part = part->heading;
    end.missed_in_part = part->missed;
  }
  return end;
}

void LessonController::show_page() {
  PageContext context{teaching_, warned_, reading_, can_replay(), problem_};
  if (at_end_ && run_->waits() == Wait::end) context.end = end();
  panel_.set_page(page_of(*run_, session_.history(), context));
}

void LessonController::refresh() {
  session_.go_on_recording();
  if (!is_open()) return;
  run_->look();
  show_page();
  show_asked();
  if (!teaching_.on)
    review_ ? reviews_.note(*review_, run_->progress()) : keeper_.set(key(), run_->progress());
  if (run_->problem()) emit refused(told({*run_->problem()}));
  emit changed();
}

// Playing

QString LessonController::last_sentence() const {
  QStringList words;
  if (const Event* last = player_.frame().last)
    for (const Note& note : last->notes) words << views::translated(note.text);
  return words.join(u' ');
}

void LessonController::play_next_in(double pause_ms) {
  pace_.start(static_cast<int>(std::max(pause_ms, breath_ms) / player_.speed()));
}

void LessonController::play_when_read() {
  if (!is_open() || run_->waits() != Wait::events) return;
  running_block_ = {run_->step(), run_->block()};
  set_running(true);
  reading_ = true;
  refresh();
  play_next_in(reading_ms(panel_.words()));
}

bool LessonController::can_replay() const {
  return is_open() && !running_ && run_->is_home() && played_.from != played_.to &&
         played_.scene == run_->scene() && played_.to == run_->home();
}

void LessonController::replay() {
  if (!can_replay()) return;
  set_running(true);
  busy_ = true;
  session_.go_to(played_.from);
  player_.reset();
  busy_ = false;
  replaying_ = true;
  play_next_in(breath_ms);
}

/// What is replayed is recorded already. Whoever acts meanwhile, or goes elsewhere, ends it.
void LessonController::replay_on() {
  if (player_.moving() || pace_.isActive()) return;
  const History& stage = session_.history();
  const EventNumber end = stage.moment(played_.to).depth;
  const bool on_its_way = end < stage.line().size() && stage.line()[end] == played_.to &&
                          stage.moment(stage.present()).depth < end;
  if (on_its_way) return play_next_in(reading_ms(last_sentence()));
  set_running(false);
  refresh();
}

void LessonController::play_next() {
  if (replaying_) return player_.step();
  reading_ = false;
  if (!is_open() || run_->waits() != Wait::events) return set_running(false);
  const BlockPlace block{run_->step(), run_->block()};
  busy_ = true;
  player_.pause();
  if (!run_->plays_solution()) run_->go_home();
  show_stage();
  const std::size_t scene = scene_;
  const History& stage = session_.history();
  const MomentId home = run_->home();
  const MomentId before = run_->plays_solution() ? stage.present() : home;
  const std::optional<MomentId> reached = run_->next_event();
  show_stage();
  // Another block, or another cluster, begins another run to see again.
  if (block != played_.block || run_->scene() != played_.scene)
    played_ = {block, run_->scene(), scene == run_->scene() ? home : 0, 0};
  played_.to = run_->home();
  const bool happened = reached && *reached != 0 && *reached == stage.present() &&
                        (scene != scene_ || *reached != before);
  if (happened) {
    session_.go_to(stage.moment(*reached).parent);
    player_.reset();
    player_.step();
  }
  busy_ = false;
  warned_ = false;
  on_frame();
}

void LessonController::set_running(bool running) {
  pace_.stop();
  reading_ = false;
  replaying_ = false;
  if (running_ == running) return;
  running_ = running;
  emit running_changed(running);
}

bool LessonController::step() {
  if (!is_open()) return false;
  set_running(false);
  if (player_.moving()) player_.pause();
  if (run_->waits() == Wait::goal || !(run_->is_home() || run_->plays_solution())) return false;
  if (run_->waits() == Wait::events) {
    play_next();
  } else if (run_->waits() == Wait::answer) {
    emit refused(tr("The lesson waits for your answer. Next passes over it."));
  } else {
    emit refused(tr("This step is done. Next leads on."));
  }
  return true;
}

bool LessonController::play() {
  if (!is_open()) return false;
  if (running_ && reading_) {
    play_next();
    return true;
  }
  if (running_) {
    set_running(false);
    refresh();
    return true;
  }
  if (run_->waits() == Wait::events && (run_->is_home() || run_->plays_solution())) {
    running_block_ = {run_->step(), run_->block()};
    set_running(true);
    play_next();
    return true;
  }
  if (player_.playing()) return false;
  return step();
}

void LessonController::back() {
  if (is_open() && at_end_) {
    at_end_ = false;
    return refresh();
  }
  at_rest([this] { run_->back(); });
}

void LessonController::next() {
  if (!is_open()) return;
  if (panel_.submit()) return;
  switch (run_->waits()) {
    case Wait::answer:
      if (!warned_ && panel_.scroll_to_open()) return;
      if (teaching_.on) return answer_for_class(run_->block());
      return pass();
    case Wait::events: set_running(false); return play_next();
    case Wait::goal: return pass();
    case Wait::next:
      if (panel_.read_on()) return;
      return at_rest([this] { run_->next(); });
    case Wait::end:
      if (!at_end_ && panel_.read_on()) return;
      return finish();
  }
}

/// First how it went, then on to the next lesson.
void LessonController::finish() {
  if (!at_end_) {
    at_end_ = true;
    return refresh();
  }
  if (!run_->tells()) return emit hand_in_wanted();
  const QString next = next_lesson();
  next.isEmpty() ? emit finished(file_) : emit lesson_wanted(next);
}

void LessonController::take_up(std::size_t step, std::size_t block) {
  const BlockPlace place{static_cast<std::uint32_t>(step), static_cast<std::uint32_t>(block)};
  teaching_.forget(place);
  at_rest([&] { run_->take_up(place); });
}

/// Passes over what is open, once it is clear that this is meant.
void LessonController::pass() {
  const auto goal = run_->goal();
  const bool may = goal && (goal->met || goal->fair_try || goal->solution_shown);
  if (may || warned_) return at_rest([this] { run_->skip(); });
  if (panel_.scroll_to_open()) return;
  warned_ = true;
  refresh();
}

void LessonController::go_home() {
  at_rest([this] { run_->go_home(); });
}

void LessonController::begin_step_again() {
  at_rest([this] { run_->again(); });
}

void LessonController::go_to_step(int step) {
  at_rest([this, step] { run_->go_to(static_cast<std::size_t>(step)); });
}

void LessonController::go_to_anchor(const QString& anchor) {
  const auto& steps = run_->lesson().steps;
  for (std::size_t i = 0; i < steps.size(); ++i)
    if (anchor_of(steps[i].heading) == anchor) return go_to_step(static_cast<int>(i));
}

}  // namespace synod::app
