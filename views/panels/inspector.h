// Inspector: all about the one thing that is pointed at or pinned.
#pragma once

#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>
#include <map>

#include "views/kit/theme.h"
#include "views/panels/field_table.h"
#include "views/panels/inspector_page.h"
#include "views/why/question.h"

namespace synod::views {

/// Shows what the pointer is on, else what is pinned, else the cluster as a whole. It is made anew
/// only when the moment or the thing changes, so it is still while the pointer and the messages
/// move.
class Inspector : public QWidget {
  Q_OBJECT

 public:
  explicit Inspector(Selection* selection, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// `history` must outlive the inspector or be replaced; null shows nothing.
  void set_history(const History* history);
  void show_frame(const Frame& frame);
  /// What terms mean, for the tooltips of the fields that are named by them.
  void set_meaning(const FieldTable::Meaning& meaning);
  /// The window's keys for actions on what is pointed at: told in the tooltips of the buttons.
  void set_keys(std::map<Verb, QKeySequence> keys);
  /// The key that asks for two histories.
  void set_histories_key(const QKeySequence& key);

  const InspectorPage& page() const { return page_; }
  /// "Why?": hidden where there is nothing to explain.
  QPushButton* why_button() const { return why_; }
  FieldTable& table() { return *table_; }
  FieldTable& truth_table() { return *truth_table_; }
  const TruthPage& truth() const { return truth_; }

 signals:
  void action_requested(const synod::Action& action);
  void propose_requested(synod::NodeId proposer);
  void histories_requested(synod::NodeId node);
  void moment_requested(synod::MomentId moment);
  void why_requested(const synod::views::Target& target);
  void question_asked(const synod::views::Question& question);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  void build();
  void build_truth(QVBoxLayout& column);
  void arrange();
  void take(const Frame& frame);
  void refresh();
  void show_page();
  void fit_title();
  void show_truth();
  QLabel* line(std::size_t index);
  QPushButton* button(std::size_t index);
  void show_text(QLabel& label, const PageText& text) const;
  void ask(std::size_t button);
  void follow_link(const QString& link);
  void place_buttons();
  QString key_hint(const PageButton& button) const;
  bool is_done_by_key(const Action& action) const;
  QString key_shown(std::size_t button) const;
  void name_button(QPushButton& shown, const PageButton& button, const QString& key) const;

  Selection* selection_;
  const History* history_ = nullptr;
  Theme theme_ = Theme::light();
  std::map<Verb, QKeySequence> keys_;
  QKeySequence histories_key_;

  // Copies of what the frame pointed to: it may be gone when the pointer moves next.
  Frame frame_;
  Event last_;
  Cluster world_;
  std::size_t known_ = 0;  ///< How many moments the history had at that frame.

  InspectorPage page_;
  TruthPage truth_;
  QLabel* caption_ = nullptr;
  QLabel* title_ = nullptr;
  QLabel* status_ = nullptr;
  FieldTable* table_ = nullptr;
  QScrollArea* scroll_ = nullptr;
  bool low_ = false;  ///< There is little height: what just happened comes first.
  QVBoxLayout* body_ = nullptr;
  QHBoxLayout* heading_ = nullptr;
  QGridLayout* button_grid_ = nullptr;
  QPushButton* why_ = nullptr;
  QLabel* truth_caption_ = nullptr;
  FieldTable* truth_table_ = nullptr;
  QLabel* violations_ = nullptr;
  // Used again from page to page, so nothing flickers and the focus stays where it is.
  std::vector<QLabel*> lines_;
  std::vector<QPushButton*> buttons_;
};

}  // namespace synod::views
