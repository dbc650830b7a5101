#include "views/kit/plain_text.h"

#include <QTextDocument>

namespace synod::views {

namespace {

QMessageBox::StandardButton ask(QMessageBox::Icon icon, QWidget* parent, const QString& title,
                                const QString& text, QMessageBox::StandardButtons buttons) {
  QMessageBox box(icon, plain_title(title), {}, buttons, parent);
  // Before there is a text: with it Qt would look for its pictures.
  box.setTextFormat(Qt::PlainText);
  box.setText(text);
  return static_cast<QMessageBox::StandardButton>(box.exec());
}

}  // namespace

QLabel* plain_label(const QString& text, QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setTextFormat(Qt::PlainText);
  label->setText(text);
  return label;
}

QLabel* rich_label(QWidget* parent) {
  auto* label = new QLabel(parent);
  label->setTextFormat(Qt::RichText);
  return label;
}

QString plain_tip(const QString& text) {
  return Qt::mightBeRichText(text) ? Qt::convertFromPlainText(text) : text;
}

QString plain_entry(const QString& text) {
  return QString(text).replace(u'&', QLatin1String("&&"));
}

QString plain_title(const QString& text) {
  return QString(text).replace(QLatin1String("[*]"), QLatin1String("[*][*]"));
}

QMessageBox::StandardButton plain_question(QWidget* parent, const QString& title,
                                           const QString& text,
                                           QMessageBox::StandardButtons buttons) {
  return ask(QMessageBox::Question, parent, title, text, buttons);
}

void plain_warning(QWidget* parent, const QString& title, const QString& text) {
  ask(QMessageBox::Warning, parent, title, text, QMessageBox::Ok);
}

}  // namespace synod::views
