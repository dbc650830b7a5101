#include "views/kit/chart_export.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPainter>
#include <QSvgGenerator>
#include <cmath>

#include "model/files/write_file.h"
#include "model/report/csv.h"
#include "views/kit/plain_text.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(ChartExport)
};

QByteArray line_of(const QStringList& cells) {
  std::vector<std::string> fields;
  for (const QString& text : cells) fields.push_back(text.toStdString());
  return QByteArray::fromStdString(csv_line(fields));
}

QByteArray png_of(const ChartFile& chart) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  buffer.open(QIODevice::WriteOnly);
  image_of(chart).save(&buffer, "PNG");
  return bytes;
}

/// Asks for a name that ends in `ending`, and saves there.
void ask_and_save(QWidget* parent, const ChartFile& chart, const QString& caption,
                  const QString& ending, const QString& filter) {
  const QString dot = QLatin1Char('.') + ending;
  QString path = QFileDialog::getSaveFileName(parent, caption, chart.name + dot, filter);
  if (path.isEmpty()) return;
  if (!path.endsWith(dot, Qt::CaseInsensitive)) path += dot;
  const QString problem = write_chart(path, chart);
  if (!problem.isEmpty()) plain_warning(parent, caption, problem);
}

}  // namespace

QString cell(double number) {
  if (!std::isfinite(number)) return {};
  QString text = QString::number(number, 'f', 6);
  while (text.endsWith(u'0')) text.chop(1);
  if (text.endsWith(u'.')) text.chop(1);
  return text == QLatin1String("-0") ? QStringLiteral("0") : text;
}

QByteArray csv_of(const Table& table) {
  QByteArray bytes = line_of(table.columns);
  for (const QStringList& row : table.rows) bytes += line_of(row);
  return bytes;
}

QImage image_of(const ChartFile& chart) {
  // Twice as fine as the screen, so that it prints well.
  constexpr int fine = 2;
  QImage image(chart.size * fine, QImage::Format_RGB32);
  image.fill(chart.ground);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(fine, fine);
  chart.paint(painter);
  return image;
}

QByteArray svg_of(const ChartFile& chart) {
  QByteArray bytes;
  QBuffer buffer(&bytes);
  QSvgGenerator generator;
  generator.setOutputDevice(&buffer);
  generator.setSize(chart.size);
  generator.setViewBox(QRect({}, chart.size));
  generator.setTitle(chart.title);
  QPainter painter(&generator);
  painter.fillRect(QRect({}, chart.size), chart.ground);
  chart.paint(painter);
  painter.end();
  return bytes;
}

QString write_file(const QString& path, const QByteArray& bytes) {
  const auto written = synod::write_file(path.toStdString(), bytes.toStdString());
  if (written) return {};
  return Texts::tr("%1 could not be written: %2. Choose another folder or another name.")
      .arg(path, translated(written.error()));
}

QString write_chart(const QString& path, const ChartFile& chart) {
  const QString ending = QFileInfo(path).suffix().toLower();
  if (ending == QLatin1String("png")) return write_file(path, png_of(chart));
  if (ending == QLatin1String("svg")) return write_file(path, svg_of(chart));
  if (ending == QLatin1String("csv")) return write_file(path, csv_of(chart.table));
  return Texts::tr(
             "%1 names no kind of file that a chart can be saved as. Let it end in .png, .svg or "
             ".csv.")
      .arg(path);
}

void add_save_actions(QMenu& menu, QWidget* parent, std::function<ChartFile()> chart) {
  const auto add = [&](const QString& text, const QString& tip, const QString& ending,
                       const QString& filter) {
    QAction* action = menu.addAction(text);
    action->setToolTip(plain_tip(tip));
    action->setStatusTip(tip);
    QObject::connect(action, &QAction::triggered, parent, [=] {
      ask_and_save(parent, chart(), QString(text).remove(u'…').remove(u'&'), ending, filter);
    });
  };
  menu.setToolTipsVisible(true);
  add(Texts::tr("Save &picture…"), Texts::tr("The chart as a picture of pixels (PNG)"),
      QStringLiteral("png"), Texts::tr("Pictures (*.png)"));
  add(Texts::tr("Save as &SVG…"), Texts::tr("The chart as a drawing that stays sharp at any size"),
      QStringLiteral("svg"), Texts::tr("Drawings (*.svg)"));
  add(Texts::tr("Save &numbers…"),
      Texts::tr("The numbers behind the chart, for a spreadsheet (CSV)"), QStringLiteral("csv"),
      Texts::tr("Comma-separated values (*.csv)"));
}

}  // namespace synod::views
