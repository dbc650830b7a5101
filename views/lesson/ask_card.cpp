#include "views/lesson/ask_card.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QSpinBox>
#include <algorithm>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/lesson/lesson_text.h"

namespace synod::views {

namespace {

/// A count of hands. The keys that lead through the lesson stay the window's, and Enter and Escape
/// give all others back.
class HandBox : public QSpinBox {
 public:
  bool event(QEvent* event) override {
    if (event->type() == QEvent::ShortcutOverride) {
      const int key = static_cast<QKeyEvent*>(event)->key();
      if (key == Qt::Key_PageUp || key == Qt::Key_PageDown) return false;
      // On the projector it would leave that instead.
      event->setAccepted(key == Qt::Key_Escape);
      if (event->isAccepted()) return true;
    }
    return QSpinBox::event(event);
  }

 protected:
  void keyPressEvent(QKeyEvent* event) override {
    const int key = event->key();
    if (key != Qt::Key_Return && key != Qt::Key_Enter && key != Qt::Key_Escape)
      return QSpinBox::keyPressEvent(event);
    interpretText();
    clearFocus();
  }
};

}  // namespace

AskCard::AskCard(const LessonAsk& ask, const LessonLook& look, QWidget* parent)
    : LessonCard(look, parent), ask_(ask) {
  setAccessibleName(tr("Question"));
  add_caption(caption(), theme().accent);
  add_text(ask.question, 10.2, QFont::DemiBold, theme().text)->setAccessibleName(tr("Question"));
  switch (ask.form) {
    case LessonAsk::Form::one:
    case LessonAsk::Form::several: add_choices(); break;
    case LessonAsk::Form::typed: is_open() ? add_field() : add_given_answer(); break;
    default: is_open() ? add_click() : add_given_answer();
  }
  if (counts_answers()) add_choices();
  if (ask.state == LessonAsk::State::graded) add_outcome();
  add_foot();
}

QString AskCard::caption() const {
  using State = LessonAsk::State;
  if (ask_.state == State::open) {
    if (ask_.hands) return ask_.second_vote ? tr("Second vote") : tr("Show of hands");
    return ask_.quiz ? tr("Quiz") : tr("Predict");
  }
  if (ask_.state == State::passed) return tr("Passed over");
  if (ask_.hands) return tr("The class predicted");
  return ask_.quiz ? tr("You answered") : tr("You predicted");
}

// Choices

ChoiceMark AskCard::mark_of(const LessonChoice& choice) const {
  if (ask_.state != LessonAsk::State::graded) return ChoiceMark::faded;
  if (choice.right) return choice.chosen || ask_.hands ? ChoiceMark::right : ChoiceMark::missed;
  return choice.chosen && !ask_.hands ? ChoiceMark::wrong : ChoiceMark::faded;
}

void AskCard::add_choices() {
  const bool one = ask_.form != LessonAsk::Form::several;
  for (const LessonChoice& choice : ask_.choices) add_choice(choice, one);
  if (ask_.hands) show_hands();
  if (ask_.form == LessonAsk::Form::several && is_open() && !ask_.hands)
    add_note(tr("Choose all that apply."), theme().muted);
}

void AskCard::add_choice(const LessonChoice& choice, bool exclusive) {
  auto* row = new ChoiceRow(without_marks(choice.text), exclusive);
  row->set_theme(theme());
  row->setChecked(choice.chosen && !ask_.hands);
  if (!is_open()) row->set_mark(mark_of(choice));
  if (is_open() && ask_.hands) row->setEnabled(false);
  connect(row, &QAbstractButton::toggled, this, &AskCard::answer_changed);
  keep_space(*row);
  rows_.append(row);
  auto* line = new QHBoxLayout;
  line->setSpacing(6);
  line->addWidget(row, 1);
  if (ask_.hands) add_hands(line, static_cast<int>(rows_.size()) - 1);
  column()->addLayout(line);
}

void AskCard::add_hands(QHBoxLayout* row, int choice) {
  if (ask_.second_vote) {
    const int before = ask_.choices[static_cast<std::size_t>(choice)].hands_before;
    auto* first = plain_label(tr("%1 →").arg(before));
    dress(*first, theme().font(10), theme().muted);
    first->setToolTip(plain_tip(tr("Hands in the first vote")));
    first->setAccessibleName(tr("Hands in the first vote: %1").arg(before));
    row->addWidget(first);
  }
  auto* count = new HandBox;
  count->setRange(0, 999);
  count->setValue(ask_.choices[static_cast<std::size_t>(choice)].hands);
  count->setEnabled(is_open());
  count->setButtonSymbols(is_open() ? QAbstractSpinBox::UpDownArrows : QAbstractSpinBox::NoButtons);
  count->setFont(theme().font(10));
  count->setToolTip(tr("How many hands for this answer"));
  count->setAccessibleName(tr("Hands for: %1").arg(rows_.at(choice)->text()));
  connect(count, &QSpinBox::valueChanged, this, [this, choice](int value) {
    LessonChoice& counted = ask_.choices[static_cast<std::size_t>(choice)];
    counted.hands = value;
    show_hands();
    emit hands_changed(static_cast<int>(counted.id), value);
    emit answer_changed();
  });
  row->addWidget(count);
}

void AskCard::show_hands() {
  int all = 0;
  for (const LessonChoice& choice : ask_.choices) all += choice.hands;
  for (int i = 0; i < rows_.size(); ++i)
    rows_[i]->set_share(
        all == 0 ? 0 : static_cast<double>(ask_.choices[static_cast<std::size_t>(i)].hands) / all);
}

// Clicked and typed answers

void AskCard::add_click() {
  clicked_label_ = add_note({}, theme().text);
  clicked_label_->setAccessibleName(tr("Your answer"));
  set_clicked({});
}

void AskCard::set_clicked(const QStringList& clicked) {
  clicked_ = clicked;
  if (clicked_label_ == nullptr) return;
  const QString what = ask_.form == LessonAsk::Form::click_node ? tr("Click nodes on the canvas.")
                       : ask_.form == LessonAsk::Form::click_link
                           ? tr("Click links on the canvas.")
                           : tr("Click messages on the canvas.");
  if (ask_.hands) {
    clicked_label_->setText(tr("◎ %1 Each click there counts one hand.").arg(what));
    return;
  }
  clicked_label_->setText(
      clicked.isEmpty() ? tr("◎ %1 A click there answers now, and does nothing else.").arg(what)
                        : tr("◎ Your answer: %1").arg(clicked.join(", ")));
  emit answer_changed();
}

void AskCard::add_field() {
  field_ = new QLineEdit;
  field_->setStyleSheet(font_style(theme(), 10.5) + field_style(theme()));
  field_->setPlaceholderText(ask_.hands ? tr("Type an answer; Enter counts one hand for it")
                                        : tr("Type it as the inspector shows it"));
  field_->setToolTip(
      plain_tip(ask_.hands ? tr("An answer that was called out; Enter counts one hand for it")
                           : tr("Your answer; Enter gives it")));
  field_->setAccessibleName(ask_.hands ? tr("An answer of the class") : tr("Your answer"));
  field_->setMaxLength(200);
  connect(field_, &QLineEdit::textChanged, this, &AskCard::answer_changed);
  connect(field_, &QLineEdit::returnPressed, this, [this] {
    const QString typed = field_->text().trimmed();
    if (typed.isEmpty()) return;
    if (ask_.hands) {
      field_->clear();
      emit hand_raised(typed);
    } else {
      emit submitted();
    }
  });
  column()->addWidget(field_);
}

void AskCard::add_given_answer() {
  if (ask_.state == LessonAsk::State::passed) return;
  const bool graded = ask_.state == LessonAsk::State::graded;
  if (!ask_.hands && !ask_.answer.isEmpty()) {
    auto* row = new ChoiceRow(ask_.answer, true);
    row->set_theme(theme());
    row->setChecked(true);
    row->set_mark(!graded ? ChoiceMark::faded : ask_.right ? ChoiceMark::right : ChoiceMark::wrong);
    column()->addWidget(row);
  }
  const bool is_counted = std::any_of(ask_.choices.begin(), ask_.choices.end(),
                                      [](const LessonChoice& choice) { return choice.right; });
  if (!graded || (ask_.hands ? is_counted : ask_.right)) return;
  auto* right = new ChoiceRow(ask_.expected, true);
  right->set_theme(theme());
  right->set_mark(ChoiceMark::missed);
  column()->addWidget(right);
}

LessonAnswer AskCard::answer() const {
  LessonAnswer answer;
  if (!is_open() || ask_.hands) return answer;
  for (int i = 0; i < rows_.size(); ++i)
    if (rows_[i]->isChecked())
      answer.choices.push_back(ask_.choices[static_cast<std::size_t>(i)].id);
  answer.clicked = clicked_;
  if (field_ != nullptr) answer.typed = field_->text().trimmed();
  return answer;
}

// What became of it

void AskCard::add_outcome() {
  QString text;
  if (!ask_.hands) text = ask_.right ? tr("**Right.**") : tr("**Not this time.**");
  for (const QString& feedback : ask_.feedback) text += (text.isEmpty() ? "" : " ") + feedback;
  add_text(text, 10, QFont::Normal, theme().text)->setAccessibleName(tr("Feedback"));
  if (!ask_.actual.isEmpty())
    add_text(tr("**What really happened:** %1.").arg(ask_.actual), 10, QFont::Normal, theme().text)
        ->setAccessibleName(tr("What really happened"));
  add_popular();
  add_moments();
  if (!ask_.rule.isEmpty() && theme().detail == LevelOfDetail::full)
    add_note(tr("Rule: %1").arg(ask_.rule), theme().muted);
}

/// What is said of the wrong answer that most hands were for.
void AskCard::add_popular() {
  if (ask_.popular_feedback.isEmpty()) return;
  add_text(
      tr("*Most hands were for “%1”.* %2").arg(without_marks(ask_.popular), ask_.popular_feedback),
      10, QFont::Normal, theme().text)
      ->setAccessibleName(tr("Feedback on what most hands were for"));
}

void AskCard::add_moments() {
  if (ask_.moments.empty()) return;
  add_note(tr("What made it so"), theme().muted);
  for (const LessonMoment& moment : ask_.moments) {
    QHBoxLayout* row = add_buttons();
    QPushButton* button =
        add_button(row, moment.label, tr("Show this event on the canvas; Backspace leads back"));
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    button->setStyleSheet(button->styleSheet() + "QPushButton { text-align: left; }");
    connect(button, &QPushButton::clicked, this,
            [this, id = moment.moment] { emit moment_wanted(id); });
  }
}

void AskCard::add_foot() {
  using State = LessonAsk::State;
  switch (ask_.state) {
    case State::open: return add_open_foot();
    case State::watching:
      return (void)add_note(ask_.hands
                                ? tr("Now watch what happens.")
                                : tr("Now watch: Next plays one event, Space lets them run."),
                            theme().muted);
    case State::passed: {
      QHBoxLayout* row = add_buttons();
      QPushButton* again =
          add_button(row, tr("Answer after all"),
                     tr("Back to where it was asked, as if nothing had happened since"));
      connect(again, &QPushButton::clicked, this, &AskCard::retry_wanted);
      return row->addStretch();
    }
    case State::kept:
      return (void)add_note(tr("Noted. What is right is shown once you have handed this in."),
                            theme().muted);
    case State::hidden: {
      QHBoxLayout* row = add_buttons();
      QPushButton* reveal = add_button(row, tr("Show what is right"), tr("Show the answer to all"));
      connect(reveal, &QPushButton::clicked, this, &AskCard::reveal_wanted);
      return row->addStretch();
    }
    case State::graded: return add_graded_foot();
  }
}

void AskCard::add_open_foot() {
  QHBoxLayout* row = add_buttons();
  submit_ = add_button(row,
                       ask_.hands  ? tr("Counted: now watch")
                       : ask_.quiz ? tr("Answer")
                                   : tr("That is my prediction"),
                       tr("Give this answer (Next does it too)"));
  const auto enable = [this] { submit_->setEnabled(ask_.hands || !answer().empty()); };
  connect(this, &AskCard::answer_changed, submit_, enable);
  enable();
  connect(submit_, &QPushButton::clicked, this, &AskCard::submitted);
  if (ask_.hands && !ask_.second_vote) {
    QPushButton* again = add_button(row, tr("Vote again"),
                                    tr("Keep these counts, let the class talk, and count again"));
    const auto can_vote = [this, again] {
      again->setEnabled(std::any_of(ask_.choices.begin(), ask_.choices.end(),
                                    [](const LessonChoice& choice) { return choice.hands > 0; }));
    };
    connect(this, &AskCard::answer_changed, again, can_vote);
    can_vote();
    connect(again, &QPushButton::clicked, this, &AskCard::second_vote_wanted);
  }
  row->addStretch();
}

void AskCard::add_graded_foot() {
  QHBoxLayout* row = add_buttons();
  QPushButton* retry = add_button(
      row, tr("Try again"),
      ask_.quiz ? tr("Answer once more") : tr("Back to the question, as if nothing had happened"));
  connect(retry, &QPushButton::clicked, this, &AskCard::retry_wanted);
  if (ask_.explained) {
    QPushButton* why =
        add_button(row, tr("Why?"), tr("Show the events that led to what is right, step by step"));
    connect(why, &QPushButton::clicked, this, &AskCard::why_wanted);
  }
  row->addStretch();
  if (ask_.popular.isEmpty() || !ask_.popular_feedback.isEmpty()) return;
  QHBoxLayout* below = add_buttons();
  QPushButton* popular =
      add_button(below, tr("Why not what most hands were for?"),
                 tr("Show what is said of “%1”").arg(without_marks(ask_.popular)));
  connect(popular, &QPushButton::clicked, this, &AskCard::popular_wanted);
  below->addStretch();
}

}  // namespace synod::views
