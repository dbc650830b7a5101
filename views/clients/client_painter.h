// Lanes of clients drawn: bars of operations, the present moment, and the axis of time.
#pragma once

#include <QPainter>
#include <functional>
#include <optional>

#include "views/clients/client_layout.h"
#include "views/kit/reason.h"
#include "views/kit/theme.h"

namespace synod::views {

/// All that a picture of the clients depends on.
struct ClientScene {
  const ClientLanes* lanes = nullptr;
  const History* history = nullptr;
  const Reason* reason = nullptr;
  const Theme* theme = nullptr;
  const Shape* shape = nullptr;
  ClientLayout layout;
  double now = 0;                           ///< The present moment, in simulated milliseconds.
  EventNumber present = 0;                  ///< The number of its event.
  bool hidden = false;                      ///< Nothing tells what comes after it.
  std::vector<OperationRef> without_order;  ///< They stand out.
  std::optional<OperationRef> pointed;
  std::optional<OperationRef> focused;
  std::vector<MomentId> lit;  ///< Events that are pointed at anywhere.
};

/// Draws what is in sight and nothing else.
class ClientPainter {
 public:
  ClientPainter(QPainter& painter, const ClientScene& scene) : p_(painter), s_(scene) {}

  void paint();

 private:
  /// Words of a bar that is too short for them.
  struct Beside {
    QPointF at;
    QString words;
    double opacity = 1;
    bool still_to_come = false;
  };

  double px(double length) const { return s_.layout.px(length); }
  void rows();
  void row(std::size_t row);
  void bar(std::size_t row, std::size_t place, const ClientBar& bar);
  double end_of_room(std::size_t row, std::size_t place) const;
  void label(const QRectF& box, const Operation& operation, bool wrong, const QColor& ink,
             double end);
  void words_beside(bool still_to_come);
  void effect(const QRectF& box, const Operation& operation);
  void names();
  void axis();
  void cursor();
  /// What a bar shows of an operation: while its answer is covered it is open.
  bool answered(const Operation& operation) const;
  double strength(const Operation& operation) const;
  bool is_lit(const Operation& operation) const;
  bool has_no_order(OperationRef name) const;
  MomentId moment(EventNumber number) const;

  QPainter& p_;
  const ClientScene& s_;
  std::vector<Beside> beside_;
};

}  // namespace synod::views
