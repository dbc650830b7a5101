#include "views/panels/transport_bar.h"

namespace synod::views {

TransportBar::TransportBar(const TransportActions&, const QList<QAction*>&, QWidget* parent)
    : QWidget(parent) {}

void TransportBar::set_theme(const Theme&) {}

void TransportBar::set_speed(double) {}

void TransportBar::set_playing(bool) {}

void TransportBar::set_title(const QString&) {}

double TransportBar::speed() const {
  return 1;
}

}  // namespace synod::views
