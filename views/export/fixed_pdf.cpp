#include "views/export/fixed_pdf.h"

#include <optional>

namespace synod::views {

namespace {

/// A day that every reader can show.
const QByteArray fixed_day("20000101000000+00'00'");

/// A part of the file's bytes.
struct Span {
  qsizetype begin = 0;
  qsizetype end = 0;
};

/// The date itself: "20260131120000+01'00'" of "/CreationDate (D:20260131120000+01'00')".
std::optional<Span> date_in(const QByteArray& pdf) {
  const QByteArray key("/CreationDate (D:");
  const qsizetype at = pdf.indexOf(key);
  if (at < 0) return std::nullopt;
  const qsizetype begin = at + key.size();
  const qsizetype end = pdf.indexOf(')', begin);
  if (end < 0 || end - begin > 40) return std::nullopt;
  return Span{begin, end};
}

/// The number that the file ends with: where its table of places begins.
std::optional<Span> start_of_table(const QByteArray& pdf) {
  const QByteArray key("startxref\n");
  const qsizetype at = pdf.lastIndexOf(key);
  if (at < 0) return std::nullopt;
  const qsizetype begin = at + key.size();
  qsizetype end = begin;
  while (end < pdf.size() && pdf[end] >= '0' && pdf[end] <= '9') ++end;
  return Span{begin, end};
}

/// Moves each place behind `from` on by `shift` bytes: entries are "0000000015 00000 n".
void move_places(QByteArray& pdf, qsizetype table, qsizetype from, qsizetype shift) {
  constexpr qsizetype figures = 10;
  const QByteArray in_use(" 00000 n");
  for (qsizetype at = pdf.indexOf(in_use, table); at >= figures; at = pdf.indexOf(in_use, at + 1)) {
    const qsizetype place = pdf.mid(at - figures, figures).toLongLong();
    if (place > from)
      pdf.replace(at - figures, figures,
                  QByteArray::number(place + shift).rightJustified(figures, '0'));
  }
}

}  // namespace

QByteArray with_fixed_date(QByteArray pdf) {
  const auto date = date_in(pdf);
  if (!date) return pdf;
  const qsizetype shift = fixed_day.size() - (date->end - date->begin);
  pdf.replace(date->begin, date->end - date->begin, fixed_day);
  const auto start = start_of_table(pdf);
  if (shift == 0 || !start) return pdf;
  const qsizetype table = pdf.mid(start->begin, start->end - start->begin).toLongLong() + shift;
  pdf.replace(start->begin, start->end - start->begin, QByteArray::number(table));
  move_places(pdf, table, date->begin, shift);
  return pdf;
}

}  // namespace synod::views
