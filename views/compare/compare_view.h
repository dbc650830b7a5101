// Comparison of two clusters side by side, with one transport bar and one timeline.
#pragma once

#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <functional>

#include "model/side_by_side/twin.h"
#include "views/compare/compare_side.h"
#include "views/compare/twin_timeline.h"
#include "views/kit/error_bar.h"
#include "views/kit/frame.h"
#include "views/panels/propose_bar.h"
#include "views/panels/transport_bar.h"

namespace synod::views {

/// A cluster that can be put on the right.
struct CompareChoice {
  QString name;
  QString help;
  QString problem;  ///< Why it can't be chosen now; empty where it can.
};

/// Shows a twin that somebody else moves. Gestures on either canvas ask for actions on both.
class CompareView : public QWidget {
  Q_OBJECT

 public:
  explicit CompareView(const TransportActions& transport, const QList<QAction*>& others,
                       QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// What stands on the left, and what may stand on the right.
  void set_names(const QString& left, const std::vector<CompareChoice>& choices, int chosen);
  /// Says above both sides what they are to each other, and outlines the node that it is about;
  /// empty and `none()` where they are one schedule in two clusters.
  void set_claim(const QString& claim, NodeId about);
  QString told_claim() const { return claim_->text(); }
  /// Another twin, or one that has grown; it must live until the next call. Null: none, as long as
  /// one is made.
  void set_twin(const Twin* twin);
  void show_frames(const Both<Frame>& frames, double position);
  /// How far the making of a twin has come.
  void show_progress(int done, int total);
  void show_error(const QString& why) { errors_->show_message(why); }
  void show_notice(const QString& notice, const QString& offer, std::function<void()> then) {
    errors_->show_notice(notice, offer, std::move(then));
  }

  TransportBar& transport() { return *transport_; }
  CompareSide& side(Side side) { return *sides_[side]; }
  /// Asks proposers of the left.
  ProposeBar& propose_bar() { return *propose_; }
  TwinTimeline& timeline() { return *timeline_; }
  QString told_notice() const { return errors_->message(); }
  /// Where the two stand to their parting, and what differs.
  QString told() const { return standing_->text(); }
  QString told_differences() const { return differing_->text(); }

 public slots:
  void zoom_in();
  void zoom_out();
  void zoom_reset();

 signals:
  void action_requested(synod::Side side, const synod::Action& action);
  void propose_requested(synod::Side side, synod::NodeId node);
  void step_requested(quint32 step);
  void scrubbed(double position);
  void chosen(int choice);
  /// Why is `invariant` violated on that side?
  void why_violated(synod::Side side, const std::string& invariant);
  /// The making of a twin shall end.
  void cancelled();

 private:
  QWidget* build_sides();
  QWidget* build_words();
  void wire(Side side);
  void go_to_moment(Side side, MomentId moment);
  void tell();
  static QString nothing_differs(const Twin& twin);

  Theme theme_ = Theme::light();
  const Twin* twin_ = nullptr;
  std::uint32_t told_step_ = 0;
  std::uint32_t told_size_ = 0;
  TransportBar* transport_;
  Both<CompareSide*> sides_;
  QLabel* claim_;
  QWidget* divider_ = nullptr;
  QStackedWidget* words_ = nullptr;
  QLabel* standing_ = nullptr;
  QLabel* differing_ = nullptr;
  QLabel* busy_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QPushButton* cancel_ = nullptr;
  ProposeBar* propose_;
  QWidget* below_ = nullptr;  ///< The words and the bar.
  TwinTimeline* timeline_;
  ErrorBar* errors_;
};

}  // namespace synod::views
