#include "views/lesson/lesson_text.h"

#include <QCursor>
#include <QKeyEvent>
#include <QRegularExpression>
#include <QTextBlock>
#include <QToolTip>
#include <algorithm>
#include <cmath>

#include "views/kit/translated.h"

namespace synod::views {

namespace {

constexpr double line_height = 138;  ///< Percent.
constexpr double paragraph_gap = 9;
/// Most pictures are drawn in less, and then the text needs to be laid out once only.
constexpr std::chrono::milliseconds usual_drawing{30};
constexpr std::chrono::milliseconds between_looks{60};

void space_out(QTextDocument& document) {
  QTextCursor cursor(&document);
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
    cursor.setPosition(block.position());
    QTextBlockFormat format = block.blockFormat();
    format.setLineHeight(line_height, QTextBlockFormat::ProportionalHeight);
    const bool last = !block.next().isValid();
    format.setTopMargin(0);
    format.setBottomMargin(last ? 0 : block.textList() != nullptr ? 3 : paragraph_gap);
    cursor.setBlockFormat(format);
  }
}

struct ShownPicture {
  int position = 0;
  int length = 0;
  QUrl name;
};

std::vector<ShownPicture> pictures_of(const QTextDocument& document) {
  std::vector<ShownPicture> pictures;
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
    for (auto it = block.begin(); !it.atEnd(); ++it)
      if (const QTextFragment part = it.fragment(); part.charFormat().isImageFormat())
        pictures.push_back(
            {part.position(), part.length(), QUrl(part.charFormat().toImageFormat().name())});
  return pictures;
}

/// Links in the accent's colour, with a dotted line where a term waits to be pointed at.
void dress_links(QTextDocument& document, const QColor& color) {
  QTextCursor cursor(&document);
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
    for (auto it = block.begin(); !it.atEnd(); ++it) {
      const QTextFragment part = it.fragment();
      QTextCharFormat format = part.charFormat();
      if (!format.isAnchor()) continue;
      const bool term = format.anchorHref().startsWith("term:");
      format.setUnderlineStyle(term ? QTextCharFormat::DotLine : QTextCharFormat::SingleUnderline);
      format.setUnderlineColor(color);
      if (term) {
        format.clearForeground();
      } else {
        format.setForeground(color);
      }
      cursor.setPosition(part.position());
      cursor.setPosition(part.position() + part.length(), QTextCursor::KeepAnchor);
      cursor.setCharFormat(format);
    }
}

}  // namespace

void read_markdown(QTextDocument& document, const QString& markdown) {
  // What GitHub links by itself: whatever looks like an address of the web or of a mailbox.
  constexpr int links_by_itself = 0x0004 | 0x0008 | 0x0400;
  constexpr int features =
      (QTextDocument::MarkdownDialectGitHub & ~links_by_itself) | QTextDocument::MarkdownNoHTML;
  document.setMarkdown(markdown, QTextDocument::MarkdownFeatures(features));
}

QString without_marks(const QString& markdown) {
  static const QRegularExpression stressed(
      QStringLiteral(R"((?<!\w)(\*{1,2})(?=\S)([^*]*[^*\s])\1(?!\w))"));
  QStringList parts = markdown.split(u'`');
  for (qsizetype i = 0; i < parts.size(); i += 2)  // The others are code: every sign is meant.
    parts[i].replace(stressed, QStringLiteral("\\2"));
  return parts.join(QString()).simplified();
}

QString term_tooltip(const LessonTerm& term) {
  QTextDocument meaning;
  read_markdown(meaning, term.meaning);
  QString text = QStringLiteral("<div style='width: 280px'><b>%1</b><br>%2</div>")
                     .arg(term.name.toHtmlEscaped(), meaning.toPlainText().toHtmlEscaped());
  if (!term.other_names.isEmpty())
    text += QStringLiteral("<div style='width: 280px; margin-top: 6px'><i>%1</i></div>")
                .arg(LessonText::tr("Also called: %1")
                         .arg(term.other_names.join(QStringLiteral(", ")))
                         .toHtmlEscaped());
  return text;
}

LessonText::LessonText(QWidget* parent) : QTextBrowser(parent) {
  setFrameShape(QFrame::NoFrame);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setOpenLinks(false);
  setOpenExternalLinks(false);
  setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::LinksAccessibleByMouse |
                          Qt::LinksAccessibleByKeyboard);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  viewport()->setAutoFillBackground(false);
  document()->setDocumentMargin(0);
  document()->setIndentWidth(20);
  setAccessibleName(tr("Lesson text"));
  unfinished_.setInterval(between_looks);
  connect(&unfinished_, &QTimer::timeout, this, &LessonText::look_for_pictures);
  connect(this, &QTextBrowser::highlighted, this, &LessonText::point_at);
  connect(this, &QTextBrowser::anchorClicked, this, &LessonText::follow);
}

