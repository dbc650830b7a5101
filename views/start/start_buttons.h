// Buttons of the start page's side.
#pragma once

#include <QAbstractButton>

#include "views/kit/theme.h"

namespace synod::views {

/// The big button: what to do, and an explanation below it.
class BigButton : public QAbstractButton {
  Q_OBJECT

 public:
  explicit BigButton(QWidget* parent = nullptr);
  void set_theme(const Theme& theme);
  void set_words(const QString& what, const QString& detail);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Theme theme_ = Theme::light();
  QString detail_;
};

/// A group of entries: its name, and how many it has. The one that is open stands out.
class DoorButton : public QAbstractButton {
  Q_OBJECT

 public:
  explicit DoorButton(const QString& name, const QString& help, QWidget* parent = nullptr);
  void set_theme(const Theme& theme);
  void set_count(const QString& count);
  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  Theme theme_ = Theme::light();
  QString count_;
};

}  // namespace synod::views
