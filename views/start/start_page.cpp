#include "views/start/start_page.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QVBoxLayout>
#include <algorithm>

#include "views/kit/elided_label.h"
#include "views/kit/icons.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

using Kind = StartEntry::Kind;

constexpr int side_width = 300;
constexpr int side_margin = 24;
constexpr Kind in_order[] = {Kind::lesson, Kind::scenario, Kind::free_play, Kind::recent};

QString heading_of(Kind kind) {
  switch (kind) {
    case Kind::lesson: return StartPage::tr("Lessons");
    case Kind::scenario: return StartPage::tr("Textbook scenarios");
    case Kind::free_play: return StartPage::tr("Free play");
    case Kind::recent: return StartPage::tr("Recent files");
  }
  return {};
}

QString help_of(Kind kind) {
  switch (kind) {
    case Kind::lesson: return StartPage::tr("Predict, watch, act: one idea at a time");
    case Kind::scenario:
      return StartPage::tr("Runs from lectures, papers and exams, ready to step through");
    case Kind::free_play: return StartPage::tr("A cluster of your own: try whatever you like");
    case Kind::recent: return StartPage::tr("What you opened or saved lately");
  }
  return {};
}

QString nothing_in(Kind kind) {
  switch (kind) {
    case Kind::lesson:
      return StartPage::tr("There are no lessons where the program looks for them.");
    case Kind::scenario:
      return StartPage::tr("There are no scenarios where the program looks for them.");
    case Kind::recent: return StartPage::tr("Files that you open or save will stand here.");
    default: return {};
  }
}

bool is_typing(const QKeyEvent& event) {
  const auto modifiers = event.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier);
  return modifiers == Qt::NoModifier && !event.text().isEmpty() && event.text()[0].isPrint() &&
         event.text() != QStringLiteral(" ");
}

}  // namespace

StartPage::StartPage(PictureQueue::Draw draw, QWidget* parent)
    : QWidget(parent), gallery_(new Gallery(std::move(draw))) {
  setAccessibleName(tr("Start page"));
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->setSpacing(0);
  row->addWidget(build_side());
  row->addWidget(build_middle(), 1);
  connect(gallery_, &Gallery::chosen, this, &StartPage::chosen);
  connect(gallery_, &Gallery::left_upwards, search_, [this] { search_->setFocus(); });
  connect(gallery_, &Gallery::left_sideways, this, [this] { open_one().setFocus(); });
  connect(search_, &QLineEdit::textChanged, this, &StartPage::show_what_is_wanted);
  connect(search_, &QLineEdit::returnPressed, this, [this] {
    if (!gallery_->cards().empty()) emit chosen(StartEntry(gallery_->cards().front()->entry()));
  });
  connect(big_, &BigButton::clicked, this, [this] {
    if (const StartEntry* lesson = next_lesson(entries_)) emit chosen(StartEntry(*lesson));
  });
  for (QObject* child : findChildren<QAbstractButton*>()) child->installEventFilter(this);
  search_->installEventFilter(this);
  set_theme(theme_);
  set_way_back({});
  open_door(kind_);
}

QWidget* StartPage::build_side() {
  side_ = new QWidget;
  icon_ = plain_label();
  name_ = plain_label(QStringLiteral("Synod"));
  promise_ =
      plain_label(tr("See distributed protocols happen: step through them, break them, go back."));
  promise_->setWordWrap(true);
  big_ = new BigButton;
  auto* column = new QVBoxLayout(side_);
  column->setSpacing(2);
  auto* title = new QHBoxLayout;
  title->setSpacing(10);
  title->addWidget(icon_);
  title->addWidget(name_, 1);
  column->addLayout(title);
  column->addSpacing(6);
  column->addWidget(promise_);
  column->addSpacing(18);
  column->addWidget(big_);
  column->addSpacing(18);
  for (Kind kind : in_order) {
    auto* door = new DoorButton(heading_of(kind), help_of(kind));
    doors_[static_cast<std::size_t>(kind)] = door;
    connect(door, &DoorButton::clicked, this, [this, kind] { open_door(kind); });
    column->addWidget(door);
  }
  column->addStretch(1);
  const auto button = [&](const QString& text, const QString& help, auto signal) {
    auto* made = new QPushButton(text);
    made->setToolTip(plain_tip(help));
    made->setAccessibleName(text);
    connect(made, &QPushButton::clicked, this, signal);
    column->addWidget(made);
    column->addSpacing(6);
    return made;
  };
  cluster_ = button(tr("Choose a cluster…"), tr("Choose protocol, nodes and network (Ctrl+N)"),
                    &StartPage::cluster_wanted);
  file_ =
      button(tr("Open a file…"), tr("Open a session, a scenario, a lesson or a course (Ctrl+O)"),
             &StartPage::file_wanted);
  back_ = button({}, tr("Leave this page (Esc)"), &StartPage::left);
  return side_;
}

