// Propose bar: asks proposers or clients for values.
#pragma once

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>
#include <vector>

#include "model/world/protocol.h"
#include "views/kit/frame.h"
#include "views/kit/theme.h"

namespace synod::views {

/// A field and a button for each proposer; where there are many or there are clients, one field and
/// a chooser, clients first. Enter proposes. An empty field proposes the value that it suggests.
/// "put x 5", "get x" and "add x 1" stand for the commands x=5, x? and x+=1.
class ProposeBar : public QWidget {
  Q_OBJECT

 public:
  explicit ProposeBar(QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  void show_frame(const Frame& frame);
  /// Puts the cursor into the field of `proposer`.
  void focus(NodeId proposer);
  /// Says beside the field of `proposer` why its request was refused, until it is edited.
  void show_error(NodeId proposer, const QString& why);

 signals:
  /// `round` is 0 where the proposer may pick it; "blue at 5" asks for round 5.
  void propose(synod::NodeId proposer, const synod::Text& value, std::uint32_t round);

 private:
  /// A field and its button, for one proposer or for the chosen one.
  struct Asker {
    QLabel* name;
    QLineEdit* field;
    QPushButton* button;
  };

  void build(const Shape& shape);
  Asker add_asker();
  void ask(std::size_t asker);
  void refresh();
  NodeId proposer_of(std::size_t asker) const;
  bool is_client(NodeId node) const { return shape_.roles(node).has(Role::client); }
  /// What pointing at the field says.
  QString help(NodeId node) const;
  QString suggestion(NodeId proposer) const;
  void dress_all();

  Theme theme_ = Theme::light();
  Shape shape_{.proposers = 0};
  std::vector<const char*> requests_;  ///< What the protocol's clients ask for in turn.
  RequestWords words_;                 ///< How the protocol calls asking.
  bool is_log_ = false;
  std::vector<NodeId> proposers_;  ///< Whoever may be asked; clients first.
  NodeSet up_;                     ///< Those that can be asked: up and not paused.
  NodeSet paused_;
  std::vector<Asker> askers_;  ///< One a proposer, or one for all where there are many.
  QComboBox* chooser_ = nullptr;
  QLabel* error_ = nullptr;
  QWidget* row_ = nullptr;
};

}  // namespace synod::views
