// Markdown set for paper.
#pragma once

#include <QColor>
#include <QTextDocument>
#include <memory>

#include "views/export/paper.h"
#include "views/lesson/lesson_picture.h"

namespace synod::views {

/// Letters, in pixels of a screen: 13 are some ten points.
struct PaperLetters {
  int pixels = 13;
  bool bold = false;
  QColor color = QColor("#1D2329");
};

/// Text of a width, laid out once. Make, draw and drop it on one thread.
class PaperText {
 public:
  /// Pictures are those of `pictures_at`, and their drawings stay vectors; none where it is empty.
  PaperText(const QString& markdown, double width, const PaperLetters& letters,
            const PicturePlace& pictures_at = {});

  double height() const;
  void paint(QPainter& painter, QPointF at) const;
  /// Its paragraphs, items and tables, each of which may stand on a page of its own, at `left`.
  /// Room of `above` stands before the first.
  std::vector<Slab> slabs(double left, double above) const;

 private:
  std::shared_ptr<QTextDocument> document_;
  QColor color_;
};

}  // namespace synod::views
