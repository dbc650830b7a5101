// Session: the history that a person works on, its file, and its autosave.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>
#include <optional>

#include "app/session/autosave.h"
#include "app/session/recording.h"
#include "app/system/machine.h"
#include "model/line/history.h"
#include "model/scenario/bookmark.h"
#include "model/scenario/script_journal.h"
#include "tutorials/scenario_file.h"

namespace synod::app {

/// A history with its file. Nothing else in the program changes a history.
///  1. What can't be done or opened is refused with a sentence, and changes nothing.
///  2. A moment after each change what is new is written to the autosave, branches included.
///  3. A run grows no longer than a file may be that opens again: then acting is refused.
///  4. What people wrote in the file that was opened is saved with it: comments, `expect` lines.
class Session : public QObject {
  Q_OBJECT

 public:
  /// `autosave_folder` empty: nothing is written by itself.
  explicit Session(const QString& autosave_folder, QObject* parent = nullptr);
  ~Session() override;

  const History& history() const { return history_; }
  const Setup& setup() const { return *history_.world().setup; }
  /// The file that `save` writes to; empty where there is none yet.
  const QString& file() const { return file_; }
  /// "lecture.synod", or the protocol and the size of the cluster.
  QString title() const;
  bool modified() const { return modified_; }
  /// Whether a new session would lose work that is in no file.
  bool has_something_to_lose() const { return !kept_ && modified_ && history_.size() > 1; }
  /// The session as a scenario: replayed, it gives this very history and its bookmarks.
  QString script() const { return QString::fromStdString(script_.text(history_, bookmarks_)); }
  const Bookmarks& bookmarks() const { return bookmarks_; }
  /// The text of the file that the run was opened from, as people wrote it; empty for none.
  std::string_view own_text() const { return own_ ? std::string_view(own_->text) : ""; }

  /// The bounds of a run: of one that is opened, and of this one.
  const RunBounds& bounds() const { return bounds_; }
  void set_bounds(const RunBounds& bounds) { bounds_ = bounds; }
  /// How long a script may grow; never longer than what opens again.
  void set_script_bounds(const ScriptBounds& bounds) { script_bounds_ = bounds; }

  /// The setup that a newcomer sees: two proposers, three acceptors, a learner.
  static Setup first_setup();

  /// Begins a new session; refused where no cluster can be made from `setup`.
  bool start(const Setup& setup);
  /// Opens a scenario file. Where it is broken, says the line and the column; the present session
  /// stays. `agreed` is asked once the file is known to be whole, and may still call it off.
  bool open(const QString& path, const std::function<bool()>& agreed = {});
  /// The same for a file that was run elsewhere.
  bool open(Verdict verdict, const QString& path, const std::function<bool()>& agreed = {});
  /// Opens a scenario as something to step through: it stands at its start, with the whole run as
  /// its future. It is a session without a file, so that saving leaves the scenario as it is.
  bool open_example(const QString& path, const QString& title,
                    const std::function<bool()>& agreed = {});
  bool open_example(Verdict verdict, const QString& title,
                    const std::function<bool()>& agreed = {});
  /// Takes up a run that was made elsewhere, as it stands. It is a session without a file.
  void open_run(History history, const QString& title);
  bool save() { return save_as(file_); }
  bool save_as(const QString& path);
  /// Whether somebody else wrote the file since it was opened or saved here.
  bool file_changed_outside() const;
  /// What the last run of the program left in the autosave; nothing where there is nothing, or
  /// nothing that can be read: then `damaged` tells.
  std::optional<std::string> kept();
  /// Takes up what was kept, once it was run. Where that could not be, a copy is kept apart, so
  /// that it is not written over, and `damaged` tells.
  bool restore(const std::string& kept, Verdict verdict);
  /// The same at once. False where there is nothing.
  bool restore();
  /// The sessions that stood here before, the latest first.
  QList<EarlierSession> earlier() { return autosave_.earlier(); }
  /// The text of one of them, or of the latest.
  static Result<std::string> earlier_text(const QString& path);
  Result<std::string> previous();
  /// Until the disk has all that was to be written.
  void wait_for_writing() { autosave_.wait(); }
  /// Opens one, once it was run, as a session without a file.
  bool open_earlier(const std::string& text, Verdict verdict);
  /// The latest, at once.
  bool open_previous();
  /// Makes a run that stood beside this one an earlier session.
  void keep_beside(const History& history, const QString& title);
  /// Whether this session comes back by itself, and goes to the earlier ones when another comes.
  bool keeps() const { return autosave_.enabled() && keep_problem_.isEmpty(); }
  /// Also writes the script to `path`, as it grows; in a lesson that of the lesson's run. Whatever
  /// comes later is recorded beside it, under another number.
  void record_to(const QString& path);
  /// Records soon, where something is to be recorded: a lesson plays without asking the session.
  void go_on_recording();
  /// Why the session is not kept for the next time, as a whole sentence; empty where it is.
  const QString& keep_problem() const { return keep_problem_; }

