#include "views/charts/many_runs_chart.h"

#include <QGraphicsLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QToolTip>
#include <QtCharts/QAreaSeries>
#include <QtCharts/QBarCategoryAxis>
#include <QtCharts/QBarSeries>
#include <QtCharts/QBarSet>
#include <QtCharts/QLineSeries>
#include <QtCharts/QScatterSeries>
#include <QtCharts/QValueAxis>
#include <algorithm>
#include <cmath>

#include "views/charts/vary_words.h"
#include "views/kit/plain_text.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

/// More bars than these have no room for a number above each.
constexpr std::size_t most_labels = 8;

/// The least of 1, 2, 5, 10, 20, ... that parts `span` into at most `parts`.
double tick_interval(double span, double parts) {
  const double least = std::max(span / parts, 1.0);
  const double ten = std::pow(10, std::floor(std::log10(least)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (ten * factor >= least * (1 - 1e-9)) return ten * factor;
  return ten * 10;
}

QString counted(std::int64_t number) {
  return QLocale().toString(static_cast<qlonglong>(number));
}

}  // namespace

ManyRunsChart::ManyRunsChart(QWidget* parent) : QChartView(parent) {
  setRenderHint(QPainter::Antialiasing);
  setFrameShape(QFrame::NoFrame);
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  setMinimumSize(140, 84);
  chart()->legend()->hide();
  chart()->setBackgroundRoundness(0);
  chart()->setMargins({2, 0, 6, 0});
  chart()->layout()->setContentsMargins(0, 0, 0, 0);
  setToolTip(
      tr("Click a bar or a point to open one of its runs; arrow keys and Enter do the same"));
}

void ManyRunsChart::set_theme(const Theme& theme) {
  theme_ = theme;
  setBackgroundBrush(theme.panel);
  chart()->setBackgroundBrush(theme.panel);
  chart()->setTitleBrush(theme.text);
  chart()->setTitleFont(theme.font(8.5, QFont::DemiBold));
}

void ManyRunsChart::clear() {
  begin({});
}

void ManyRunsChart::begin(const QString& title) {
  chart()->removeAllSeries();
  for (QAbstractAxis* axis : chart()->axes()) {
    chart()->removeAxis(axis);
    delete axis;
  }
  items_.clear();
  values_.clear();
  places_.clear();
  mark_ = nullptr;
  main_ = nullptr;
  marked_ = -1;
  chart()->setTitle(title);
  setAccessibleName(title);
}

void ManyRunsChart::style(QAbstractAxis* axis, bool grid) const {
  axis->setLabelsColor(theme_.muted);
  axis->setTitleFont(theme_.font(7.5));
  axis->setTitleBrush(theme_.muted);
  axis->setLabelsFont(theme_.font(7.5));
  axis->setLinePen(QPen(theme_.link, theme_.scale));
  axis->setGridLinePen(QPen(theme_.divider, theme_.scale));
  axis->setGridLineVisible(grid);
}

QValueAxis* ManyRunsChart::add_axis(Qt::Alignment side, double low, double high,
                                    const QString& unit) {
  auto* axis = new QValueAxis(chart());
  axis->setRange(low, high);
  axis->setTickType(QValueAxis::TicksDynamic);
  axis->setTickAnchor(0);
  const double interval = tick_interval(high - low, side == Qt::AlignLeft ? 3 : 4);
  axis->setTickInterval(interval);
  axis->setLabelFormat(QStringLiteral("%.0f") + (unit == "%"      ? "%%"
                                                 : unit.isEmpty() ? QString()
                                                                  : ' ' + unit));
  style(axis, side == Qt::AlignLeft);
  chart()->addAxis(axis, side);
  return axis;
}

void ManyRunsChart::show_histogram(const QString& title, const Histogram& histogram,
                                   const QString& unit) {
  begin(title);
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    const std::int64_t low = histogram.first + static_cast<std::int64_t>(i) * histogram.width;
    const std::int64_t high = low + histogram.width - 1;
    const QString count = tr("%n runs", nullptr, static_cast<int>(histogram.counts[i]));
    items_.push_back(
        {low == high ? tr("%1: %2").arg(with_unit(counted(low), unit), count)
                     : tr("%1 to %2: %3").arg(counted(low), with_unit(counted(high), unit), count),
         histogram.counts[i] != 0});
    values_.push_back(histogram.counts[i]);
  }
  if (items_.empty()) return;
  show_bars(title, 0.9);
  // The bars stand at 0, 1, 2, ...; what people read along the bottom is another axis.
  const auto from = static_cast<double>(histogram.first);
  const auto width = static_cast<double>(histogram.width);
  const double shift = histogram.width == 1 ? 0.5 : 0;
  auto* read = add_axis(Qt::AlignBottom, from - shift,
                        from + width * static_cast<double>(items_.size()) - shift, unit);
  auto* carrier = new QLineSeries(chart());
  chart()->addSeries(carrier);
  carrier->attachAxis(read);
}