QWidget* StartPage::build_middle() {
  auto* middle = new QWidget;
  heading_ = new ElidedLabel;
  heading_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  close_course_ = new QPushButton(tr("Close the course"));
  close_course_->setToolTip(tr("Show the lessons that came with the program again"));
  close_course_->setAccessibleName(close_course_->text());
  connect(close_course_, &QPushButton::clicked, this, &StartPage::course_left);
  search_ = new QLineEdit;
  search_->setPlaceholderText(tr("Search lessons and scenarios"));
  search_->setAccessibleName(tr("Search"));
  search_->setToolTip(
      tr("Searches lessons, scenarios, clusters and files; Enter opens the first result"));
  search_->setClearButtonEnabled(true);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(28, 24, 28, 14);
  head->addWidget(heading_, 1);
  head->addWidget(close_course_);
  head->addSpacing(12);
  head->addWidget(search_, 1);
  auto* column = new QVBoxLayout(middle);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  errors_ = new ErrorBar;
  column->addWidget(errors_);
  column->addLayout(head);
  column->addWidget(gallery_, 1);
  return middle;
}

void StartPage::set_theme(const Theme& theme) {
  theme_ = theme;
  const double s = theme.scale;
  const int margin = static_cast<int>(side_margin * s);
  paint_ground(*this, theme, theme.panel);
  paint_ground(*side_, theme, theme.canvas);
  side_->setFixedWidth(static_cast<int>(side_width * s));
  side_->layout()->setContentsMargins(margin, margin, margin, margin - 6);
  icon_->setPixmap(app_icon().pixmap(QSize(34, 34) * s, devicePixelRatioF()));
  dress(*name_, theme.font(19, QFont::DemiBold), theme.text);
  dress(*promise_, theme.font(10), theme.muted);
  dress(*heading_, theme.font(15, QFont::DemiBold), theme.text);
  big_->set_theme(theme);
  for (DoorButton* door : doors_) door->set_theme(theme);
  for (QPushButton* button : {cluster_, file_, back_, close_course_})
    button->setStyleSheet(button_style(theme) + font_style(theme));
  search_->setStyleSheet(field_style(theme) + font_style(theme, 10));
  search_->setMinimumHeight(static_cast<int>(34 * s));
  errors_->set_theme(theme);
  gallery_->set_theme(theme);
}

void StartPage::set_entries(StartEntries entries) {
  entries_ = std::move(entries);
  show_big_button();
  show_counts();
  show_what_is_wanted();
}

void StartPage::set_course(const QString& title, const QString& summary) {
  course_ = title;
  course_summary_ = summary;
}

void StartPage::set_way_back(const QString& what) {
  back_->setText(what);
  back_->setAccessibleName(what);
  back_->setVisible(!what.isEmpty());
}

void StartPage::show_error(const QString& why) {
  errors_->show_message(why);
}

void StartPage::open_door(Kind kind) {
  kind_ = kind;
  open_one().setChecked(true);
  // Clearing the search shows what is behind the door, too.
  if (search_->text().isEmpty()) show_what_is_wanted();
  search_->clear();
}

void StartPage::begin() {
  search_->clear();
  errors_->show_message({});
  big_->isEnabled() ? big_->setFocus() : open_one().setFocus();
}

DoorButton& StartPage::open_one() {
  return door(kind_);
}

