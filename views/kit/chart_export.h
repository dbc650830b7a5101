// Charts as files: pictures and numbers. The same chart gives the same bytes.
#pragma once

#include <QByteArray>
#include <QImage>
#include <QMenu>
#include <QStringList>
#include <functional>
#include <vector>

class QPainter;

namespace synod::views {

/// Rows of cells below named columns.
struct Table {
  QStringList columns;
  std::vector<QStringList> rows;
};
/// A number as a cell: whole ones without a point, others with up to six digits after it. Never in
/// the way of a country.
QString cell(double number);
/// Comma-separated values (RFC 4180), UTF-8, with lines that end in CR LF.
QByteArray csv_of(const Table& table);

/// A chart that can be taken out.
struct ChartFile {
  QString name;  ///< What a file is called that nobody gave a name, without its ending.
  QString title;
  QSize size;                            ///< In pixels.
  QColor ground;                         ///< Behind the picture.
  std::function<void(QPainter&)> paint;  ///< Draws the picture, `size` large, at 0, 0.
  Table table;
};
QImage image_of(const ChartFile& chart);
QByteArray svg_of(const ChartFile& chart);

/// Writes `bytes`; an empty text, or why it could not be done and what may help.
QString write_file(const QString& path, const QByteArray& bytes);
/// `chart` as the format that the ending of `path` names (png, svg or csv), as `write_file`.
QString write_chart(const QString& path, const ChartFile& chart);

/// Puts "Save picture…", "Save as SVG…" and "Save numbers…" into `menu`. They ask for a name in
/// front of `parent`. `chart` is asked when something is saved.
void add_save_actions(QMenu& menu, QWidget* parent, std::function<ChartFile()> chart);

}  // namespace synod::views
