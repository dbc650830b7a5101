// Card of a question, the learner's answer, and how it was graded.
#pragma once

#include <QButtonGroup>
#include <QLabel>
#include <QLineEdit>

#include "views/lesson/choice_row.h"
#include "views/lesson/lesson_card.h"

namespace synod::views {

/// Takes a prediction and later shows the outcome beside it.
class AskCard : public LessonCard {
  Q_OBJECT

 public:
  AskCard(const LessonAsk& ask, const LessonLook& look, QWidget* parent = nullptr);

  const LessonAsk& ask() const { return ask_; }
  /// What is chosen, clicked or typed now; empty where nothing is.
  LessonAnswer answer() const;
  /// What was clicked on the canvas so far.
  void set_clicked(const QStringList& clicked);
  const QList<ChoiceRow*>& rows() const { return rows_; }
  QLineEdit* field() const { return field_; }

 signals:
  /// The answer is complete enough to be given, or no longer is.
  void answer_changed();
  void submitted();
  void retry_wanted();
  void reveal_wanted();
  void moment_wanted(synod::MomentId moment);
  /// Asks why the right answer is right.
  void why_wanted();
  void hands_changed(int choice, int count);
  /// One more hand for an answer that was called out.
  void hand_raised(const QString& answer);
  void second_vote_wanted();
  /// The feedback on the majority's answer is wanted.
  void popular_wanted();

 private:
  QString caption() const;
  ChoiceMark mark_of(const LessonChoice& choice) const;
  void add_choices();
  void add_choice(const LessonChoice& choice, bool exclusive);
  void add_hands(QHBoxLayout* row, int choice);
  void show_hands();
  void add_click();
  void add_field();
  void add_given_answer();
  void add_outcome();
  void add_moments();
  void add_popular();
  void add_foot();
  void add_open_foot();
  void add_graded_foot();
  bool counts_answers() const { return ask_.hands && ask_.form > LessonAsk::Form::several; }
  bool is_open() const { return ask_.state == LessonAsk::State::open; }

  LessonAsk ask_;
  QList<ChoiceRow*> rows_;
  QLabel* clicked_label_ = nullptr;
  QLineEdit* field_ = nullptr;
  QStringList clicked_;
  QPushButton* submit_ = nullptr;
};

}  // namespace synod::views
