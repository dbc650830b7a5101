#include "views/lesson/reading_window.h"

#include <QKeyEvent>
#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {
constexpr int margin = 26;
}

ReadingWindow::ReadingWindow(const QString& title, QWidget* parent)
    : QWidget(parent, Qt::Window),
      heading_(plain_label()),
      search_(new QLineEdit),
      text_(new LessonText),
      scroll_(new QScrollArea) {
  setWindowTitle(plain_title(title));
  setAccessibleName(title);
  resize(560, 640);
  heading_->setWordWrap(true);
  heading_->setTextFormat(Qt::PlainText);
  search_->hide();
  search_->setClearButtonEnabled(true);
  auto* body = new QWidget;
  body->setObjectName("reading_body");
  auto* column = new QVBoxLayout(body);
  column->setContentsMargins(margin, 6, margin, margin);
  column->addWidget(text_);
  column->addStretch();
  scroll_->setWidget(body);
  scroll_->setWidgetResizable(true);
  scroll_->setFrameShape(QFrame::NoFrame);
  scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  auto* head = new QVBoxLayout;
  head->setContentsMargins(margin, margin - 4, margin, 8);
  head->setSpacing(10);
  head->addWidget(heading_);
  head->addWidget(search_);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addLayout(head);
  layout->addWidget(scroll_, 1);
  connect(search_, &QLineEdit::textChanged, this, &ReadingWindow::narrowed);
  connect(text_, &LessonText::term_clicked, this, &ReadingWindow::term_clicked);
}

void ReadingWindow::set_theme(const Theme& theme) {
  theme_ = theme;
  paint_ground(*this, theme, theme.panel);
  scroll_->setStyleSheet(
      QStringLiteral("QScrollArea, #reading_body { background: %1; }").arg(theme.panel.name()) +
      scroll_style(theme));
  search_->setStyleSheet(font_style(theme, 10) + field_style(theme));
  dress(*heading_, theme.font(15, QFont::Bold), theme.text);
  text_->set_font(theme.font(10.5), theme.text, theme);
}

void ReadingWindow::set_terms(const LessonTerms* terms) {
  text_->set_terms(terms);
}

void ReadingWindow::set_text(const QString& heading, const QString& markdown) {
  heading_->setText(heading);
  text_->set_markdown(markdown);
  scroll_->verticalScrollBar()->setValue(0);
}

void ReadingWindow::add_search(const QString& placeholder) {
  search_->setPlaceholderText(placeholder);
  search_->setAccessibleName(placeholder);
  search_->setToolTip(plain_tip(placeholder));
  search_->show();
}

void ReadingWindow::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) {
    close();
    return;
  }
  QWidget::keyPressEvent(event);
}

}  // namespace synod::views
