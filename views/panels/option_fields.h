// Fields of the options of a cluster: each with its name in words, what it does, and what is wrong.
#pragma once

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QWidget>
#include <map>
#include <string>
#include <vector>

#include "model/world/protocol.h"
#include "views/kit/theme.h"
#include "views/panels/option_words.h"

namespace synod::views {

/// The field of one option.
struct OptionField {
  const OptionKind* kind;
  QWidget* widget;  ///< A chooser where it can have few values, else a field of text.
  QLabel* title;
  QLabel* name;  ///< As scripts have it.
  QLabel* note;  ///< What it does, or what is wrong.

  /// As scripts have it.
  QString value() const;
  void set_value(const QString& value);
};

/// The options of a protocol: those that most people choose in one grid, all others in another.
/// Those that mean nothing as others stand are inactive. What was typed for one protocol is there
/// again for the next that knows the option.
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
  const std::vector<OptionField>& fields() const { return fields_; }
  /// Puts the fields behind `common` and `more` in the order in which Tab goes.
  void order_tabs(QWidget* common, QWidget* more);
  /// How many of those in `more` are not as usual.
  int changed() const;

 signals:
  void changed_by_hand();

 private:
  void build();
  void clear();
  void add(const OptionKind& kind);
  QWidget* make_widget(const OptionKind& kind, const QString& value);
  void head_topic(OptionTopic topic);
  void offer_variants(const QString& chosen);
  void show_what_rests();
  const OptionField* field(std::string_view name) const;

  Theme theme_ = Theme::light();
  const ProtocolInfo* protocol_ = nullptr;
  const Options present_;
  std::map<std::string, QString> typed_;  ///< What stands in fields that are gone, by name.
  std::vector<OptionKind> kinds_;
  QWidget* common_;
  QWidget* more_;
  std::vector<OptionField> fields_;
  std::vector<QLabel*> headings_;
  QComboBox* variant_ = nullptr;
  const OptionKind* wrong_ = nullptr;
  QString why_;
};

}  // namespace synod::views
