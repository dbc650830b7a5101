// Fields of the options of a cluster: each with its name in words, what it does, and what is wrong.
#pragma once

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QWidget>
#include <vector>

#include "model/world/protocol.h"
#include "views/kit/theme.h"
#include "views/panels/option_words.h"

namespace synod::views {

/// The field of one option of option_kinds().
struct OptionField {
  const OptionKind* kind;
  OptionPart part;
  QWidget* widget;  ///< A chooser where it can have few values, else a field of text.
  QLabel* title;
  QLabel* name;  ///< As scripts have it.
  QLabel* note;  ///< What it does, or what is wrong.

  /// As scripts have it.
  QString value() const;
  void set_value(const QString& value);
};

/// The options that most people choose in one grid, all others in another. Those that mean nothing
/// to a protocol are hidden; those that mean nothing as others stand are inactive.
class OptionFields : public QObject {
  Q_OBJECT

 public:
  OptionFields(const Options& present, QWidget* owner);

  QWidget* common() const { return common_; }
  QWidget* more() const { return more_; }

  void set_theme(const Theme& theme);
  /// Shows what means something to `protocol`, and offers its variants.
  void show_for(const ProtocolInfo& protocol);
  /// Puts the values that can be read into `options`.
  void read_into(Options& options) const;
  /// Sets an option that still has its default.
  void suggest(const char* option, const QString& value);
  /// Marks the field of an option and says there what is wrong; null where nothing is.
  void tell_wrong(const OptionKind* kind, const QString& why);
  /// Those that `protocol` knows.
  std::vector<const OptionField*> known() const;
  /// How many of those in `more` are not as usual.
  int changed() const;

 signals:
  void changed_by_hand();

 private:
  void add(const OptionKind& kind, const Options& present);
  QWidget* make_widget(const OptionKind& kind, const QString& value);
  void head_part(OptionPart part);
  void offer_variants(const QString& chosen);
  void show_what_rests();
  bool knows(const OptionField& field) const;
  const OptionField* field(std::string_view name) const;

  Theme theme_ = Theme::light();
  const ProtocolInfo* protocol_ = nullptr;
  QWidget* common_;
  QWidget* more_;
  std::vector<OptionField> fields_;
  std::vector<std::pair<OptionPart, QLabel*>> headings_;
  QComboBox* variant_ = nullptr;
  const OptionKind* wrong_ = nullptr;
  QString why_;
};

}  // namespace synod::views
