// Story in one line, to be read from the last row.
#pragma once

#include <QWidget>

#include "views/kit/frame.h"
#include "views/kit/theme.h"
#include "views/panels/story_model.h"

namespace synod::views {

/// The present event of a story, large: its number, its node, its sentences and its rule; and below
/// it, in less weight, what comes next. As high for a short event as for a long one, so that
/// nothing above it moves.
class StoryLine : public QWidget {
  Q_OBJECT

 public:
  /// `story` must outlive it, and have been shown the same frame.
  explicit StoryLine(const StoryModel* story, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void show_frame(const Frame& frame);

  /// What it says, as plain text.
  QString text() const;
  QString next_text() const { return next_; }
  /// Of the sentence, in pixels: smaller only where it is too long for two lines.
  int letters() const;

  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {200, sizeHint().height()}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  void read(const Frame& frame);
  QString html(double points) const;
  /// The largest size at which all of it fits.
  double fitting(double width) const;

  const StoryModel* story_;
  Theme theme_ = Theme::light();
  QString number_;
  QString node_;
  QString sentence_;
  QString rule_;
  QString next_;
  bool covered_ = false;
};

}  // namespace synod::views
