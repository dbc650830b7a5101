#include "app/lesson_controller.h"

#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <algorithm>

#include "protocols/catalog.h"
#include "tutorials/glossary.h"
#include "tutorials/lesson_check.h"
#include "views/canvas/canvas.h"
#include "views/lesson/lesson_panel.h"
#include "views/translated.h"

namespace synod::app {

namespace {

using views::LessonAsk;
using views::Target;

constexpr int reload_pause_ms = 150;
/// A breath between two events that run by themselves, at speed 1.
constexpr double breath_ms = 350;

QString told(const std::vector<LessonProblem>& problems) {
  const LessonProblem& first = problems.front();
  QString why = LessonController::tr("%1, line %2, column %3: %4")
                    .arg(QFileInfo(QString::fromStdString(first.file)).fileName())
                    .arg(first.line)
                    .arg(first.column)
                    .arg(views::translated(first.why));
  if (problems.size() > 1)
    why += LessonController::tr(" (and %n more)", nullptr, static_cast<int>(problems.size()) - 1);
  return why;
}

/// How a lesson names what was clicked.
std::string name_of(const Cluster& world, const Target& target) {
  switch (target.kind) {
    case Target::Kind::node: return world.name(target.node);
    case Target::Kind::link: {
      const auto [low, high] = std::minmax(target.node.index, target.peer.index);
      return world.name({low}) + "-" + world.name({high});
    }
    case Target::Kind::message: return "#" + std::to_string(target.message.number);
    default: return {};
  }
}

/// "Lesson 5 · The heart", from a file whose name begins with a number.
QString title_of(const QString& file, const Lesson& lesson) {
  const QString title = QString::fromStdString(lesson.head.title);
  const int number = QFileInfo(file).baseName().section('-', 0, 0).toInt();
  return number > 0 ? LessonController::tr("Lesson %1 · %2").arg(number).arg(title) : title;
}

Target::Kind kind_of(LessonAsk::Form form) {
  switch (form) {
    case LessonAsk::Form::click_node: return Target::Kind::node;
    case LessonAsk::Form::click_link: return Target::Kind::link;
    case LessonAsk::Form::click_message: return Target::Kind::message;
    default: return Target::Kind::none;
  }
}

}  // namespace

LessonController::LessonController(Session& session, Player& player, views::LessonPanel& panel,
                                   views::Canvas& canvas, const QString& progress_file,
                                   QObject* parent)
    : QObject(parent),
      session_(session),
      player_(player),
      panel_(panel),
      canvas_(canvas),
      keeper_(progress_file) {
  reload_pause_.setSingleShot(true);
  pace_.setSingleShot(true);
  connect(&watcher_, &QFileSystemWatcher::fileChanged, this,
          [this] { reload_pause_.start(reload_pause_ms); });
  connect(&reload_pause_, &QTimer::timeout, this, &LessonController::reload);
  connect(&pace_, &QTimer::timeout, this, &LessonController::play_next);
  connect(&player_, &Player::frame_changed, this, &LessonController::on_frame);
  connect(&canvas_, &views::Canvas::answered, this, &LessonController::clicked);
  wire_panel();
  panel_.hide();
}

LessonController::~LessonController() = default;

void LessonController::wire_panel() {
  using views::LessonPanel;
  connect(&panel_, &LessonPanel::back_wanted, this, &LessonController::back);
  connect(&panel_, &LessonPanel::next_wanted, this, &LessonController::next);
  connect(&panel_, &LessonPanel::home_wanted, this, &LessonController::go_home);
  connect(&panel_, &LessonPanel::step_again_wanted, this, &LessonController::begin_step_again);
  connect(&panel_, &LessonPanel::answer_given, this, &LessonController::answer);
  connect(&panel_, &LessonPanel::step_wanted, this, &LessonController::go_to_anchor);
  connect(&panel_, &LessonPanel::retry_wanted, this, [this](std::size_t block) {
    teaching_.revealed.erase({static_cast<std::uint32_t>(run_->step()), block});
    at_rest([&] { run_->retry(block); });
  });
  connect(&panel_, &LessonPanel::moment_wanted, this, [this](std::size_t block, MomentId moment) {
    at_rest([&] { run_->show(block, moment); });
  });
  connect(&panel_, &LessonPanel::why_wanted, this, &LessonController::explain);
  connect(&panel_, &LessonPanel::hint_wanted, this, [this] { at_rest([&] { run_->hint(); }); });
  connect(&panel_, &LessonPanel::solution_wanted, this,
          [this] { at_rest([&] { run_->show_solution(); }); });
  connect(&panel_, &LessonPanel::reveal_wanted, this, [this](std::size_t block) {
    teaching_.revealed.insert({static_cast<std::uint32_t>(run_->step()), block});
    refresh();
  });
  connect(&panel_, &LessonPanel::hands_changed, this,
          [this](std::size_t block, int choice, int count) {
            auto& hands = teaching_.hands[{static_cast<std::uint32_t>(run_->step()), block}];
            if (hands.size() <= static_cast<std::size_t>(choice))
              hands.resize(static_cast<std::size_t>(choice) + 1);
            hands[static_cast<std::size_t>(choice)] = count;
          });
}

// Opening and leaving

bool LessonController::load(const QString& path, Lesson& lesson, QStringList& source) {
  const LessonWorld world{find_protocol, Glossary::built_in().ids()};
  ParsedLesson parsed = load_lesson(path.toStdString());
  const std::vector<LessonProblem> problems = check_lesson(parsed, world);
  if (!problems.empty()) {
    emit refused(told(problems));
    return false;
  }
  QFile file(path);
  if (file.open(QIODevice::ReadOnly)) source = QString::fromUtf8(file.readAll()).split('\n');
  lesson = std::move(parsed.lesson);
  return true;
}

ProgressBook::Key LessonController::key() const {
  return {QFileInfo(file_).completeBaseName().toStdString(), run_->form()};
}

bool LessonController::open(const QString& path) {
  Lesson lesson;
  QStringList source;
  if (!load(path, lesson, source)) return false;
  file_ = QFileInfo(path).absoluteFilePath();
  source_ = source;
  if (!watcher_.files().isEmpty()) watcher_.removePaths(watcher_.files());
  watcher_.addPath(file_);
  const std::string stem = QFileInfo(file_).completeBaseName().toStdString();
  const int form = QSettings().value("lesson/form/" + QString::fromStdString(stem), 0).toInt();
  const auto& forms = lesson.head.forms;
  const auto wanted = static_cast<LessonForm>(std::clamp(form, 0, 2));
  const bool has = std::find(forms.begin(), forms.end(), wanted) != forms.end();
  const LessonForm taken = has || forms.empty() ? wanted : forms.front();
  start(std::move(lesson), taken, keeper_.find({stem, taken}));
  return true;
}

void LessonController::start(Lesson lesson, LessonForm form, const LessonProgress* progress) {
  std::optional<LessonProgress> known;
  if (progress != nullptr) known = *progress;
  // Who has come to the end begins at the front again.
  if (known && known->done) known->step = 0;
  player_.pause();
  set_running(false);
  busy_ = true;
  run_.reset();
  teaching_.hands.clear();
  teaching_.revealed.clear();
  History& stage = session_.begin_lesson(title_of(file_, lesson));
  run_ = std::make_unique<LessonRun>(std::move(lesson), form, find_protocol, stage);
  if (known) run_->restore(*known);
  scene_ = run_->scene();
  session_.stage_exchanged();
  busy_ = false;
  panel_.show();
  canvas_.setFocus();
  emit opened(true);
  refresh();
}

void LessonController::reload() {
  if (!is_open()) return;
  // Many editors put another file in its place, which ends the watch.
  if (!watcher_.files().contains(file_)) watcher_.addPath(file_);
  Lesson lesson;
  QStringList source;
  if (!QFileInfo::exists(file_) || !load(file_, lesson, source)) return;
  source_ = source;
  LessonProgress progress = run_->progress();
  progress.done = false;
  start(std::move(lesson), run_->form(), &progress);
}

void LessonController::close() {
  if (!is_open()) return;
  player_.pause();
  drop();
  session_.end_lesson();
}

void LessonController::drop() {
  set_running(false);
  run_.reset();
  if (!watcher_.files().isEmpty()) watcher_.removePaths(watcher_.files());
  file_.clear();
  canvas_.ask_for(Target::Kind::none);
  panel_.hide();
  emit opened(false);
}

void LessonController::choose_form(LessonForm form) {
  if (!is_open() || form == run_->form()) return;
  QSettings().setValue("lesson/form/" + QFileInfo(file_).completeBaseName(),
                       static_cast<int>(form));
  Lesson lesson = run_->lesson();
  const std::string stem = key().first;
  start(std::move(lesson), form, keeper_.find({stem, form}));
}

void LessonController::teach(bool on) {
  teaching_ = {};
  teaching_.on = on;
  if (is_open()) refresh();
}

void LessonController::reset() {
  if (!is_open()) return;
  keeper_.reset(key().first);
  Lesson lesson = run_->lesson();
  start(std::move(lesson), run_->form(), nullptr);
}

// Showing

template <class What>
void LessonController::at_rest(What&& what) {
  if (!is_open()) return;
  set_running(false);
  busy_ = true;
  player_.pause();
  what();
  show_stage();
  busy_ = false;
  warned_ = false;
  refresh();
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

/// A goal is noticed at once, in the middle of a run by the clock too.
void LessonController::look() {
  const MomentId present = session_.history().present();
  if (present == looked_at_) return;
  looked_at_ = present;
  run_->look();
}

void LessonController::on_frame() {
  if (!is_open() || busy_) return;
  if (!session_.in_lesson()) return drop();
  look();
  if (player_.moving()) return;
  refresh();
  if (!running_) return;
  const BlockPlace here{run_->step(), run_->block()};
  if (run_->waits() == Wait::events && here == running_block_) {
    pace_.start(static_cast<int>(breath_ms / player_.speed()));
  } else {
    set_running(false);
  }
}

void LessonController::refresh() {
  session_.go_on_recording();
  if (!is_open()) return;
  look();
  panel_.set_page(page_of(*run_, session_.history(), {teaching_, warned_, source_}));
  show_asked();
  if (!teaching_.on) keeper_.set(key(), run_->progress());
  if (run_->problem()) emit refused(told({*run_->problem()}));
  emit changed();
}

// Playing

void LessonController::play_next() {
  if (!is_open() || run_->waits() != Wait::events) return set_running(false);
  busy_ = true;
  player_.pause();
  if (!run_->plays_solution()) run_->go_home();
  show_stage();
  const std::size_t scene = scene_;
  const EventNumber depth = session_.history().moment(session_.history().present()).depth;
  const std::optional<MomentId> reached = run_->next_event();
  show_stage();
  const History& stage = session_.history();
  const bool happened = reached && *reached != 0 && *reached == stage.present() &&
                        stage.moment(*reached).depth > (scene == scene_ ? depth : 0);
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
  if (running_) {
    set_running(false);
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
  at_rest([this] { run_->back(); });
}

void LessonController::next() {
  if (!is_open()) return;
  if (panel_.submit()) return;
  switch (run_->waits()) {
    case Wait::answer:
      if (teaching_.on) return answer_for_class(run_->block());
      return pass();
    case Wait::events: set_running(false); return play_next();
    case Wait::goal: return pass();
    case Wait::next:
      if (panel_.read_on()) return;
      return at_rest([this] { run_->next(); });
    case Wait::end: emit finished(file_); return;
  }
}

/// Passes over what is open, once it is clear that this is meant.
void LessonController::pass() {
  const auto goal = run_->goal();
  const bool may = goal && (goal->met || goal->fair_try || goal->solution_shown);
  if (may || warned_) return at_rest([this] { run_->skip(); });
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

// Questions

void LessonController::answer(std::size_t block, const views::LessonAnswer& given) {
  if (teaching_.on && given.empty()) return answer_for_class(block);
  Answer answer{given.choices, {}, given.typed.toStdString()};
  for (const QString& name : given.clicked) answer.clicked.push_back(name.toStdString());
  at_rest([&] { run_->answer(block, answer); });
}

/// A class answers with what most hands were for; where none was counted, the first choice stands
/// in for it and is shown nowhere.
void LessonController::answer_for_class(std::size_t block) {
  const auto* ask = std::get_if<AskBlock>(&run_->lesson().steps[run_->step()].blocks[block]);
  if (ask == nullptr || !ask->has_choices()) return pass();
  const auto& hands = teaching_.hands[{static_cast<std::uint32_t>(run_->step()), block}];
  Answer answer;
  answer.choices = {0};
  if (!hands.empty())
    answer.choices = {
        static_cast<std::size_t>(std::max_element(hands.begin(), hands.end()) - hands.begin())};
  at_rest([&] { run_->answer(block, answer); });
}

/// Why is what is right the case? Asked where the last event happened that made it so.
void LessonController::explain(std::size_t block) {
  if (!is_open() || run_->outcome(block) == nullptr) return;
  const std::vector<MomentId> moments = run_->outcome(block)->moments;
  at_rest([&] { moments.empty() ? run_->go_home() : run_->show(block, moments.back()); });
  if (session_.history().present() != 0) emit question_asked(question_behind(block));
}

/// About the field or the node that was asked for, where it is one; else about the event.
views::Question LessonController::question_behind(std::size_t block) const {
  const History& stage = session_.history();
  const auto& ask = std::get<AskBlock>(run_->lesson().steps[run_->step()].blocks[block]);
  const auto& shape = stage.world().shape();
  if (ask.form == AskBlock::Form::type)
    if (const auto node = shape.find(ask.node))
      return views::question_about_field(stage, *node, ask.field);
  const auto& clicked = run_->outcome(block)->expected.clicked;
  if (ask.form == AskBlock::Form::click_node && clicked.size() == 1) {
    views::LineTrace line;
    line.set_history(&stage);
    const auto node = shape.find(clicked.front());
    const auto question = views::question_about(node ? Target::at_node(*node) : Target(), line);
    if (question) return *question;
  }
  return views::question_about_event(stage, stage.present());
}

/// While a question waits for a click, the canvas takes clicks as answers.
void LessonController::show_asked() {
  views::AskCard* card = panel_.clicked_card();
  if (card == nullptr || !run_->is_home()) {
    clicked_.clear();
    return canvas_.ask_for(Target::Kind::none);
  }
  const BlockPlace here{run_->step(), card->ask().block};
  if (here != asked_block_) clicked_.clear();
  asked_block_ = here;
  QStringList names;
  for (const Target& target : clicked_)
    names.append(QString::fromStdString(name_of(session_.history().world(), target)));
  card->set_clicked(names);
  canvas_.ask_for(kind_of(card->ask().form), clicked_);
}

void LessonController::clicked(const Target& target) {
  if (!is_open() || panel_.clicked_card() == nullptr) return;
  const Cluster& world = session_.history().world();
  const std::string name = name_of(world, target);
  const auto& targets = run_->targets(panel_.clicked_card()->ask().block);
  if (std::find(targets.begin(), targets.end(), name) == targets.end()) return;
  const auto known = std::find_if(clicked_.begin(), clicked_.end(), [&](const Target& other) {
    return name_of(world, other) == name;
  });
  if (known != clicked_.end()) {
    clicked_.erase(known);
  } else {
    clicked_.push_back(target);
  }
  show_asked();
}

}  // namespace synod::app
