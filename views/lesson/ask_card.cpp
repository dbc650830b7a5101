#include "views/lesson/ask_card.h"

#include <QHBoxLayout>
#include <QSpinBox>

#include "views/panels/style.h"

namespace synod::views {

namespace {

/// A button shows no Markdown: code stands there without its marks.
QString plain(QString text) {
  return text.remove('`');
}

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
  if (ask.state == LessonAsk::State::graded) add_outcome();
  add_foot();
}

QString AskCard::caption() const {
  using State = LessonAsk::State;
  if (ask_.state == State::open) {
    if (ask_.hands) return tr("Show of hands");
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
  for (int i = 0; i < static_cast<int>(ask_.choices.size()); ++i) {
    const LessonChoice& choice = ask_.choices[static_cast<std::size_t>(i)];
    auto* row = new ChoiceRow(plain(choice.text), ask_.form == LessonAsk::Form::one);
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
    if (ask_.hands) add_hands(line, i);
    column()->addLayout(line);
  }
  if (ask_.hands) show_hands();
  if (ask_.form == LessonAsk::Form::several && is_open() && !ask_.hands)
    add_note(tr("Choose all that apply."), theme().muted);
}

void AskCard::add_hands(QHBoxLayout* row, int choice) {
  auto* count = new QSpinBox;
  count->setRange(0, 999);
  count->setValue(ask_.choices[static_cast<std::size_t>(choice)].hands);
  count->setEnabled(is_open());
  count->setButtonSymbols(is_open() ? QAbstractSpinBox::UpDownArrows : QAbstractSpinBox::NoButtons);
  count->setFont(theme().font(10));
  count->setToolTip(tr("How many hands for this answer"));
  count->setAccessibleName(tr("Hands for: %1").arg(rows_.at(choice)->text()));
  connect(count, &QSpinBox::valueChanged, this, [this, choice](int value) {
    ask_.choices[static_cast<std::size_t>(choice)].hands = value;
    show_hands();
    emit hands_changed(choice, value);
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
  clicked_label_->setText(
      clicked.isEmpty() ? tr("◎ %1 A click there answers now, and does nothing else.").arg(what)
                        : tr("◎ Your answer: %1").arg(clicked.join(", ")));
  emit answer_changed();
}

void AskCard::add_field() {
  field_ = new QLineEdit;
  field_->setStyleSheet(font_style(theme(), 10.5) + field_style(theme()));
  field_->setPlaceholderText(tr("Type it as the inspector shows it"));
  field_->setToolTip(tr("Your answer; Enter gives it"));
  field_->setAccessibleName(tr("Your answer"));
  field_->setMaxLength(200);
  connect(field_, &QLineEdit::textChanged, this, &AskCard::answer_changed);
  connect(field_, &QLineEdit::returnPressed, this, [this] {
    if (!answer().empty()) emit submitted();
  });
  column()->addWidget(field_);
}

void AskCard::add_given_answer() {
  if (ask_.state == LessonAsk::State::passed) return;
  auto* row = new ChoiceRow(ask_.answer, true);
  row->set_theme(theme());
  row->setChecked(true);
  row->set_mark(ask_.state != LessonAsk::State::graded ? ChoiceMark::faded
                : ask_.right                           ? ChoiceMark::right
                                                       : ChoiceMark::wrong);
  column()->addWidget(row);
  if (ask_.state != LessonAsk::State::graded || ask_.right) return;
  auto* right = new ChoiceRow(ask_.expected, true);
  right->set_theme(theme());
  right->set_mark(ChoiceMark::missed);
  column()->addWidget(right);
}

LessonAnswer AskCard::answer() const {
  LessonAnswer answer;
  if (!is_open()) return answer;
  for (int i = 0; i < rows_.size(); ++i)
    if (rows_[i]->isChecked()) answer.choices.push_back(static_cast<std::size_t>(i));
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
    add_text(tr("**What really happened:** %1.").arg(ask_.actual), 10, QFont::Normal, theme().text);
  add_moments();
  if (!ask_.rule.isEmpty()) add_note(tr("Rule: %1").arg(ask_.rule), theme().muted);
}

void AskCard::add_moments() {
  if (ask_.moments.empty()) return;
  add_note(ask_.right ? tr("What made it so") : tr("The events that made it so"), theme().muted);
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
  if (ask_.state == State::open) {
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
    row->addStretch();
  } else if (ask_.state == State::watching) {
    add_note(ask_.hands ? tr("Now watch what happens.")
                        : tr("Now watch: Next plays one event, Space lets them run."),
             theme().muted);
  } else if (ask_.state == State::passed) {
    QHBoxLayout* row = add_buttons();
    QPushButton* again = add_button(row, tr("Begin this step again"),
                                    tr("Back to where the step began, to answer after all"));
    connect(again, &QPushButton::clicked, this, &AskCard::step_again_wanted);
    row->addStretch();
  } else if (ask_.state == State::hidden) {
    QHBoxLayout* row = add_buttons();
    QPushButton* reveal = add_button(row, tr("Show what is right"), tr("Show the answer to all"));
    connect(reveal, &QPushButton::clicked, this, &AskCard::reveal_wanted);
    row->addStretch();
  } else {
    QHBoxLayout* row = add_buttons();
    QPushButton* retry =
        add_button(row, tr("Try again"),
                   ask_.quiz ? tr("Answer once more")
                             : tr("Back to the question, as if nothing had happened"));
    connect(retry, &QPushButton::clicked, this, &AskCard::retry_wanted);
    if (ask_.explained) {
      QPushButton* why = add_button(row, tr("Why?"),
                                    tr("Show the events that led to what is right, step by step"));
      connect(why, &QPushButton::clicked, this, &AskCard::why_wanted);
    }
    row->addStretch();
  }
}

}  // namespace synod::views
