// Controller of a lesson in the window, between its run and its panel.
#pragma once

#include <QElapsedTimer>
#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>
#include <functional>
#include <memory>

#include "app/lesson/lesson_keeper.h"
#include "app/lesson/lesson_mapping.h"
#include "app/lesson/lesson_reviews.h"
#include "app/lesson/open_course.h"
#include "app/play/player.h"
#include "tutorials/hand_in.h"
#include "views/kit/selection.h"
#include "views/why/question.h"

namespace synod::views {
class Canvas;
class LessonPanel;
}  // namespace synod::views

namespace synod::app {

/// Opens lessons and takes a learner through them.
///  1. The canvas stays live: what is done there is a branch, and `go_home` leads back.
///  2. An event of the lesson glides in as any other, and what it shows about an answer is told
///     only once it has landed.
///  3. A broken lesson is refused with its line and column; the present one stays. While the file
///     of the present one is broken, its page says so.
///  4. A run that plays stops where a goal is reached.
class LessonController : public QObject {
  Q_OBJECT

 public:
  /// `progress_file` empty: nothing is remembered on the disk. `course` says which lesson comes
  /// next.
  LessonController(Session& session, Player& player, views::LessonPanel& panel,
                   views::Canvas& canvas, const OpenCourse& course, const QString& progress_file,
                   QObject* parent);
  ~LessonController() override;

  /// Opens a lesson where its learner left it. False where it is broken or can't be read.
  bool open(const QString& path);
  /// Opens a review of what was missed.
  void open_review(LessonReview review);
  bool is_open() const { return run_ != nullptr; }
  bool in_review() const { return review_.has_value(); }
  LessonReviews& reviews() { return reviews_; }
  /// The run that is taken; only while one is open.
  const LessonRun& run() const { return *run_; }
  /// The file of the lesson; empty where none is open.
  const QString& file() const { return file_; }
  /// Leaves the lesson: what stood in the window before is there again.
  void close();
  LessonKeeper& keeper() { return keeper_; }
  /// Asks for a student's name, which an assignment begins with; empty where none is given.
  using AskName = std::function<QString()>;
  void set_name_asker(AskName ask_name) { ask_name_ = std::move(ask_name); }
  /// The assignment was handed in: what is right is shown.
  void handed_in();
  /// Goes on at the very place with what the keeper now knows of the lesson.
  void take_up_progress();
  /// What `student` did in the lesson that is open, as a file to be graded.
  HandIn hand_in(const std::string& student) const;
  bool teaching() const { return teaching_.on; }

  /// The keys for a step and for playing. True where the lesson takes them; where the learner is on
  /// a way of their own, or has a goal to reach, they do what they always do.
  bool step();
  bool play();
  /// Plays what comes next once there was time to read what stands above it; the keys for a step
  /// and for playing begin at once.
  void play_when_read();

 public slots:
  void back();
  void next();
  void go_home();
  void begin_step_again();
  /// Shows what was played last once more, from where it began.
  void replay();
  void go_to_step(int step);
  void choose_form(synod::LessonForm form);
  /// Answers are counted hands, and are kept back until they are asked for.
  void teach(bool on);
  /// Forgets what is remembered of this lesson, and begins it anew.
  void reset();

 signals:
  /// A lesson was opened, or left.
  void opened(bool is_open);
  /// Another step or another state of it is shown.
  void changed();
  void refused(const QString& why);
  /// Events run by themselves, or no longer do.
  void running_changed(bool running);
  void finished(const QString& file);
  /// The assignment at its end shall be handed in.
  void hand_in_wanted();
  /// The next lesson shall be opened.
  void lesson_wanted(const QString& file);
  /// A wrong prediction shall be explained.
  void question_asked(const synod::views::Question& question);

 private:
  using Wait = LessonRun::Wait;

  void wire_panel();
  void wire_class();
  static QString told(const std::vector<LessonProblem>& problems);
  /// Why the file can't be taken, as a sentence; empty where it was read.
  QString load(const QString& path, Lesson& lesson, QString& source);
  void watch();
  void rest();
  void start(Lesson lesson, LessonForm form, const LessonProgress* progress);
  bool name_student(const Lesson& lesson, const LessonProgress* progress);
  using Restore = std::function<void(LessonRun& run)>;
  void put_on_stage(Lesson lesson, LessonForm form, const Restore& restore);
  void reload();
  void drop();
  ProgressBook::Key key() const;

  /// Lets `what` act on the run at rest, then shows the stage anew.
  void at_rest(const std::function<void()>& what);
  void show_stage();
  bool look();
  void note_time();
  void refresh();
  void show_page();
  views::LessonEnd end() const;
  QString next_lesson() const;
  void on_frame();
  void play_next();
  /// After `pause_ms` at speed 1, and no sooner than a breath.
  void play_next_in(double pause_ms);
  bool can_replay() const;
  void replay_on();
  QString last_sentence() const;
  void set_running(bool running);

  void answer(std::size_t block, const views::LessonAnswer& answer);
  void answer_for_class(std::size_t block);
  void pass();
  void finish();
  void take_up(std::size_t step, std::size_t block);
  BlockPlace place_of(std::size_t block) const {
    return {static_cast<std::uint32_t>(run_->step()), static_cast<std::uint32_t>(block)};
  }
  void raise_hand(std::size_t block, const std::string& answer);
  void show_asked();
  void clicked(const views::Target& target);
  void explain(std::size_t block);
  views::Question question_behind(std::size_t block) const;
  void go_to_anchor(const QString& anchor);

  Session& session_;
  Player& player_;
  views::LessonPanel& panel_;
  views::Canvas& canvas_;
  const OpenCourse& course_;
  LessonKeeper keeper_;
  LessonReviews reviews_;
  QElapsedTimer since_noted_;  ///< Since time was last counted for a question or a goal.
  QFileSystemWatcher watcher_;
  QTimer reload_pause_;  ///< Editors write a file in several goes.
  QTimer pace_;          ///< Between two events that run by themselves.

  std::unique_ptr<LessonRun> run_;
  std::optional<LessonReview> review_;  ///< The review that is open.
  AskName ask_name_;
  QString student_;  ///< Of the assignment that is open.
  QString file_;
  QString source_;   ///< The file as it was read.
  QString problem_;  ///< What is wrong with the file as it is now.
  Teaching teaching_;
  std::size_t scene_ = 0;
  bool busy_ = false;
  bool running_ = false;
  BlockPlace running_block_;
  bool reading_ = false;  ///< It runs as soon as the text above was read.
  /// What was played last: the block, and the moments before and behind it.
  struct Played {
    BlockPlace block;
    std::size_t scene = 0;
    MomentId from = 0;
    MomentId to = 0;
  };
  Played played_;
  bool replaying_ = false;
  bool warned_ = false;
  bool at_end_ = false;  ///< The last page is shown.
  BlockPlace asked_block_;
  std::vector<views::Target> clicked_;
};

}  // namespace synod::app
