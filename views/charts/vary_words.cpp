#include "views/charts/vary_words.h"

#include <QCoreApplication>

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(ManyRuns)
};

bool is_time(const VariedOption& option) {
  return std::string_view(option.unit) == "ms";
}

}  // namespace

QString unit_told(const VariedOption& option) {
  return is_time(option) ? Texts::tr("ms") : QString::fromUtf8(option.unit);
}

QString value_told(const VariedOption& option, std::int64_t value) {
  return is_time(option) ? with_unit(QString::number(value), unit_told(option))
                         : QString::fromStdString(printed_value(option, value));
}

QString with_unit(const QString& number, const QString& unit) {
  return unit.isEmpty() ? number : Texts::tr("%1 %2").arg(number, unit);
}

}  // namespace synod::views
