#include "views/lesson/lesson_card.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {
constexpr int edge = 16;
constexpr double card_radius = 10;

class SpaceKeeper : public QObject {
 public:
  using QObject::QObject;
  bool eventFilter(QObject* watched, QEvent* event) override {
    if (event->type() == QEvent::ShortcutOverride &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Space) {
      event->accept();
      return true;
    }
    return QObject::eventFilter(watched, event);
  }
};

}  // namespace

void keep_space(QWidget& button) {
  button.setFocusPolicy(Qt::TabFocus);
  button.installEventFilter(new SpaceKeeper(&button));
}

LessonCard::LessonCard(const LessonLook& look, QWidget* parent)
    : QWidget(parent), look_(look), column_(new QVBoxLayout(this)) {
  const int margin = static_cast<int>(edge * look.theme.scale);
  column_->setContentsMargins(margin, margin, margin, margin);
  column_->setSpacing(static_cast<int>(7 * look.theme.scale));
  QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Minimum);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

void LessonCard::set_outline(const QColor& color) {
  outline_ = color;
  update();
}

void LessonCard::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setBrush(theme().soft);
  painter.setPen(outline_.isValid() ? QPen(outline_, 1.8) : QPen(Qt::NoPen));
  const double half = outline_.isValid() ? 1 : 0;
  painter.drawRoundedRect(QRectF(rect()).adjusted(half, half, -half, -half),
                          card_radius * theme().scale, card_radius * theme().scale);
}

QLabel* LessonCard::add_caption(const QString& text, const QColor& color) {
  auto* label = plain_label(text);
  QFont font = theme().font(8.5, QFont::DemiBold);
  font.setLetterSpacing(QFont::AbsoluteSpacing, 0.3);
  dress(*label, font, color);
  column_->addWidget(label);
  return label;
}

LessonText* LessonCard::add_text(const QString& markdown, double points, int weight,
                                 const QColor& color) {
  auto* text = new LessonText;
  text->set_pictures(look_.pictures);
  text->set_terms(look_.terms);
  text->set_font(theme().font(points, weight), color, theme());
  text->set_markdown(markdown);
  connect(text, &LessonText::term_clicked, this, &LessonCard::term_clicked);
  column_->addWidget(text);
  return text;
}

QLabel* LessonCard::add_note(const QString& text, const QColor& color) {
  auto* label = plain_label(text);
  label->setWordWrap(true);
  label->setTextFormat(Qt::PlainText);
  dress(*label, theme().font(9), color);
  column_->addWidget(label);
  return label;
}

QHBoxLayout* LessonCard::add_buttons() {
  auto* row = new QHBoxLayout;
  row->setSpacing(static_cast<int>(8 * theme().scale));
  column_->addLayout(row);
  return row;
}

QPushButton* LessonCard::add_button(QHBoxLayout* row, const QString& text, const QString& help) {
  auto* button = new QPushButton(text);
  button->setStyleSheet(font_style(theme()) + button_style(theme()));
  button->setToolTip(plain_tip(help));
  button->setAccessibleName(text);
  button->setAccessibleDescription(help);
  button->setAutoDefault(false);
  keep_space(*button);
  row->addWidget(button);
  return button;
}

}  // namespace synod::views
