// One entry of the start page: its picture, its title and what it is about.
#pragma once

#include <QAbstractButton>

#include "views/start/picture_queue.h"
#include "views/start/start_entry.h"
#include "views/theme.h"

namespace synod::views {

class Card : public QAbstractButton {
  Q_OBJECT

 public:
  /// `pictures` must outlive the card.
  Card(StartEntry entry, PictureQueue& pictures, QWidget* parent);

  const StartEntry& entry() const { return entry_; }
  void set_theme(const Theme& theme);
  /// How high a card of that width is.
  static int height_for(int width, const Theme& theme);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void draw_picture(QPainter& painter, const QRectF& box);
  void draw_words(QPainter& painter, const QRectF& box);
  void draw_progress(QPainter& painter, const QRectF& box);
  double px(double size) const { return size * theme_.scale; }

  StartEntry entry_;
  PictureQueue& pictures_;
  Theme theme_ = Theme::light();
};

/// `text` in at most `lines` lines of `width`, each its own; the last ends with … where there is
/// more.
QStringList folded(const QString& text, const QFont& font, double width, int lines);

}  // namespace synod::views
