// Window of text beside the main one: the summary, the glossary, a teacher's notes.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QWidget>

#include "views/lesson/lesson_text.h"

namespace synod::views {

/// Shows a heading and Markdown. Escape closes it. It may stand on another screen.
class ReadingWindow : public QWidget {
  Q_OBJECT

 public:
  explicit ReadingWindow(const QString& title, QWidget* parent);

  void set_theme(const Theme& theme);
  void set_terms(const LessonTerms* terms);
  void set_text(const QString& heading, const QString& markdown);
  /// Adds a field above the text that narrows it down; its text comes as `narrowed`.
  void add_search(const QString& placeholder);
  QString text() const { return text_->toPlainText(); }
  QLineEdit* search_field() const { return search_; }

 signals:
  void narrowed(const QString& to);
  void term_clicked(const QString& id);

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  Theme theme_ = Theme::light();
  QLabel* heading_;
  QLineEdit* search_;
  LessonText* text_;
  QScrollArea* scroll_;
};

}  // namespace synod::views
