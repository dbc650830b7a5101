#include "app/parts/lesson_number.h"

namespace synod::app {

QString lesson_number(const std::string& stem) {
  const std::size_t end = stem.find_first_not_of("0123456789");
  if (end == 0 || end == std::string::npos || end > 4) return {};
  const QString number = QString::number(std::stoi(stem.substr(0, end)));
  const bool lettered =
      end + 1 < stem.size() && stem[end] >= 'a' && stem[end] <= 'z' && stem[end + 1] == '-';
  return lettered ? number + QChar(stem[end]) : number;
}

}  // namespace synod::app
