// Panel of a lesson, beside the canvas.
#pragma once

#include <QMenu>
#include <QProgressBar>
#include <QScrollArea>
#include <QToolButton>

#include "views/lesson/ask_card.h"
#include "views/lesson/goal_card.h"
#include "views/lesson/result_card.h"

namespace synod::views {

/// Shows a page: where one is, the step's text and cards, and Back and Next, which never move.
/// Keeps no state of the lesson itself; what stays the same from page to page keeps its widgets.
class LessonPanel : public QWidget {
  Q_OBJECT

 public:
  explicit LessonPanel(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void set_terms(const LessonTerms& terms);
  /// The menu behind the button in the head; the panel does not own it.
  void set_menu(QMenu* menu);
  void open_menu() { menu_->showMenu(); }
  void set_page(const LessonPage& page);
  const LessonPage& page() const { return page_; }
  /// The open question that is answered by clicking on the canvas; null where there is none.
  AskCard* clicked_card() const;
  /// Gives the answer that is chosen but not given yet. False where there is none.
  bool submit();
  /// Scrolls on to what was not read yet. False where nothing is left.
  bool read_on();
  /// Scrolls to the open question or goal, where its foot is out of sight. False where it is not.
  bool scroll_to_open();

  QPushButton* back_button() const { return back_; }
  QPushButton* next_button() const { return next_; }
  QPushButton* replay_button() const { return replay_; }
  /// All that there is to read on the page.
  QString words() const;
  /// The card of the question at that block; null where it is not shown.
  AskCard* ask_card(std::size_t block) const;
  GoalCard* goal_card() const;

 signals:
  void back_wanted();
  void next_wanted();
  void answer_given(std::size_t block, const synod::views::LessonAnswer& answer);
  void retry_wanted(std::size_t block);
  void take_up_wanted(std::size_t step, std::size_t block);
  void next_lesson_wanted();
  /// What was missed in a part of the course shall be asked once more.
  void review_wanted(const QString& part);
  void leave_wanted();
  void replay_wanted();
  void reveal_wanted(std::size_t block);
  void why_wanted(std::size_t block);
  void moment_wanted(std::size_t block, synod::MomentId moment);
  void hands_changed(std::size_t block, int choice, int count);
  void hand_raised(std::size_t block, const QString& answer);
  void second_vote_wanted(std::size_t block);
  void popular_wanted(std::size_t block);
  void hint_wanted();
  void solution_wanted();
  /// Back to where the lesson stands.
  void home_wanted();
  void term_clicked(const QString& id);
  void step_wanted(const QString& anchor);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QWidget* build_head();
  QWidget* build_foot();
  LessonLook look() const { return {theme_, page_.pictures, &terms_}; }
  void rebuild(std::size_t from);
  QWidget* widget_of(const LessonPiece& piece);
  QWidget* make(const LessonProse& prose);
  QWidget* make(const LessonScript& script);
  QWidget* make(const LessonAsk& ask);
  QWidget* make(const LessonGoal& goal);
  QWidget* make(const LessonEnd& end);
  bool keeps(std::size_t piece, const LessonPage& page);
  void show_head();
  void show_foot();
  void seek(std::size_t piece);
  void show_news();
  void keep_place();
  void find_place();

  Theme theme_ = Theme::light();
  LessonTerms terms_;
  LessonPage page_;
  QLabel* caption_ = nullptr;
  QLabel* left_ = nullptr;
  QToolButton* menu_ = nullptr;
  QProgressBar* bar_ = nullptr;
  QLabel* error_ = nullptr;
  QLabel* heading_ = nullptr;
  QScrollArea* scroll_ = nullptr;
  QVBoxLayout* column_ = nullptr;
  QList<QWidget*> widgets_;  ///< One a piece.
  int sought_ = -1;          ///< The first new piece, while it is scrolled to.
  int sizes_ = 0;            ///< How often letters got a size: a later one settles last.
  int kept_ = -1;            ///< The piece that was being read, while it is found again …
  double kept_share_ = 0;    ///< … and how much of it was above.
  QLabel* closing_ = nullptr;
  QWidget* astray_ = nullptr;
  QPushButton* home_ = nullptr;
  QWidget* foot_ = nullptr;
  QLabel* help_ = nullptr;
  QPushButton* back_ = nullptr;
  QPushButton* next_ = nullptr;
  QPushButton* replay_ = nullptr;
};

}  // namespace synod::views