void LessonText::set_font(const QFont& font, const QColor& color, const Theme& theme) {
  setFont(font);
  document()->setDefaultFont(font);
  QPalette colors = palette();
  colors.setColor(QPalette::Text, color);
  colors.setColor(QPalette::Base, Qt::transparent);
  colors.setColor(QPalette::Highlight, theme.accent);
  colors.setColor(QPalette::HighlightedText, theme.on_accent);
  setPalette(colors);
  link_color_ = theme.accent;
  lay_out();
}

void LessonText::set_markdown(const QString& markdown) {
  markdown_ = markdown;
  pictures_.clear();
  setFocusPolicy(markdown.contains("](") ? Qt::TabFocus : Qt::NoFocus);
  lay_out();
}

void LessonText::lay_out() {
  read_markdown(*document(), markdown_);
  tell_missing_pictures();
  space_out(*document());
  dress_links(*document(), link_color_);
  fit();
}

/// Where a picture can't be shown, or not yet, says so in its place.
void LessonText::tell_missing_pictures() {
  std::vector<ShownPicture> shown = pictures_of(*document());
  // From the end on, so that no place moves.
  std::reverse(shown.begin(), shown.end());
  for (const ShownPicture& place : shown) {
    const Result<QImage>* picture = picture_at(place.name);
    if (picture != nullptr && *picture) continue;
    QTextCursor cursor(document());
    cursor.setPosition(place.position);
    cursor.setPosition(place.position + place.length, QTextCursor::KeepAnchor);
    QTextCharFormat format;
    format.setFontItalic(true);
    const QString name = place.name.toString();
    cursor.insertText(
        picture == nullptr
            ? tr("[The picture %1 is being drawn…]").arg(name)
            : tr("[The picture %1 is not shown: %2.]").arg(name, translated(picture->error())),
        format);
  }
}

/// Drawn once for each text; null while it is being drawn.
const Result<QImage>* LessonText::picture_at(const QUrl& name) {
  const QString path = name.isRelative() && !name.hasQuery() ? name.path() : QString();
  const auto known = pictures_.find(path);
  if (known != pictures_.end()) return known->second.result({});
  const int room = std::max(viewport()->width(), 200);
  LessonPicture& picture = pictures_.emplace(path, LessonPicture(place_, path, room)).first->second;
  const Result<QImage>* result = picture.result(usual_drawing);
  if (result == nullptr) unfinished_.start();
  return result;
}

void LessonText::look_for_pictures() {
  const bool waiting = std::any_of(pictures_.begin(), pictures_.end(),
                                   [](auto& named) { return named.second.result({}) == nullptr; });
  if (waiting) return;
  unfinished_.stop();
  lay_out();
}

int LessonText::heightForWidth(int width) const {
  QTextDocument* text = document();
  const double before = text->textWidth();
  text->setTextWidth(width);
  const int height = static_cast<int>(std::ceil(text->size().height()));
  text->setTextWidth(before);
  return height;
}

QSize LessonText::sizeHint() const {
  return {240, height()};
}

void LessonText::fit() {
  const int width = viewport()->width();
  document()->setTextWidth(width);
  const int height = static_cast<int>(std::ceil(document()->size().height()));
  if (height != this->height()) setFixedHeight(std::max(height, 1));
}

void LessonText::resizeEvent(QResizeEvent* event) {
  QTextBrowser::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) fit();
}

QVariant LessonText::loadResource(int type, const QUrl& name) {
  if (type != QTextDocument::ImageResource) return {};
  const Result<QImage>* picture = picture_at(name);
  return picture != nullptr && *picture ? **picture : QVariant();
}

/// Keys of the window go to the window; this keeps only what walks through its links.
void LessonText::keyPressEvent(QKeyEvent* event) {
  switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
    case Qt::Key_Backtab: return QTextBrowser::keyPressEvent(event);
    default: break;
  }
  if (event->matches(QKeySequence::Copy)) return copy();
  event->ignore();
}

bool LessonText::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride) {
    event->ignore();
    return false;
  }
  return QTextBrowser::event(event);
}

void LessonText::point_at(const QUrl& link) {
  if (link.scheme() != "term" || terms_ == nullptr) return QToolTip::hideText();
  const auto term = terms_->constFind(link.path());
  if (term == terms_->constEnd()) return QToolTip::hideText();
  QToolTip::showText(QCursor::pos(), term_tooltip(*term), this, {}, 60'000);
}

void LessonText::follow(const QUrl& link) {
  if (link.scheme() == "term") return emit term_clicked(link.path());
  if (link.scheme().isEmpty() && link.path().isEmpty()) emit step_clicked(link.fragment());
}

}  // namespace synod::views
