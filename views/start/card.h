// Card of an entry of the start page: its picture, its title and what it is about.
#pragma once

#include <QAbstractButton>
#include <QFontMetricsF>
#include <QStringList>
#include <array>

#include "views/kit/theme.h"
#include "views/start/picture_queue.h"
#include "views/start/start_entry.h"

namespace synod::views {

class Card : public QAbstractButton {
  Q_OBJECT

 public:
  /// `pictures` must outlive the card.
  Card(StartEntry entry, PictureQueue& pictures, QWidget* parent);

  const StartEntry& entry() const { return entry_; }
  void set_theme(const Theme& theme);
  /// How high a card of that width must be to hold all of its words.
  int height_for(int width) const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  /// Words of one kind: broken into lines, and how they look.
  struct Words {
    QStringList lines;
    QFont font;
    QColor color;
    double height() const { return QFontMetricsF(font).height() * double(lines.size()); }
  };
  /// Title, text and facts, in lines of that width.
  std::array<Words, 3> words_for(double width) const;
  QString facts() const;
  void draw_picture(QPainter& painter, const QRectF& box);
  void draw_words(QPainter& painter, const QRectF& box);
  void draw_progress(QPainter& painter, const QRectF& box);
  double px(double size) const { return size * theme_.scale; }

  StartEntry entry_;
  PictureQueue& pictures_;
  Theme theme_ = Theme::light();
};

/// `text` in lines of `width`, each its own; a word that is longer is broken.
QStringList folded(const QString& text, const QFont& font, double width);

}  // namespace synod::views
