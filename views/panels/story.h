// Story: the run as a list of sentences.
#pragma once

#include <QListView>
#include <QWidget>

#include "views/kit/frame.h"
#include "views/kit/reason.h"
#include "views/kit/selection.h"
#include "views/kit/theme.h"
#include "views/panels/story_delegate.h"
#include "views/panels/story_model.h"

namespace synod::views {

/// One row an event of History::line(); the present one stands out, and the last row tells what is
/// next. A click or Enter goes to the event; Ctrl+C copies the chosen rows.
class Story : public QWidget {
  Q_OBJECT

 public:
  explicit Story(Selection* selection, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// `history` must outlive the story or be replaced; null shows nothing.
  void set_history(const History* history);
  void show_frame(const Frame& frame);
  /// While `reason` is active, what is none of it fades. It must outlive the story.
  void set_reason(const Reason* reason);

  const StoryModel& model() const { return *model_; }
  QListView& list() { return *list_; }
  /// The chosen rows as lines of text.
  QString chosen_text() const;

  QSize sizeHint() const override { return {800, static_cast<int>(150 * theme_.scale)}; }

 signals:
  void moment_requested(synod::MomentId moment);
  void why_requested(const synod::views::Target& target);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void go_to(const QModelIndex& row);
  void point_at(const QModelIndex& row);
  void follow();
  void show_present();
  /// Lights the row of what is pointed at elsewhere, as long as it is.
  void show_hovered();

  Selection* selection_;
  Theme theme_ = Theme::light();
  StoryModel* model_;
  StoryDelegate* delegate_;
  QListView* list_;
  int followed_ = -2;  ///< The row that was last scrolled to, and among how many.
  int followed_rows_ = 0;
};

}  // namespace synod::views
