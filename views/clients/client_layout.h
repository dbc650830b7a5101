// Places of lanes, bars and times in the picture of the clients: numbers only.
#pragma once

#include <QRectF>
#include <QSizeF>

#include "views/clients/client_lanes.h"

namespace synod::views {

/// Where everything stands in a picture of that size. Lengths are in pixels.
struct ClientLayout {
  QSizeF size;
  double scale = 1;   ///< Of letters and all around them.
  double step = 0.6;  ///< Pixels of one simulated millisecond.
  double from = 0;    ///< The simulated time at the left end of the lanes.
  double down = 0;    ///< How far the rows are scrolled up.
  std::size_t rows = 0;

  double px(double length) const { return length * scale; }
  double names() const { return px(112); }
  double axis() const { return px(20); }
  double row_height() const {
    const double room = size.height() - axis() - px(4);
    return std::clamp(room / static_cast<double>(std::max<std::size_t>(rows, 1)), px(22), px(40));
  }
  double height() const { return row_height() * static_cast<double>(rows) + axis() + px(4); }
  /// The part in which bars stand.
  QRectF field() const {
    return {names(), 0, std::max(0.0, size.width() - names()), size.height() - axis()};
  }
  double x(double ms) const { return names() + (ms - from) * step; }
  double time(double x) const { return from + (x - names()) / step; }
  double y(std::size_t row) const { return px(3) + static_cast<double>(row) * row_height() - down; }
  std::optional<std::size_t> row_at(double y_seen) const {
    const double row = (y_seen - px(3) + down) / row_height();
    if (row < 0 || row >= static_cast<double>(rows) || y_seen >= size.height() - axis())
      return std::nullopt;
    return static_cast<std::size_t>(row);
  }
  QRectF box(const ClientBar& bar, std::size_t row) const {
    const double left = x(static_cast<double>(bar.from.ms));
    const double right = std::max(x(static_cast<double>(bar.to.ms)), left + px(3));
    const double high = std::min(row_height() - px(5), px(26));
    return {left, y(row) + (row_height() - high) / 2, right - left, high};
  }
};

}  // namespace synod::views
