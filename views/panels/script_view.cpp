#include "views/panels/script_view.h"

#include <QClipboard>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QScrollBar>
#include <QTextBlock>
#include <QVBoxLayout>
#include <algorithm>

#include "views/kit/icons.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::views {

ScriptView::ScriptView(QWidget* parent)
    : QWidget(parent),
      edit_(new QPlainTextEdit(this)),
      copy_(new QPushButton(tr("Copy"), this)),
      cover_(plain_label(tr("Covered: the script tells what comes next. Ask the class first."),
                         this)) {
  auto* row = new QHBoxLayout(this);
  row->addWidget(edit_, 1);
  row->addWidget(cover_, 1);
  cover_->hide();
  cover_->setAlignment(Qt::AlignCenter);
  cover_->setWordWrap(true);
  row->addWidget(copy_, 0, Qt::AlignTop);
  edit_->setReadOnly(true);
  // Without a caret: it would promise that one can type. Ctrl+A and Ctrl+C work all the same.
  edit_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  edit_->setFrameShape(QFrame::NoFrame);
  edit_->setAccessibleName(tr("The session as a script"));
  copy_->setToolTip(tr("Copy the whole script"));
  copy_->setAccessibleName(tr("Copy the script"));
  connect(copy_, &QPushButton::clicked, this,
          [this] { QGuiApplication::clipboard()->setText(text()); });
  set_theme(theme_);
}

void ScriptView::set_text(const QString& script) {
  if (script == text_) return;
  const bool follows = edit_->verticalScrollBar()->value() == edit_->verticalScrollBar()->maximum();
  const int place = edit_->verticalScrollBar()->value();
  // A script that only grew keeps its selection and costs no more than what is new: the last lines
  // may be others, "step 8" for "step 7", and all before them stay.
  const auto differ = std::mismatch(text_.begin(), text_.end(), script.begin(), script.end());
  auto same = static_cast<int>(differ.first - text_.begin());
  if (same > 0 && text_.at(same - 1).isHighSurrogate()) --same;
  QTextCursor end(edit_->document());
  end.setPosition(same);
  end.movePosition(QTextCursor::End, QTextCursor::KeepAnchor);
  end.insertText(script.mid(same));
  text_ = script;
  mark_last_line();
  edit_->verticalScrollBar()->setValue(follows ? edit_->verticalScrollBar()->maximum() : place);
}

void ScriptView::cover(bool covered) {
  cover_->setVisible(covered);
  edit_->setVisible(!covered);
  copy_->setVisible(!covered);
}

QString ScriptView::text() const {
  return text_;
}

void ScriptView::mark_last_line() {
  QTextBlock last = edit_->document()->lastBlock();
  while (last.text().trimmed().isEmpty() && last.previous().isValid()) last = last.previous();
  QTextEdit::ExtraSelection mark;
  mark.cursor = QTextCursor(last);
  mark.format.setBackground(theme_.soft);
  mark.format.setProperty(QTextFormat::FullWidthSelection, true);
  edit_->setExtraSelections({mark});
}

void ScriptView::set_theme(const Theme& theme) {
  theme_ = theme;
  paint_ground(*this, theme, theme.panel);
  paint_ground(*edit_, theme, theme.panel);
  QPalette palette = edit_->palette();
  palette.setColor(QPalette::Base, theme.panel);
  edit_->setPalette(palette);
  QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
  font.setPointSizeF(9.5 * theme.scale);
  edit_->setFont(font);
  edit_->verticalScrollBar()->setStyleSheet(scroll_style(theme));
  copy_->setStyleSheet(button_style(theme));
  copy_->setFont(theme.font(9.5));
  dress(*cover_, theme.font(10), theme.muted);
  copy_->setIcon(icon(QStringLiteral("copy"), theme.text));
  mark_last_line();
}

}  // namespace synod::views
