#include "views/export/fixed_pdf.h"

#include <algorithm>

namespace synod::views {

QByteArray with_fixed_date(QByteArray pdf) {
  static const QByteArray key("/CreationDate (D:");
  // Each figure of "20260131120000+01'00'" becomes that of a day that every reader can show.
  static const QByteArray day("20000101000000");
  for (qsizetype at = pdf.indexOf(key); at >= 0; at = pdf.indexOf(key, at + 1)) {
    const qsizetype begin = at + key.size();
    const qsizetype end = pdf.indexOf(')', begin);
    for (qsizetype i = begin; i < std::min(end, begin + 40); ++i) {
      const qsizetype digit = i - begin;
      if (digit < day.size())
        pdf[i] = day[digit];
      else if (pdf[i] == '-')
        pdf[i] = '+';
      else if (pdf[i] >= '0' && pdf[i] <= '9')
        pdf[i] = '0';
    }
  }
  return pdf;
}

}  // namespace synod::views
