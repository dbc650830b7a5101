// Transport bar at the top: title, play buttons, speed, and what else the window puts there.
#pragma once

#include <QAction>
#include <QLabel>
#include <QSlider>
#include <QToolButton>
#include <QWidget>

#include "model/world/protocol.h"
#include "views/kit/transport_button.h"

namespace synod::views {

/// The window's actions that move through the run. The bar draws them; none may be null.
struct TransportActions {
  QAction* to_start;
  QAction* back;
  QAction* play;
  QAction* step;
  QAction* phase;
  QAction* until_chosen;
};

class TransportBar : public QWidget {
  Q_OBJECT

 public:
  explicit TransportBar(const TransportActions& transport, const QList<QAction*>& others = {},
                        QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// A power of two from 1/16 to 16.
  double speed() const;
  /// Takes the power of two that is nearest. Emits speed_changed where that is another one.
  void set_speed(double speed);
  void set_playing(bool playing);
  /// What a click on the program's icon does.
  void set_home(QAction* home);
  /// What is open: the session's or the lesson's name.
  void set_title(const QString& title);
  /// The variant that runs in place of the right protocol: a sign says so. Null takes it away.
  void set_variant(const Variant* variant);

 signals:
  void speed_changed(double speed);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QWidget* build_title();
  QWidget* build_buttons(const TransportActions& transport);
  QWidget* build_others(const QList<QAction*>& others);
  void show_speed();
  QString slider_style() const;

  Theme theme_ = Theme::light();
  QToolButton* icon_ = nullptr;
  QLabel* name_ = nullptr;
  QLabel* title_ = nullptr;
  QLabel* variant_ = nullptr;
  QList<TransportButton*> buttons_;
  TransportButton* play_ = nullptr;
  QLabel* speed_label_ = nullptr;
  QSlider* speed_ = nullptr;  ///< In powers of two, from -4 to 4.
  QList<QToolButton*> others_;
};

}  // namespace synod::views