void ManyRunsChart::show_shares(std::size_t decided, std::size_t undecided) {
  begin(tr("Decided"));
  const auto all = static_cast<double>(std::max<std::size_t>(decided + undecided, 1));
  const auto share = [&](std::size_t count) {
    return QLocale().toString(100 * static_cast<double>(count) / all, 'f', 1) + QLatin1Char('%');
  };
  items_.push_back({tr("%1 decided: %2 runs").arg(share(decided)).arg(decided), decided != 0});
  items_.push_back(
      {tr("%1 undecided: %2 runs").arg(share(undecided)).arg(undecided), undecided != 0});
  values_ = {static_cast<double>(decided), static_cast<double>(undecided)};
  show_bars(tr("Decided? %1 undecided").arg(share(undecided)), 0.4);
  auto* names = new QBarCategoryAxis(chart());
  names->append({tr("yes", "was decided"), tr("no", "was not decided")});
  style(names, false);
  chart()->addAxis(names, Qt::AlignBottom);
  auto* carrier = new QLineSeries(chart());
  chart()->addSeries(carrier);
  carrier->attachAxis(names);
}

void ManyRunsChart::show_bars(const QString& title, double width) {
  chart()->setTitle(title);
  setAccessibleName(title);
  const Ink ink = theme_.series(1);
  auto* set = new QBarSet(title);
  set->setBrush(ink.fill);
  set->setPen(QPen(ink.line, theme_.scale));
  set->setLabelColor(theme_.text);
  set->setLabelFont(theme_.font(7.5, QFont::DemiBold));
  for (std::size_t i = 0; i < values_.size(); ++i) {
    *set << values_[i];
    places_.push_back(static_cast<double>(i));
  }
  reach_ = 0.5;
  auto* bars = new QBarSeries(chart());
  bars->append(set);
  bars->setBarWidth(width);
  bars->setLabelsVisible(values_.size() <= most_labels);
  bars->setLabelsPosition(QAbstractBarSeries::LabelsOutsideEnd);
  chart()->addSeries(bars);
  auto* bottom = new QValueAxis(chart());
  bottom->setRange(-0.5, static_cast<double>(values_.size()) - 0.5);
  bottom->setVisible(false);
  chart()->addAxis(bottom, Qt::AlignBottom);
  const double most = *std::max_element(values_.begin(), values_.end());
  auto* left = add_axis(Qt::AlignLeft, 0, std::max(1.0, most * 1.3), {});
  left->setTitleText(tr("runs"));
  bars->attachAxis(bottom);
  bars->attachAxis(left);
  main_ = bars;
  mark_ = new QScatterSeries(chart());
  chart()->addSeries(mark_);
  mark_->attachAxis(bottom);
  mark_->attachAxis(left);
}

void ManyRunsChart::show_band(const QString& title, const Vary& vary,
                              const std::vector<VariedStep>& steps, Measure measure,
                              const QString& unit) {
  begin(title);
  std::vector<double> low;
  std::vector<double> high;
  for (const VariedStep& step : steps) {
    const Spread& spread = step.statistics.of(measure);
    const QString value = value_told(*vary.option, step.value);
    items_.push_back({spread.count == 0
                          ? tr("%1: no run was decided").arg(value)
                          : tr("%1: median %2, quartiles %3 and %4")
                                .arg(value, with_unit(counted(spread.median), unit),
                                     counted(spread.q1), with_unit(counted(spread.q3), unit)),
                      true});
    // What nobody decided has no point.
    values_.push_back(spread.count == 0 ? std::nan("") : static_cast<double>(spread.median));
    low.push_back(static_cast<double>(spread.q1));
    high.push_back(static_cast<double>(spread.q3));
    places_.push_back(static_cast<double>(step.value) / static_cast<double>(vary.option->scale));
  }
  show_line(unit, vary, low, high);
}

void ManyRunsChart::show_undecided(const Vary& vary, const std::vector<VariedStep>& steps) {
  begin(tr("Undecided"));
  show_share(tr("%1: %2 undecided"), vary, steps, &RunStatistics::undecided_share);
}

void ManyRunsChart::show_blocked(const Vary& vary, const std::vector<VariedStep>& steps) {
  begin(tr("Blocked runs"));
  show_share(tr("%1: somebody was blocked in %2 of the runs"), vary, steps,
             &RunStatistics::blocked_share);
}

void ManyRunsChart::show_share(const QString& tip, const Vary& vary,
                               const std::vector<VariedStep>& steps,
                               std::int64_t (RunStatistics::*share)() const) {
  for (const VariedStep& step : steps) {
    const std::int64_t hundredths = (step.statistics.*share)();
    items_.push_back({tip.arg(value_told(*vary.option, step.value),
                              QString::fromStdString(printed_share(hundredths))),
                      true});
    values_.push_back(static_cast<double>(hundredths) / 100);
    places_.push_back(static_cast<double>(step.value) / static_cast<double>(vary.option->scale));
  }
  show_line(QStringLiteral("%"), vary, {}, {});
}

