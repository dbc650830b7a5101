// Rows of the story: the events of the line.
#pragma once

#include <QAbstractListModel>
#include <QTimer>
#include <vector>

#include "model/line/recovery_course.h"
#include "views/kit/level_of_detail.h"
#include "views/kit/reason.h"
#include "views/kit/translated.h"

namespace synod::views {

/// A row for each event of History::line(); at the end of the line one more row tells what is due.
/// A heading stands above the event at which a change of leader comes to another stage; in a long
/// run they are looked for little by little, while the window goes on.
/// Events are worked out when they are asked for, so a long run costs no more than what is seen.
class StoryModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role {
    number_role = Qt::UserRole,
    node_role,
    sentence_role,
    rule_role,
    moment_role,
    when_role,
    share_role,   ///< What the event is to the explanation that is shown.
    covered_role  ///< Whether a cover hides what the row tells.
  };
  enum class Share : std::uint8_t { unasked, part, other };
  enum class When : std::uint8_t { past, present, future, next };

  explicit StoryModel(QObject* parent = nullptr);

  void set_history(const History* history);
  const History* history() const { return history_; }
  void set_reason(const Reason* reason) { reason_ = reason; }
  /// Tells events as that level does.
  void set_detail(LevelOfDetail level);
  /// Looks at the history anew: rows that stay the same are left alone.
  void refresh();
  /// The row of the moment that is shown, given how many events led to it; -1 at the start.
  void set_depth(EventNumber depth);
  /// Covers what rows after the present one tell, and that row that tells what is next.
  void hide_future(bool hidden);
  int present_row() const { return row_of(depth_); }
  /// The row that tells what comes after the present one; past the last where none does.
  int following_row() const;
  /// The row of an event; -1 for the start.
  int row_of(EventNumber event) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  /// The moment of a row, a heading's of the event below it; nothing for the row that tells what is
  /// next.
  std::optional<MomentId> moment(int row) const;
  /// What a heading tells; null where the row is none.
  const RecoveryTurn* heading(int row) const;
  /// What `sentence_role` tells of an event, part by part.
  std::vector<SentencePart> parts(int row) const;

 signals:
  /// Headings were found that had not been known when the events became rows.
  void headings_found();

 private:
  void follow_course();
  bool is_covered(int row) const { return future_hidden_ && row > present_row(); }
  bool is_next(int row) const { return !moment(row).has_value(); }
  /// How many rows there are for the first `events` events, their headings included.
  int rows_of(std::size_t events) const { return row_of(static_cast<EventNumber>(events)) + 1; }
  /// The first heading that is not above `row`.
  std::vector<RecoveryTurn>::const_iterator heading_from(int row) const;
  EventNumber event_of(int row) const;
  When when(int row) const;
  Share share(int row) const;
  QString node_name(int row) const;
  QString sentence(int row) const;
  QString rule(int row) const;
  QString plain_text(int row) const;
  QString next_sentence() const;

  const History* history_ = nullptr;
  const Reason* reason_ = nullptr;
  SeenLine line_;
  RecoveryCourse course_;
  QTimer more_;  ///< Until the course is followed on.
  std::vector<RecoveryTurn> headings_;
  QString next_;  ///< Empty where nothing is due, or where the line goes on.
  MomentId next_of_ = 0;
  std::size_t next_size_ = 0;
  EventNumber depth_ = 0;
  bool future_hidden_ = false;
  LevelOfDetail level_ = LevelOfDetail::full;
};

}  // namespace synod::views
