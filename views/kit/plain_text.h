// Plain text in widgets: Qt takes a text that looks like HTML for HTML, whoever wrote it.
#pragma once

#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QString>

namespace synod::views {

/// A label that shows its text as it stands.
QLabel* plain_label(const QString& text = {}, QWidget* parent = nullptr);
inline QLabel* plain_label(QWidget* parent) {
  return plain_label({}, parent);
}
/// A label whose text is HTML that Synod made: whoever fills it escapes what a file brought.
QLabel* rich_label(QWidget* parent = nullptr);

/// `text` as a tooltip that shows it as it stands.
QString plain_tip(const QString& text);
/// `text` on a button, a tab or in a menu, where & would underline the next letter.
QString plain_entry(const QString& text);
/// `text` in the title of a window, where [*] would mean that something is not saved.
QString plain_title(const QString& text);

/// A message box that shows `text` as it stands.
QMessageBox::StandardButton plain_question(QWidget* parent, const QString& title,
                                           const QString& text,
                                           QMessageBox::StandardButtons buttons = QMessageBox::Yes |
                                                                                  QMessageBox::No);
void plain_warning(QWidget* parent, const QString& title, const QString& text);

}  // namespace synod::views