void ManyRunsChart::show_line(const QString& unit, const Vary& vary, const std::vector<double>& low,
                              const std::vector<double>& high) {
  const Ink ink = theme_.series(1);
  reach_ = static_cast<double>(vary.step) / static_cast<double>(vary.option->scale) / 2;
  auto* line = new QLineSeries(chart());
  auto* points = new QScatterSeries(chart());
  auto* below = new QLineSeries(chart());
  auto* above = new QLineSeries(chart());
  double most = 0;
  for (std::size_t i = 0; i < values_.size(); ++i) {
    if (std::isnan(values_[i])) continue;
    line->append(places_[i], values_[i]);
    points->append(places_[i], values_[i]);
    most = std::max(most, values_[i]);
    if (low.empty()) continue;
    below->append(places_[i], low[i]);
    above->append(places_[i], high[i]);
    most = std::max(most, high[i]);
  }
  auto* bottom = add_axis(Qt::AlignBottom, places_.front() - reach_, places_.back() + reach_,
                          unit_told(*vary.option));
  bottom->setTitleText(translated(vary.option->title));
  bottom->setTitleVisible(height() > 150 * theme_.scale);
  auto* left = add_axis(Qt::AlignLeft, 0, unit == "%" ? 100 : std::max(1.0, most * 1.1), unit);
  const auto add = [&](QAbstractSeries* series) {
    chart()->addSeries(series);
    series->attachAxis(bottom);
    series->attachAxis(left);
  };
  if (!low.empty()) {
    auto* band = new QAreaSeries(above, below);
    band->setParent(chart());
    // Hatched and edged, so that it is seen without its colour.
    band->setBrush(QBrush(ink.line, Qt::BDiagPattern));
    band->setPen(QPen(ink.line, theme_.scale, Qt::DashLine));
    add(band);
  } else {
    delete above;
    delete below;
  }
  line->setPen(QPen(ink.line, 2 * theme_.scale));
  add(line);
  points->setMarkerSize(7 * theme_.scale);
  points->setBrush(ink.fill);
  points->setPen(QPen(ink.line, theme_.scale));
  add(points);
  main_ = line;
  mark_ = new QScatterSeries(chart());
  add(mark_);
}

int ManyRunsChart::item_at(QPointF point) const {
  const QPointF there = chart()->mapFromScene(mapToScene(point.toPoint()));
  if (main_ == nullptr || !chart()->plotArea().contains(there)) return -1;
  const double place = chart()->mapToValue(there, main_).x();
  for (std::size_t i = 0; i < places_.size(); ++i)
    if (std::abs(places_[i] - place) <= reach_) return static_cast<int>(i);
  return -1;
}

QPoint ManyRunsChart::point_of(std::size_t index) const {
  const double value = std::isnan(values_[index]) ? 0 : values_[index] / 2;
  const QPointF there = chart()->mapToPosition({places_[index], value}, main_);
  return mapFromScene(chart()->mapToScene(there));
}

void ManyRunsChart::mark(int index) {
  marked_ = index;
  if (mark_ == nullptr) return;
  mark_->clear();
  if (index < 0) return;
  auto* marker = static_cast<QScatterSeries*>(mark_);
  marker->setMarkerSize(12 * theme_.scale);
  marker->setBrush(Qt::NoBrush);
  marker->setPen(QPen(theme_.text, 2 * theme_.scale));
  const auto at = static_cast<std::size_t>(index);
  mark_->append(places_[at], std::isnan(values_[at]) ? 0 : values_[at]);
}

void ManyRunsChart::pick(int index) {
  if (index >= 0 && items_[static_cast<std::size_t>(index)].usable)
    emit picked(static_cast<std::size_t>(index));
}

void ManyRunsChart::keyPressEvent(QKeyEvent* event) {
  const int count = static_cast<int>(items_.size());
  const bool right = event->key() == Qt::Key_Right;
  if (count != 0 && (right || event->key() == Qt::Key_Left)) {
    mark(std::clamp(marked_ + (right ? 1 : -1), 0, count - 1));
    const auto at = static_cast<std::size_t>(marked_);
    setAccessibleDescription(items_[at].tip);
    QToolTip::showText(mapToGlobal(point_of(at)), plain_tip(items_[at].tip), this);
  } else if (marked_ >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
    pick(marked_);
  } else {
    QChartView::keyPressEvent(event);
  }
}

void ManyRunsChart::focusOutEvent(QFocusEvent* event) {
  mark(-1);
  QChartView::focusOutEvent(event);
}

void ManyRunsChart::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() == Qt::LeftButton) pick(item_at(event->position()));
  QChartView::mouseReleaseEvent(event);
}

void ManyRunsChart::mouseMoveEvent(QMouseEvent* event) {
  const int index = item_at(event->position());
  setCursor(index >= 0 && items_[static_cast<std::size_t>(index)].usable ? Qt::PointingHandCursor
                                                                         : Qt::ArrowCursor);
  if (index >= 0)
    QToolTip::showText(event->globalPosition().toPoint(),
                       plain_tip(items_[static_cast<std::size_t>(index)].tip), this);
  QChartView::mouseMoveEvent(event);
}

}  // namespace synod::views
