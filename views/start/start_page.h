// Start page: four groups to choose from, and one big button that needs no choice.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>
#include <array>

#include "views/kit/error_bar.h"
#include "views/start/gallery.h"
#include "views/start/start_buttons.h"
#include "views/start/synonyms.h"

namespace synod::views {

/// Shows all entries by groups ("doors"). Typed letters go to the search, which covers all groups.
class StartPage : public QWidget {
  Q_OBJECT

 public:
  /// `draw` makes the pictures; see PictureQueue.
  explicit StartPage(PictureQueue::Draw draw, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void set_entries(StartEntries entries);
  /// The course that is open, as `set_entries` shows it from now on; an empty title for none.
  void set_course(const QString& title, const QString& summary);
  /// Synonyms for the search.
  void set_synonyms(Synonyms synonyms) { synonyms_ = std::move(synonyms); }
  /// The text of the button that goes back, "Back to the run"; empty for none.
  void set_way_back(const QString& what);
  /// Opens a group: shows its entries.
  void open_door(StartEntry::Kind kind);
  /// Says what could not be opened, and why.
  void show_error(const QString& why);
  /// Clears the search and gives the big button the focus.
  void begin();

  QString heading() const { return heading_->text(); }
  /// Hidden where no course is open.
  QPushButton& close_course() { return *close_course_; }
  BigButton& big_button() { return *big_; }
  QLineEdit& search() { return *search_; }
  ErrorBar& errors() { return *errors_; }
  Gallery& gallery() { return *gallery_; }
  DoorButton& door(StartEntry::Kind kind) { return *doors_[static_cast<std::size_t>(kind)]; }

 signals:
  void chosen(const synod::views::StartEntry& entry);
  void cluster_wanted();
  void file_wanted();
  /// The course that is open shall be closed.
  void course_left();
  /// Back to the run that is there already.
  void left();

 protected:
  void keyPressEvent(QKeyEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget* build_side();
  QWidget* build_middle();
  void show_what_is_wanted();
  void show_heading();
  void show_big_button();
  void show_counts();
  bool move_in_side(QObject* from, int key);
  DoorButton& open_one();

  Theme theme_ = Theme::light();
  StartEntries entries_;
  Synonyms synonyms_;
  StartEntry::Kind kind_ = StartEntry::Kind::lesson;
  QWidget* side_ = nullptr;
  QLabel* icon_ = nullptr;
  QLabel* name_ = nullptr;
  QLabel* promise_ = nullptr;
  BigButton* big_ = nullptr;
  std::array<DoorButton*, 4> doors_{};
  QPushButton* cluster_ = nullptr;
  QPushButton* file_ = nullptr;
  QPushButton* back_ = nullptr;
  QLabel* heading_ = nullptr;
  QPushButton* close_course_ = nullptr;
  QString course_;  ///< Its title; empty where none is open.
  QString course_summary_;
  QLineEdit* search_ = nullptr;
  ErrorBar* errors_ = nullptr;
  Gallery* gallery_;
};

}  // namespace synod::views
