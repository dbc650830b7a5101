// Setup panel of a new cluster.
#pragma once

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QScrollArea>
#include <QToolButton>
#include <vector>

#include "model/scenario/command.h"
#include "model/world/protocol.h"
#include "views/kit/count_box.h"
#include "views/kit/theme.h"
#include "views/panels/option_fields.h"

namespace synod::views {

/// Everything in a Setup: first what most people choose, the rest below 'More'. It can be accepted
/// only while its setup has no problem, and says what the problem is where it was typed.
class SetupPanel : public QDialog {
  Q_OBJECT

 public:
  SetupPanel(std::vector<const ProtocolInfo*> protocols, const Setup& present,
             QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// What the fields say now. Options that can't be read keep their present value.
  Setup setup() const;
  QToolButton& more() { return *more_; }

 private:
  /// What is wrong, and where it was typed.
  struct Problem {
    enum class Place : std::uint8_t { none, shape, seed, option };
    Place place = Place::none;
    QString why;  ///< Empty where nothing is wrong.
    const OptionKind* option = nullptr;
  };

  QLayout* build_protocol(const Setup& present);
  QLayout* build_shape(const Shape& present);
  QWidget* build_counts();
  QWidget* build_more(std::uint64_t seed);
  QWidget* build_foot();
  /// A count with its name before it.
  CountBox* count(int least, int most, int value, const QString& name);
  /// The protocol that is chosen; null where there is none to choose.
  const ProtocolInfo* protocol() const;
  /// The counts that matter as the other fields stand.
  std::vector<CountBox*> counts() const;
  Shape shape() const;
  /// Shows what means something to the chosen protocol.
  static void name_count(CountBox& box, const RoleInfo& role);
  void show_what_fits();
  void show_more(bool shown);
  /// Takes the room that it needs and that the screen has.
  void fit_screen();
  /// Fills in what makes the chosen protocol worth looking at: where clients ask and someone leads,
  /// five nodes, two clients that ask by themselves, and a failure detector.
  void suggest();
  void suggest(const Scenario& script);
  CountBox* box_of(const RoleInfo& role);
  Problem problem() const;
  Problem count_problem() const;
  Problem option_problem() const;
  void tell(const Problem& problem);
  void check();
  void draw_cluster();

  Theme theme_ = Theme::light();
  std::vector<const ProtocolInfo*> protocols_;
  QComboBox* protocol_ = nullptr;
  QLabel* summary_ = nullptr;
  QRadioButton* together_ = nullptr;
  QRadioButton* apart_ = nullptr;
  CountBox* nodes_ = nullptr;
  CountBox* proposers_ = nullptr;
  CountBox* acceptors_ = nullptr;
  CountBox* learners_ = nullptr;
  CountBox* clients_ = nullptr;
  QLabel* shape_problem_ = nullptr;
  QLabel* picture_ = nullptr;
  OptionFields* options_ = nullptr;
  QToolButton* more_ = nullptr;
  QScrollArea* rest_ = nullptr;
  QLineEdit* seed_ = nullptr;
  QLabel* seed_note_ = nullptr;
  QLabel* problem_ = nullptr;
  QDialogButtonBox* buttons_ = nullptr;
};

}  // namespace synod::views
