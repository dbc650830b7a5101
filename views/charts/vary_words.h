// Values of an option that many runs vary, in words.
#pragma once

#include <QString>

#include "model/many_runs/vary.h"

namespace synod::views {

/// What stands behind a value: "%", "ms" or nothing.
QString unit_told(const VariedOption& option);
/// "12.5%", "40 ms", "3".
QString value_told(const VariedOption& option, std::int64_t value);
/// A number with its unit, where it has one: "40 ms".
QString with_unit(const QString& number, const QString& unit);

}  // namespace synod::views
