// The panel that sets a new cluster up.
#pragma once

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QRadioButton>
#include <QSpinBox>
#include <vector>

#include "model/protocol.h"
#include "views/theme.h"

namespace synod::views {

/// Everything in a Setup, made from option_kinds(). It can be accepted only while its setup has no
/// problem, and says what the problem is.
class SetupPanel : public QDialog {
  Q_OBJECT

 public:
  SetupPanel(std::vector<const ProtocolInfo*> protocols, const Setup& present,
             QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// What the fields say now. Options that can't be read keep their present value.
  Setup setup() const;

 private:
  /// The field of one option of option_kinds().
  struct OptionField {
    const OptionKind* kind;
    QWidget* widget;  ///< A chooser where it can have few values, else a field of text.
    QWidget* label;
    QWidget* note;
  };

  QLayout* build_shape(const Shape& present);
  QLayout* build_options(const Options& present);
  QWidget* build_field(const OptionKind& kind, const QString& value);
  /// Offers the variants of the chosen protocol, and chooses the one named `chosen` where it has
  /// it.
  void offer_variants(const QString& chosen);
  /// Says what the chosen variant does.
  void explain_variant();
  /// The protocol that is chosen; null where there is none to choose.
  const ProtocolInfo* protocol() const;
  /// Whether the chosen protocol knows the option.
  bool knows(const OptionField& field) const;
  /// Shows the options that mean something to the chosen protocol, and the shapes that it runs in.
  void show_what_fits();
  static QString value_of(const OptionField& field);
  /// Fills in what makes the chosen protocol worth looking at: where clients ask and someone leads,
  /// five nodes, two clients that ask by themselves, and a failure detector.
  void suggest();
  /// Sets an option that still has its default.
  void suggest(const char* option, const QString& value);
  QSpinBox* count(int least, int most, int value, const QString& name);
  /// The first thing that is wrong, as a sentence; empty where nothing is.
  QString problem() const;
  QString warning() const;
  void check();

  Theme theme_ = Theme::light();
  std::vector<const ProtocolInfo*> protocols_;
  QComboBox* protocol_ = nullptr;
  QLabel* summary_ = nullptr;
  QRadioButton* together_ = nullptr;
  QRadioButton* apart_ = nullptr;
  QSpinBox* nodes_ = nullptr;
  QSpinBox* proposers_ = nullptr;
  QSpinBox* acceptors_ = nullptr;
  QSpinBox* learners_ = nullptr;
  QSpinBox* clients_ = nullptr;
  QLineEdit* seed_ = nullptr;
  std::vector<OptionField> options_;
  QComboBox* variant_ = nullptr;
  QLabel* problem_ = nullptr;
  QDialogButtonBox* buttons_ = nullptr;
};

}  // namespace synod::views
