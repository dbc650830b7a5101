#include "views/export/paper.h"

#include <QCoreApplication>
#include <algorithm>

#include "views/export/drawing.h"
#include "views/kit/theme.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Export)
};

constexpr double sheet_per_mm = 96 / 25.4;
constexpr QSizeF sheet_millimetres(210, 297);
constexpr double side_margin = 18 * sheet_per_mm;
constexpr double top_margin = 16 * sheet_per_mm;
constexpr double foot_line = (297 - 11) * sheet_per_mm;

double height_of(const Slab& slab) {
  return std::min(slab.height, paper_height);
}

/// Fills pages.
class PageFiller {
 public:
  explicit PageFiller(const std::vector<Slab>& slabs) : slabs_(slabs) {}

  std::vector<std::vector<PlacedSlab>> pages() {
    std::size_t group_end = 0;
    for (std::size_t i = 0; i < slabs_.size(); ++i) {
      if (i == group_end) group_end = begin_group(i);
      place(i);
    }
    return std::move(pages_);
  }

 private:
  bool is_fresh() const { return !pages_.empty() && pages_.back().empty(); }
  double room() const { return pages_.empty() ? 0 : paper_height - y_; }
  void turn() {
    pages_.emplace_back();
    y_ = 0;
  }

  /// Where those that stay together with slab `i` end; they begin a page where that helps.
  std::size_t begin_group(std::size_t i) {
    double height = height_of(slabs_[i]);
    std::size_t end = i + 1;
    for (; end < slabs_.size() && slabs_[end - 1].with_next && !slabs_[end].new_page; ++end)
      height += slabs_[end].above + height_of(slabs_[end]);
    const bool fits = height + (is_fresh() ? 0 : slabs_[i].above) <= room();
    if (slabs_[i].new_page || (!fits && !is_fresh())) turn();
    return end;
  }

  void place(std::size_t i) {
    const Slab& slab = slabs_[i];
    if (!is_fresh() && y_ + slab.above + height_of(slab) > paper_height) turn();
    if (!is_fresh()) y_ += slab.above;
    pages_.back().push_back({i, y_, slab.height > paper_height ? paper_height / slab.height : 1});
    y_ += height_of(slab);
  }

  const std::vector<Slab>& slabs_;
  std::vector<std::vector<PlacedSlab>> pages_;
  double y_ = 0;
};

void paint_foot(QPainter& painter, const QString& title, std::size_t page, std::size_t pages) {
  const QRectF foot(side_margin, foot_line - 10, paper_width, 20);
  QFont font = Theme::light().font(8);
  font.setPixelSize(11);
  painter.setFont(font);
  painter.setPen(QColor("#4A525C"));
  const QString number = Texts::tr("Page %1 of %2").arg(page + 1).arg(pages);
  painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, number);
  const double room = paper_width - painter.fontMetrics().horizontalAdvance(number) - 20;
  painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter,
                   painter.fontMetrics().elidedText(title, Qt::ElideRight, static_cast<int>(room)));
}

}  // namespace

std::vector<std::vector<PlacedSlab>> paper_pages(const std::vector<Slab>& slabs) {
  return PageFiller(slabs).pages();
}

QByteArray pdf_of_paper(const std::vector<Slab>& slabs, const QString& title,
                        const std::function<bool(double share)>& goes_on) {
  const auto pages = paper_pages(slabs);
  const auto paint = [&](QPainter& painter, std::size_t page) {
    if (!goes_on(static_cast<double>(page) / static_cast<double>(pages.size()))) return false;
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    for (const PlacedSlab& placed : pages[page]) {
      painter.save();
      painter.translate(side_margin, top_margin + placed.y);
      painter.scale(placed.scale, placed.scale);
      slabs[placed.slab].paint(painter);
      painter.restore();
    }
    paint_foot(painter, title, page, pages.size());
    return true;
  };
  return pdf_of_pages(sheet_millimetres * sheet_per_mm, sheet_millimetres, title, pages.size(),
                      paint);
}

}  // namespace synod::views
