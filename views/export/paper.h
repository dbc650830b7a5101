// Paper: pages of A4 that are filled from top to bottom.
#pragma once

#include <QByteArray>
#include <QPainter>
#include <QString>
#include <functional>
#include <vector>

namespace synod::views {

/// A piece of a page that is never cut. Lengths are in pixels of a screen, 96 to the inch.
struct Slab {
  double height = 0;
  double above = 0;        ///< Room above it, but at the top of a page.
  bool with_next = false;  ///< Stands on the same page as the one behind it.
  bool new_page = false;   ///< Begins a page.
  /// Draws it at (0, 0), `paper_width` wide.
  std::function<void(QPainter& painter)> paint;
};

/// How wide and how high what stands on a page may be.
inline constexpr double paper_width = (210 - 2 * 18) * 96 / 25.4;
inline constexpr double paper_height = (297 - 16 - 20) * 96 / 25.4;

/// Where a slab stands: `scale` is below 1 where it is higher than a page.
struct PlacedSlab {
  std::size_t slab = 0;
  double y = 0;
  double scale = 1;
};
/// The slabs by page. Those that stay together begin a page where the rest of one has no room for
/// them; only where they are more than a page, they are parted.
std::vector<std::vector<PlacedSlab>> paper_pages(const std::vector<Slab>& slabs);

/// All of it as a PDF, with `title` and the number of each page at its foot. `goes_on` is asked
/// before each page; where it says no, and where Qt could not write it, there are no bytes.
QByteArray pdf_of_paper(const std::vector<Slab>& slabs, const QString& title,
                        const std::function<bool(double share)>& goes_on);

}  // namespace synod::views
