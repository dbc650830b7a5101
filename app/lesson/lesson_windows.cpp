#include "app/lesson/lesson_windows.h"

#include <QAction>
#include <QFile>
#include <QTextDocument>
#include <algorithm>

#include "protocols/catalog.h"
#include "tutorials/glossary.h"
#include "views/kit/translated.h"

/// A library that is linked in needs to be told to bring what it carries.
static void bring_summaries() {
  Q_INIT_RESOURCE(summaries);
}

namespace synod::app {

namespace {

void to_front(QWidget& window) {
  window.show();
  window.raise();
  window.activateWindow();
}

bool mentions(const GlossaryTerm& term, const QString& word) {
  const auto has = [&](const std::string& text) {
    return QString::fromStdString(text).contains(word, Qt::CaseInsensitive);
  };
  return has(term.name) || std::any_of(term.other_names.begin(), term.other_names.end(), has);
}

QString entry_of(const GlossaryTerm& term) {
  QString text = QStringLiteral("**%1**  \n%2")
                     .arg(QString::fromStdString(term.name), QString::fromStdString(term.meaning));
  QStringList others;
  for (const std::string& other : term.other_names) others.append(QString::fromStdString(other));
  if (!others.isEmpty())
    text += QStringLiteral("  \n*%1*").arg(LessonWindows::tr("Also: %1").arg(others.join(", ")));
  return text;
}

}  // namespace

const views::LessonTerms& glossary_terms() {
  static const views::LessonTerms terms = [] {
    views::LessonTerms all;
    for (const GlossaryTerm& term : Glossary::built_in().terms()) {
      views::LessonTerm shown{
          QString::fromStdString(term.name), QString::fromStdString(term.meaning), {}};
      for (const std::string& other : term.other_names)
        shown.other_names.append(QString::fromStdString(other));
      all.insert(QString::fromStdString(term.id), shown);
    }
    return all;
  }();
  return terms;
}

QString meaning_of(const QString& term) {
  const GlossaryTerm* known = Glossary::built_in().find(term.toStdString());
  if (known == nullptr) return {};
  QTextDocument plain;
  views::read_markdown(plain, QString::fromStdString(known->meaning));
  QStringList others;
  for (const std::string& other : known->other_names) others.append(QString::fromStdString(other));
  if (others.isEmpty()) return plain.toPlainText();
  return plain.toPlainText() + "\n" + LessonWindows::tr("Also: %1").arg(others.join(", "));
}

LessonWindows::LessonWindows(const LessonController& lessons, QWidget* parent)
    : QObject(parent), lessons_(lessons), parent_(parent) {}

void LessonWindows::set_theme(const views::Theme& theme) {
  theme_ = theme;
  for (views::ReadingWindow* window : {summary_, glossary_, notes_})
    if (window != nullptr) window->set_theme(theme);
}

views::ReadingWindow* LessonWindows::make(const QString& title) {
  auto* window = new views::ReadingWindow(title, parent_);
  window->set_terms(&glossary_terms());
  window->set_theme(theme_);
  connect(window, &views::ReadingWindow::term_clicked, this, &LessonWindows::show_glossary);
  return window;
}

/// The page of the lesson's protocol; that of the usual one where no lesson is open.
void LessonWindows::fill_summary() {
  const std::string protocol =
      lessons_.is_open() ? lessons_.run().lesson().head.protocol : Setup().protocol;
  QFile file(QStringLiteral(":/summaries/%1.md").arg(QString::fromStdString(protocol)));
  const Protocol* known = find_protocol(protocol);
  if (known != nullptr && file.open(QIODevice::ReadOnly))
    summary_->set_text(tr("%1 on one page").arg(views::translated(known->info().title)),
                       QString::fromUtf8(file.readAll()));
}

void LessonWindows::toggle_summary() {
  if (summary_ == nullptr) {
    bring_summaries();
    summary_ = make(tr("Summary"));
  }
  if (summary_->isVisible() && summary_->isActiveWindow()) {
    summary_->hide();
  } else {
    fill_summary();
    to_front(*summary_);
  }
}

void LessonWindows::show_glossary(const QString& term) {
  if (glossary_ == nullptr) {
    glossary_ = make(tr("Glossary"));
    glossary_->add_search(tr("Find a word, by any of its names"));
    connect(glossary_, &views::ReadingWindow::narrowed, this, &LessonWindows::narrow_glossary);
    narrow_glossary({});
  }
  const GlossaryTerm* known = Glossary::built_in().find(term.toStdString());
  glossary_->search_field()->setText(known != nullptr ? QString::fromStdString(known->name)
                                                      : QString());
  to_front(*glossary_);
}

void LessonWindows::narrow_glossary(const QString& to) {
  QStringList entries;
  for (const GlossaryTerm& term : Glossary::built_in().terms())
    if (mentions(term, to.trimmed())) entries.append(entry_of(term));
  glossary_->set_text(tr("Glossary"),
                      entries.isEmpty() ? tr("No word of that name.") : entries.join("\n\n"));
}

/// Whoever reads the notes goes on with the same keys as in front of the main window, on the remote
/// too. Those with Ctrl stay there: here they would be pressed by mistake.
void LessonWindows::pass_keys_on(QWidget& window) const {
  const auto is_plain = [](const QKeySequence& keys) {
    return (keys[0].keyboardModifiers() & ~Qt::ShiftModifier) == Qt::NoModifier;
  };
  for (QAction* action : parent_->actions()) {
    const QList<QKeySequence> keys = action->shortcuts();
    const bool leaves = keys.contains(QKeySequence(Qt::Key_Escape));
    if (!leaves && !keys.isEmpty() && std::all_of(keys.begin(), keys.end(), is_plain))
      window.addAction(action);
  }
}

void LessonWindows::toggle_notes() {
  if (notes_ == nullptr) {
    notes_ = make(tr("Speaker notes"));
    pass_keys_on(*notes_);
  }
  refresh_notes();
  if (notes_->isVisible() && notes_->isActiveWindow()) {
    notes_->hide();
  } else {
    to_front(*notes_);
  }
}

void LessonWindows::refresh_notes() {
  if (notes_ == nullptr) return;
  if (!lessons_.is_open()) return notes_->set_text(tr("No lesson is open"), {});
  const LessonRun& run = lessons_.run();
  const QString notes = notes_of(run);
  notes_->set_text(QString::fromStdString(run.lesson().steps[run.step()].heading),
                   notes.isEmpty() ? tr("There are no notes on this step.") : notes);
}

}  // namespace synod::app
