#include "views/export/paper_text.h"

#include <QAbstractTextDocumentLayout>
#include <QDir>
#include <QSvgRenderer>
#include <QTextBlock>
#include <QTextFrame>
#include <QTextObjectInterface>
#include <QTextTable>
#include <QUrl>
#include <cmath>

#include "model/files/picture_file.h"
#include "views/kit/theme.h"
#include "views/lesson/lesson_picture.h"
#include "views/lesson/lesson_text.h"

namespace synod::views {

namespace {

constexpr double paper_line_height = 128;  ///< Percent.
constexpr double paper_paragraph_gap = 7;
/// Dots of a picture of pixels for one of a screen: some 300 to the inch.
constexpr int dots = 3;
/// No picture of a lesson is higher: its words shall find room beside it.
constexpr double highest_picture = paper_height / 2;
/// As long as a reader in the window would wait for it.
constexpr std::chrono::milliseconds paper_patience{3'100};

/// The pictures of one document: vectors where they can be.
class PaperPictures : public QObject, public QTextObjectInterface {
  Q_OBJECT
  Q_INTERFACES(QTextObjectInterface)

 public:
  PaperPictures(const PicturePlace& place, double width, QObject* parent)
      : QObject(parent), place_(place), width_(width) {}

  QSizeF intrinsicSize(QTextDocument* /*document*/, int /*place*/,
                       const QTextFormat& format) override {
    const QSizeF natural = picture_of(format).size;
    if (natural.isEmpty()) return {0, 0};
    const double scale =
        std::min({1.0, width_ / natural.width(), highest_picture / natural.height()});
    return natural * scale;
  }
  void drawObject(QPainter* painter, const QRectF& rect, QTextDocument* /*document*/, int /*place*/,
                  const QTextFormat& format) override {
    const Picture& picture = picture_of(format);
    if (picture.vectors)
      picture.vectors->render(painter, rect);
    else if (!picture.image.isNull())
      painter->drawImage(rect, picture.image);
  }
  bool has(const QTextFormat& format) { return !picture_of(format).size.isEmpty(); }

 private:
  struct Picture {
    QSizeF size;
    QImage image;
    std::shared_ptr<QSvgRenderer> vectors;
  };

  const Picture& picture_of(const QTextFormat& format) {
    const QString name = format.toImageFormat().name();
    const auto [at, fresh] = known_.try_emplace(name);
    if (fresh) at->second = read(name);
    return at->second;
  }

  /// What the window would show, and what it would not is not drawn here either: a drawing that
  /// takes too long, say.
  Picture read(const QString& name) const {
    LessonPicture shown(place_, name, static_cast<int>(width_ * dots));
    const Result<QImage>* image = shown.result(paper_patience);
    if (image == nullptr || !*image) return {};
    Picture picture{QSizeF((*image)->size()), **image, {}};
    const auto file = picture_in(place_, name);
    if (!file || file->kind != PictureKind::svg) return picture;
    picture.vectors = std::make_shared<QSvgRenderer>(QByteArray::fromStdString(file->bytes));
    if (!picture.vectors->defaultSize().isEmpty()) picture.size = picture.vectors->defaultSize();
    return picture;
  }

  PicturePlace place_;
  double width_;
  std::map<QString, Picture> known_;
};

QFont paper_font(const PaperLetters& letters) {
  QFont font = Theme::paper().font(10, letters.bold ? QFont::DemiBold : QFont::Normal);
  font.setPixelSize(letters.pixels);
  font.setHintingPreference(QFont::PreferNoHinting);
  return font;
}

/// Links lead nowhere on paper, and look like any other word.
void undress_links(QTextDocument& document) {
  QTextCursor cursor(&document);
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
    for (auto it = block.begin(); !it.atEnd(); ++it) {
      const QTextFragment part = it.fragment();
      QTextCharFormat format = part.charFormat();
      if (!format.isAnchor()) continue;
      format.setAnchor(false);
      format.setAnchorHref({});
      format.clearForeground();
      format.setFontUnderline(false);
      format.setUnderlineStyle(QTextCharFormat::NoUnderline);
      cursor.setPosition(part.position());
      cursor.setPosition(part.position() + part.length(), QTextCursor::KeepAnchor);
      cursor.setCharFormat(format);
    }
}

/// Where a picture can't be shown its words stand.
void tell_of_missing(QTextDocument& document, PaperPictures& pictures) {
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
    for (auto it = block.begin(); !it.atEnd();) {
      const QTextFragment part = it.fragment();
      const QTextCharFormat format = part.charFormat();
      ++it;
      if (!format.isImageFormat() || pictures.has(format)) continue;
      const QString words = format.property(QTextFormat::ImageAltText).toString();
      QTextCursor cursor(&document);
      cursor.setPosition(part.position());
      cursor.setPosition(part.position() + part.length(), QTextCursor::KeepAnchor);
      cursor.insertText(words, QTextCharFormat());
      it = block.begin();
    }
}

bool is_code(const QTextBlock& block) {
  return block.isValid() && block.blockFormat().hasProperty(QTextFormat::BlockCodeFence);
}

void space_out_paper(QTextDocument& document) {
  QTextCursor cursor(&document);
  for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
    cursor.setPosition(block.position());
    QTextBlockFormat format = block.blockFormat();
    format.setLineHeight(paper_line_height, QTextBlockFormat::ProportionalHeight);
    const bool within = is_code(block) && is_code(block.next());
    const bool last = !block.next().isValid() || cursor.currentTable() != nullptr;
    format.setTopMargin(0);
    format.setBottomMargin(last || within ? 0
                           : block.textList() != nullptr && block.next().textList() != nullptr
                               ? 2
                               : paper_paragraph_gap);
    cursor.setBlockFormat(format);
  }
}

void dress_tables(QTextDocument& document) {
  for (QTextFrame* frame : document.rootFrame()->childFrames())
    if (auto* table = qobject_cast<QTextTable*>(frame)) {
      QTextTableFormat format = table->format();
      format.setBorder(0.5);
      format.setBorderCollapse(true);
      format.setBorderBrush(QColor("#B4BBC3"));
      format.setCellPadding(4);
      format.setCellSpacing(0);
      format.setMargin(0);
      format.setBottomMargin(paper_paragraph_gap);
      table->setFormat(format);
    }
}

}  // namespace

PaperText::PaperText(const QString& markdown, double width, const PaperLetters& letters,
                     const PicturePlace& pictures_at)
    : document_(std::make_shared<QTextDocument>()), color_(letters.color) {
  document_->setDocumentMargin(0);
  document_->setIndentWidth(20);
  document_->setUseDesignMetrics(true);
  document_->setDefaultFont(paper_font(letters));
  auto* pictures = new PaperPictures(pictures_at, width, document_.get());
  document_->documentLayout()->registerHandler(QTextFormat::ImageObject, pictures);
  read_markdown(*document_, markdown);
  undress_links(*document_);
  tell_of_missing(*document_, *pictures);
  space_out_paper(*document_);
  dress_tables(*document_);
  document_->setTextWidth(width);
}

double PaperText::height() const {
  return document_->size().height();
}

namespace {

void draw_part(QTextDocument& document, QPainter& painter, const QRectF& part,
               const QColor& color) {
  QAbstractTextDocumentLayout::PaintContext context;
  context.palette.setColor(QPalette::Text, color);
  context.clip = part;
  document.documentLayout()->draw(&painter, context);
}

}  // namespace

void PaperText::paint(QPainter& painter, QPointF at) const {
  painter.save();
  painter.translate(at);
  draw_part(*document_, painter, QRectF({0, 0}, document_->size()), color_);
  painter.restore();
}

std::vector<Slab> PaperText::slabs(double left, double above) const {
  std::vector<Slab> slabs;
  const QAbstractTextDocumentLayout& layout = *document_->documentLayout();
  double bottom = 0;
  QTextFrame* root = document_->rootFrame();
  for (auto it = root->begin(); !it.atEnd(); ++it) {
    QTextFrame* frame = it.currentFrame();
    const QTextBlock block = it.currentBlock();
    const QRectF part =
        frame != nullptr ? layout.frameBoundingRect(frame) : layout.blockBoundingRect(block);
    // Qt puts an empty line behind a table.
    if (frame == nullptr && block.text().isEmpty()) continue;
    Slab slab;
    slab.height = part.height();
    slab.above = slabs.empty() ? above : std::max(0.0, part.top() - bottom);
    slab.with_next = frame == nullptr && is_code(block) && is_code(block.next());
    slab.paint = [document = document_, part, left, color = color_](QPainter& painter) {
      painter.save();
      painter.translate(left, -part.top());
      painter.setClipRect(part.adjusted(-40, 0, 40, 0));
      draw_part(*document, painter, part, color);
      painter.restore();
    };
    bottom = part.bottom();
    slabs.push_back(std::move(slab));
  }
  return slabs;
}

}  // namespace synod::views

#include "paper_text.moc"
