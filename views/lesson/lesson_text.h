// Markdown text in a widget, set for comfortable reading.
#pragma once

#include <QTextBrowser>
#include <QTimer>
#include <QWheelEvent>
#include <map>

#include "views/kit/theme.h"
#include "views/lesson/lesson_page.h"
#include "views/lesson/lesson_picture.h"

namespace synod::views {

/// Text as tall as it needs to be. Pointing at a term shows its meaning. Shows pictures of one
/// place only, and never asks a network.
class LessonText : public QTextBrowser {
  Q_OBJECT

 public:
  explicit LessonText(QWidget* parent = nullptr);

  /// Pictures are taken from there; none where it is empty.
  void set_pictures(const PicturePlace& place) {
    place_ = place;
    pictures_.clear();
  }
  void set_terms(const LessonTerms* terms) { terms_ = terms; }
  void set_font(const QFont& font, const QColor& color, const Theme& theme);
  /// Room at both sides.
  void set_inset(int pixels) { setViewportMargins(pixels, 0, pixels, 0); }
  void set_markdown(const QString& markdown);
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override { return {60, height()}; }

 signals:
  void term_clicked(const QString& id);
  /// A link to a step, by the heading's anchor.
  void step_clicked(const QString& anchor);

 protected:
  QVariant loadResource(int type, const QUrl& name) override;
  void doSetSource(const QUrl&, QTextDocument::ResourceType) override {}
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override { event->ignore(); }
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void lay_out();
  void tell_missing_pictures();
  const Result<QImage>* picture_at(const QUrl& name);
  void look_for_pictures();
  void fit();
  void point_at(const QUrl& link);
  void follow(const QUrl& link);

  PicturePlace place_;
  QString markdown_;
  std::map<QString, LessonPicture> pictures_;
  QTimer unfinished_;  ///< Runs while a picture is being drawn.
  const LessonTerms* terms_ = nullptr;
  QColor link_color_;
};

/// Reads Markdown into `document` as lessons have it: with tables, without HTML, and with links
/// only where somebody wrote one. `green@1.2` is no address.
void read_markdown(QTextDocument& document, const QString& markdown);

/// The words of one line of Markdown as a button shows them: without the marks around code and
/// around what is stressed. A lone asterisk, as in `x*2`, stays.
QString without_marks(const QString& markdown);

/// The meaning of a term as it pops up beside it.
QString term_tooltip(const LessonTerm& term);

}  // namespace synod::views