void StartPage::show_what_is_wanted() {
  const QString wanted = search_->text().trimmed();
  if (wanted.isEmpty()) {
    show_heading();
    gallery_->show_entries(entries_of(entries_, kind_), nothing_in(kind_));
    return;
  }
  close_course_->hide();
  StartEntries matches = found(entries_, wanted);
  for (StartEntry& entry : matches) entry.group = heading_of(entry.kind);
  for (StartEntry& entry : related(entries_, wanted, synonyms_)) {
    entry.group = tr("Related");
    matches.push_back(std::move(entry));
  }
  heading_->setText(tr("%n found", nullptr, static_cast<int>(matches.size())));
  gallery_->show_entries(matches, tr("Nothing has all of these words. Try fewer, or other ones."));
}

/// Of a course that was opened, its title and how far it is.
void StartPage::show_heading() {
  const bool course = kind_ == Kind::lesson && !course_.isEmpty();
  close_course_->setVisible(course);
  const LessonCount count = lesson_count(entries_);
  heading_->setText(course ? tr("%1: %2 of %3 done").arg(course_).arg(count.done).arg(count.all)
                           : heading_of(kind_));
  heading_->setToolTip(course ? plain_tip(course_ + '\n' + course_summary_) : QString());
}

void StartPage::show_big_button() {
  const StartEntry* lesson = next_lesson(entries_);
  big_->setEnabled(lesson != nullptr);
  if (lesson == nullptr) {
    big_->set_words(tr("No lessons"), tr("Choose something else below"));
    return;
  }
  const QString name = lesson->mark.isEmpty() ? lesson->title : tr("lesson %1").arg(lesson->mark);
  const QString what = lesson->done      ? tr("Repeat %1").arg(name)
                       : lesson->begun() ? tr("Continue %1").arg(name)
                                         : tr("Start %1").arg(name);
  big_->set_words(what, lesson->title);
  big_->setToolTip(plain_tip(tr("%1: %2").arg(lesson->title, lesson->text)));
}

void StartPage::show_counts() {
  for (Kind kind : in_order) {
    const auto behind = entries_of(entries_, kind).size();
    const LessonCount lessons = lesson_count(entries_);
    const bool told = kind == Kind::lesson && (lessons.done > 0 || !course_.isEmpty());
    door(kind).set_count(told ? tr("%1 of %2 done").arg(lessons.done).arg(lessons.all)
                              : QString::number(behind));
  }
}

// ---- keys

void StartPage::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    if (search_->text().isEmpty()) {
      if (back_->isVisibleTo(this)) emit left();
    } else {
      search_->clear();
      search_->setFocus();
    }
  } else if (is_typing(*event)) {
    search_->setFocus();
    search_->insert(event->text());
  } else {
    QWidget::keyPressEvent(event);
  }
}

bool StartPage::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const int key = static_cast<QKeyEvent*>(event)->key();
  if (watched == search_) {
    if (key == Qt::Key_Down) gallery_->focus_first();
    return key == Qt::Key_Down;
  }
  auto* button = qobject_cast<QAbstractButton*>(watched);
  if (button != nullptr && (key == Qt::Key_Return || key == Qt::Key_Enter)) {
    button->click();
    return true;
  }
  return move_in_side(watched, key) || QWidget::eventFilter(watched, event);
}

bool StartPage::move_in_side(QObject* from, int key) {
  if (key == Qt::Key_Right) {
    gallery_->focus_first();
    return true;
  }
  if (key == Qt::Key_Left) return true;
  if (key != Qt::Key_Up && key != Qt::Key_Down) return false;
  QList<QAbstractButton*> stops{big_};
  for (Kind kind : in_order) stops << &door(kind);
  for (QPushButton* button : {cluster_, file_, back_})
    if (button->isVisibleTo(this)) stops << button;
  const auto at = stops.indexOf(static_cast<QAbstractButton*>(from)) + (key == Qt::Key_Up ? -1 : 1);
  if (at < 0 || at >= stops.size()) return true;
  stops[at]->setFocus(Qt::OtherFocusReason);
  // Doors open as the focus passes them: what is behind is seen at once.
  if (auto* door = qobject_cast<DoorButton*>(stops[at])) door->click();
  return true;
}

}  // namespace synod::views
