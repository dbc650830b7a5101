// Clients along time: what each asked for and was told, and whether it fits one store.
#pragma once

#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QWidget>

#include "views/clients/clients_pane.h"

namespace synod::views {

/// The lanes, a few small tools beside them, and above them, where what clients were told fits no
/// order, a sentence that says why and a button that explains it.
class ClientsView : public QWidget {
  Q_OBJECT

 public:
  ClientsView(Selection* selection, Reason* reason, const LineTrace* line,
              QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// The line belongs to another history now.
  void line_exchanged();
  void show_frame(const Frame& frame);

  ClientsPane& pane() { return *pane_; }
  QLabel& verdict() { return *verdict_; }
  QPushButton& why_button() { return *why_; }
  QToolButton& zoom_out() { return *zoom_out_; }
  QToolButton& fit() { return *fit_; }
  QToolButton& zoom_in() { return *zoom_in_; }

 signals:
  void moment_requested(synod::MomentId moment);
  void why_requested(const synod::views::Target& target);
  /// The operations have no order: why is that?
  void violation_asked();
  /// Whether the cluster may have clients, so that there is something to show.
  void available(bool clients);

 private:
  QToolButton* add_tool(const QString& text, const QString& name, const QString& help);
  void build_verdict();
  void show_verdict(const Cluster& world);

  const LineTrace* line_;
  Theme theme_ = Theme::light();
  ClientsPane* pane_;
  QWidget* strip_;
  QLabel* sign_ = nullptr;
  QLabel* verdict_ = nullptr;
  QPushButton* why_ = nullptr;
  QWidget* tools_;
  QToolButton* zoom_out_ = nullptr;
  QToolButton* fit_ = nullptr;
  QToolButton* zoom_in_ = nullptr;
  EventNumber shown_at_ = 0;  ///< The violation that is told; 0 for none.
  bool told_ = false;         ///< Whether there are clients was said.
};

}  // namespace synod::views
