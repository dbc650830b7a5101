// Cards under headings, as many beside each other as there is room for.
#pragma once

#include <QLabel>
#include <QScrollArea>
#include <vector>

#include "views/start/card.h"

namespace synod::views {

/// The arrow keys go from card to card; Enter opens.
class Gallery : public QScrollArea {
  Q_OBJECT

 public:
  explicit Gallery(PictureQueue::Draw draw, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// Shows `entries` under their groups' headings; `nothing` is said where there are none.
  void show_entries(const StartEntries& entries, const QString& nothing);
  const std::vector<Card*>& cards() const { return cards_; }
  const PictureQueue& pictures() const { return pictures_; }
  void focus_first();

 signals:
  void chosen(const synod::views::StartEntry& entry);
  /// An arrow key led out of it.
  void left_upwards();
  void left_sideways();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Heading {
    QLabel* label;
    std::size_t before;  ///< The card that it stands over.
  };
  void arrange();
  int row_height(std::size_t first, int width) const;
  bool move_from(std::size_t card, int key);
  void dress();

  Theme theme_ = Theme::light();
  PictureQueue pictures_;
  QWidget* ground_;
  QLabel* nothing_;
  std::vector<Card*> cards_;
  std::vector<Heading> headings_;
  int across_ = 1;
};

}  // namespace synod::views
