// Transport button: a round-cornered button for one of the window's actions.
#pragma once

#include <QAbstractButton>
#include <QAction>

#include "views/kit/theme.h"

namespace synod::views {

/// Says and does what its action does; its tooltip names the key. Draws an icon of our own.
class TransportButton : public QAbstractButton {
 public:
  TransportButton(QAction* action, QString icon, bool primary, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void set_icon(const QString& icon);

  QSize sizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void enterEvent(QEnterEvent* event) override;
  void leaveEvent(QEvent* event) override;

 private:
  void follow_action();

  QAction* action_;
  QString icon_;
  bool primary_;
  Theme theme_ = Theme::light();
};

/// An action's text without the mark of its mnemonic or dots.
QString plain_text(const QAction& action);

/// "Step (→)": what an action does, and its key.
QString text_with_key(const QAction& action);

}  // namespace synod::views