  /// Lends the history to a lesson as its stage, until `end_lesson` or until another session is
  /// opened. What stood here is kept meanwhile, in memory and in the autosave; what happens in a
  /// lesson is not.
  History& begin_lesson(const QString& title);
  /// What stood here before the lesson is here again.
  void end_lesson();
  bool in_lesson() const { return kept_.has_value(); }
  /// The lesson put another history on its stage.
  void stage_exchanged();

  bool act(const Action& action);
  bool step();
  bool go_to(MomentId moment);
  bool back();
  bool forward();

  /// Marks a moment, or gives its bookmark another note; refused where there are too many.
  bool put_bookmark(MomentId moment, const QString& note);
  void remove_bookmark(MomentId moment);

  /// Takes `first` and all that follows it out of the history, whose moments get other names.
  /// Refused in a lesson, and for what the file that was opened makes.
  bool remove_branch(MomentId first);
  /// Whether the branch that was removed last can be had back: nothing happened since.
  bool can_undo_removal() const { return removed_.has_value(); }
  void undo_removal();

 public slots:
  /// Writes the autosave now.
  void flush();

 signals:
  /// Another history stands here: whatever was made of the one before is invalid. Comes before
  /// `opened`, so that no receiver of that shows the old one.
  void exchanged();
  /// Another history stands here: opened, restored or begun. Comes before `changed`.
  void opened();
  /// Something was added to the history, or it was saved.
  void changed();
  /// Others than before, or those of another history.
  void bookmarks_changed();
  void refused(const QString& why);
  /// The last session can't be read: why, and where its copy is. `text` is what there is of it.
  void damaged(const QString& why, const std::string& text);
  /// `keep_problem` is another.
  void keeping_changed();

 private:
  using Own = std::shared_ptr<const OwnText>;

  /// The session that a lesson stands in for.
  struct Kept {
    History history;
    Bookmarks bookmarks;
    Own own;
    QString file;
    bool modified;
  };
  /// What a scenario makes.
  struct Run {
    History history;
    Bookmarks bookmarks;
    Own own;
  };

  /// What happened in a run, whether or not it is as its `expect` lines have it; says why where it
  /// could not be made.
  std::optional<Run> run_of(Verdict verdict);
  /// Whether the run may grow; says why not.
  bool may_grow();
  void take(Run run, const QString& file, const QString& example = {});
  void put_in(Run run);
  void tell_opened();
  void exchange(Run run);
  void measure();
  std::string kept_head() const;
  bool has_nothing() const { return history_.size() == 1 && bookmarks_.list().empty(); }
  void keep();
  void keep_whole();
  void settle();
  bool fits_with(const Bookmarks& bookmarks) const;
  Recording::Run recorded_run() { return {script_, history_, bookmarks_}; }
  void tell_keeping(const QString& problem);
  void touch();
  bool keep_place(bool moved);

  History history_;
  Bookmarks bookmarks_;
  Own own_;                       ///< The text that the history was opened from; may be null.
  mutable GrowingScript script_;  ///< Of that history: written once.
  QString file_;
  std::size_t file_hash_ = 0;  ///< Of what stood there when it was opened or saved; or 0.
  QString example_;            ///< The title of the scenario that was opened to step through.
  bool modified_ = false;
  RunBounds bounds_ = session_bounds();
  ScriptBounds script_bounds_;
  bool script_is_long_ = false;   ///< A longer one might not open again.
  std::size_t script_bytes_ = 0;  ///< When that was looked at.
  std::size_t measured_ = 0;      ///< The moments there were when that was looked at.
  Autosave autosave_;
  bool claimed_ = false;  ///< What the last run of the program left was taken up, or set aside.
  QString keep_problem_;
  ScriptJournal journal_;     ///< What the autosave has of the script ...
  std::string written_head_;  ///< ... and the head that stands before it.
  Recording recording_;
  std::optional<Kept> kept_;    ///< While there is a lesson.
  std::optional<Run> removed_;  ///< The run as it was before a branch was removed.
  QString lesson_title_;
  QTimer pause_;  ///< Between a change and its autosave.
};

}  // namespace synod::app
