// Windows beside a lesson: the summary, the glossary, the speaker's notes.
#pragma once

#include <QObject>

#include "app/lesson/lesson_controller.h"
#include "views/lesson/reading_window.h"

namespace synod::app {

/// The terms of the glossary, as the views show them.
const views::LessonTerms& glossary_terms();
/// What a term means and how else books call it, as plain text; empty where it is no term.
QString meaning_of(const QString& term);

/// Windows that are made when they are first asked for.
class LessonWindows : public QObject {
  Q_OBJECT

 public:
  LessonWindows(const LessonController& lessons, QWidget* parent);

  void set_theme(const views::Theme& theme);
  /// One page on the lesson's protocol; away again where it is in front already.
  void toggle_summary();
  /// The whole glossary, or the part of it around one term.
  void show_glossary(const QString& term = {});
  void toggle_notes();
  /// The lesson shows another step.
  void refresh_notes();

  views::ReadingWindow* summary() const { return summary_; }
  views::ReadingWindow* glossary() const { return glossary_; }
  views::ReadingWindow* notes() const { return notes_; }

 private:
  views::ReadingWindow* make(const QString& title);
  void pass_keys_on(QWidget& window) const;
  void fill_summary();
  void narrow_glossary(const QString& to);

  const LessonController& lessons_;
  QWidget* parent_;
  views::Theme theme_ = views::Theme::light();
  views::ReadingWindow* summary_ = nullptr;
  views::ReadingWindow* glossary_ = nullptr;
  views::ReadingWindow* notes_ = nullptr;
};

}  // namespace synod::app
