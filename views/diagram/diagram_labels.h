// Places of the words on a diagram's messages, so that none lies on another.
#pragma once

#include <QRectF>
#include <limits>
#include <utility>
#include <vector>

#include "views/diagram/diagram_layout.h"

namespace synod::views {

/// How large words are, about: an upper bound that needs no font at hand.
struct LabelMeasure {
  double figure = 7;    ///< The widest figure of a ballot.
  double padding = 10;  ///< All that is around and between words.
  double height = 15;
  std::vector<double> kinds;  ///< The width of each kind's label.

  friend bool operator==(const LabelMeasure&, const LabelMeasure&) = default;
};

QSizeF label_size(const TracedMessage& message, const LabelMeasure& measure);

/// Boxes for the labels of messages, in page coordinates.
///  1. They depend on the layout alone and not on what is seen of it: scrolling moves no label.
///  2. Messages that ended first are placed first; those in flight, last. So a run that grows
///     moves no label that is a little way back.
class DiagramLabels {
 public:
  DiagramLabels() = default;
  static constexpr std::size_t all = static_cast<std::size_t>(-1);

  /// `trace` and `layout` must outlive the labels. No label lies across one of `cuts`, places along
  /// time: there a page ends. At most `most` labels are placed: see `follow`.
  DiagramLabels(const Trace& trace, const DiagramLayout& layout, const LabelMeasure& measure,
                const std::vector<double>& cuts = {}, std::size_t most = all);
  /// Takes in what the layout has grown by; costs what is new and what is still in flight. Looks
  /// for the places of about `most` messages; the others wait for another call.
  void follow(std::size_t most = all);
  /// Messages wait for another call.
  bool unfinished() const { return shown() && far_enough(settled_); }
  /// How far along time the labels have their places.
  double placed_to() const {
    return unfinished() ? layout_->along(ended_[settled_].by) : std::numeric_limits<double>::max();
  }

  /// Null where there was no room.
  QRectF box(std::size_t message) const {
    return message < boxes_.size() ? boxes_[message] : QRectF();
  }

 private:
  /// Places that are taken, found by where they are along time.
  class Taken {
   public:
    /// `box` is (along, across). False where it would lie on another.
    bool take(const QRectF& box);
    /// The same, whatever lies there.
    void put(const QRectF& box);
    /// What is taken from now on is given back by `give_back`.
    void lend() { lending_ = true; }
    void give_back();

   private:
    std::pair<std::size_t, std::size_t> range(const QRectF& box);

    std::vector<std::vector<QRectF>> boxes_;
    std::vector<std::size_t> lent_;  ///< Which of `boxes_` has it at its end.
    bool lending_ = false;
  };
  /// A message that is at its end, by the event that ended it.
  struct Ended {
    EventNumber by = 0;
    std::size_t message = 0;

    friend auto operator<=>(const Ended&, const Ended&) = default;
  };

  bool shown() const { return trace_ != nullptr && layout_->measure().step >= least_step; }
  void find_ended();
  void take_signs();
  void take_sign(QPointF at, double before, double after, double above);
  void place(std::size_t message);
  /// What `ended_` has there ended so long ago that its label will not move any more.
  bool far_enough(std::size_t ended) const;
  /// How far along time a label reaches from the end of its message's way.
  double reach() const;

  static constexpr double least_step = 9;  ///< Below it arrows stand too close for any word.

  const Trace* trace_ = nullptr;
  const DiagramLayout* layout_ = nullptr;
  LabelMeasure measure_;
  std::vector<double> lines_;
  Taken taken_;
  EventNumber signed_ = 0;              ///< The last event whose signs are taken.
  std::size_t known_ = 0;               ///< How many messages were looked at.
  std::vector<std::size_t> in_flight_;  ///< Those of them that are not at their end, ascending.
  std::vector<Ended> ended_;
  std::size_t settled_ = 0;             ///< How many of `ended_` have their place for good.
  std::vector<std::size_t> unsettled_;  ///< Messages whose place may yet be another.
  std::vector<QRectF> boxes_;
};

}  // namespace synod::views
