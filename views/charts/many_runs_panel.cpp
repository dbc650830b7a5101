#include "views/charts/many_runs_panel.h"

#include <QLocale>
#include <QMenu>
#include <QRegularExpressionValidator>
#include <algorithm>

#include "model/many_runs/runs_csv.h"
#include "views/charts/vary_words.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

constexpr int poll_ms = 80;
constexpr std::size_t most_bins = 24;
/// Below this height (at scale 1) the form stands beside the charts, not above them.
constexpr int low_height = 260;
constexpr std::size_t undecided_chart = 3;

/// What the charts before that one show: where stores may be locked, that and not messages; where
/// nodes may be blocked, that and not ballots.
std::array<Measure, undecided_chart> measures_of(const ManyRunsResult& result) {
  const RunStatistics& some =
      result.steps.empty() ? result.statistics : result.steps.front().statistics;
  return {Measure::time, some.may_lock ? Measure::locked : Measure::messages,
          some.may_block ? Measure::blocked : Measure::ballots};
}

QString unit_of(Measure measure) {
  const bool counts = measure == Measure::messages || measure == Measure::ballots;
  return counts ? QString() : ManyRunsPanel::tr("ms");
}

QLabel* caption(QWidget* field, QWidget* parent) {
  auto* label = plain_label(field->accessibleName(), parent);
  label->setBuddy(field);
  return label;
}

/// The core's table; no cell of it holds a comma.
Table table_of(const std::string& text) {
  Table table;
  for (const QString& line : QString::fromStdString(text).split('\n', Qt::SkipEmptyParts)) {
    if (table.columns.isEmpty()) {
      table.columns = line.split(',');
    } else {
      table.rows.push_back(line.split(','));
    }
  }
  return table;
}

/// Gives a field its name and its tooltip.
template <class Field>
Field* named(Field* field, const QString& name, const QString& tip) {
  field->setAccessibleName(name);
  field->setToolTip(plain_tip(tip));
  return field;
}

}  // namespace

ManyRunsPanel::ManyRunsPanel(QWidget* parent) : QWidget(parent) {
  layout_ = new QGridLayout(this);
  layout_->setContentsMargins(12, 4, 8, 4);
  layout_->setSizeConstraint(QLayout::SetNoConstraint);
  setObjectName("manyRuns");
  setAttribute(Qt::WA_StyledBackground);
  build_form();
  charts_ = new QWidget(this);
  grid_ = new QGridLayout(charts_);
  grid_->setContentsMargins(0, 0, 0, 0);
  grid_->setSpacing(4);
  for (std::size_t i = 0; i < chart_.size(); ++i) {
    chart_[i] = new ManyRunsChart(charts_);
    connect(chart_[i], &ManyRunsChart::picked, this,
            [this, i](std::size_t index) { pick(i, index); });
  }
  poll_.setInterval(poll_ms);
  connect(&poll_, &QTimer::timeout, this, &ManyRunsPanel::show_progress);
  connect(&job_, &ManyRunsJob::finished, this, &ManyRunsPanel::finish);
  offer_range();
  set_theme(theme_);
  place();
}

void ManyRunsPanel::build_form() {
  form_ = new QWidget(this);
  runs_ = named(new QSpinBox(form_), tr("Runs"), tr("How many runs, each with a seed of its own"));
  runs_->setRange(1, static_cast<int>(most_runs));
  runs_->setValue(1'000);
  runs_->setGroupSeparatorShown(true);
  seed_ = named(new QLineEdit("1", form_), tr("First seed"),
                tr("The seed of the first run; the others count up from it"));
  seed_->setValidator(
      new QRegularExpressionValidator(QRegularExpression(QStringLiteral("\\d{1,19}")), seed_));
  limit_ = named(new QSpinBox(form_), tr("Limit"),
                 tr("Simulated time after which a run counts as undecided"));
  limit_->setRange(1, 1'000'000);
  limit_->setValue(60);
  limit_->setSuffix(tr(" s"));
  vary_ =
      named(new QComboBox(form_), tr("Vary"), tr("An option that takes one value after another"));
  vary_->addItem(tr("nothing"));
  for (const VariedOption& option : varied_options()) {
    vary_->addItem(translated(option.title));
    vary_->setItemData(vary_->count() - 1, plain_tip(translated(option.help)), Qt::ToolTipRole);
  }
  range_ = named(new QLineEdit(form_), tr("Range"), tr("First..last:step, such as 0..50%:5%"));
  start_ = named(new QPushButton(tr("&Run"), form_), tr("Run"), tr("Run them all, or stop them"));
  save_ = named(new QToolButton(form_), tr("Save"),
                tr("Save the charts as a picture, or the figures as a table"));
  save_->setText(tr("Save"));
  save_->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(save_);
  add_save_actions(*menu, this, [this] { return file(); });
  save_->setMenu(menu);
  save_->setEnabled(false);
  progress_ = named(new QProgressBar(form_), tr("Progress"), tr("How many runs are done"));
  progress_->setTextVisible(false);
  status_ = plain_label(form_);
  status_->setWordWrap(true);
  status_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
  status_->setAccessibleName(tr("Result"));
  auto* grid = new QGridLayout(form_);
  grid->setContentsMargins(0, 0, 0, 0);
  grid->setHorizontalSpacing(6);
  grid->setVerticalSpacing(3);
  QWidget* first[] = {runs_, seed_, limit_};
  for (int i = 0; i < 3; ++i) {
    grid->addWidget(caption(first[i], form_), 0, 2 * i);
    grid->addWidget(first[i], 0, 2 * i + 1);
  }
  grid->addWidget(caption(vary_, form_), 1, 0);
  grid->addWidget(vary_, 1, 1);
  grid->addWidget(caption(range_, form_), 1, 2);
  grid->addWidget(range_, 1, 3);
  grid->addWidget(start_, 1, 4);
  grid->addWidget(save_, 1, 5);
  grid->addWidget(progress_, 2, 0, 1, 6);
  grid->addWidget(status_, 3, 0, 1, 6);
  grid->setRowStretch(3, 1);
  connect(vary_, &QComboBox::currentIndexChanged, this, &ManyRunsPanel::offer_range);
  connect(start_, &QPushButton::clicked, this, &ManyRunsPanel::begin);
  tell(tr("Runs this cluster, and what you did to it, again and again with other seeds."));
}

void ManyRunsPanel::offer_range() {
  const int index = vary_->currentIndex();
  range_->setEnabled(index > 0);
  range_->setText(
      index > 0 ? QString::fromUtf8(varied_options()[static_cast<std::size_t>(index - 1)].range)
                : QString());
}

std::optional<ManyRunsRequest> ManyRunsPanel::request() {
  ManyRunsRequest request;
  request.options.runs = static_cast<std::size_t>(runs_->value());
  request.options.first_seed = seed_->text().toULongLong();
  request.options.limits.time = {limit_->value() * std::int64_t{1000}};
  if (vary_->currentIndex() > 0) {
    const auto& option = varied_options()[static_cast<std::size_t>(vary_->currentIndex() - 1)];
    const auto vary = parse_vary(std::string(option.name) + '=' + range_->text().toStdString());
    if (!vary) {
      tell(translated(vary.error()), true);
      range_->setFocus();
      return std::nullopt;
    }
    request.vary = *vary;
  }
  request.run = run_();
  return request;
}

void ManyRunsPanel::begin() {
  if (job_.running()) return job_.cancel();
  if (!run_) return;
  auto wanted = request();
  if (!wanted) return;
  job_.start(*std::move(wanted));
  start_->setText(tr("&Cancel"));
  poll_.start();
  show_progress();
}

void ManyRunsPanel::show_progress() {
  progress_->setRange(0, static_cast<int>(job_.total()));
  progress_->setValue(static_cast<int>(job_.done()));
  if (job_.running())
    tell(tr("%1 of %2 runs")
             .arg(QLocale().toString(static_cast<qulonglong>(job_.done())),
                  QLocale().toString(static_cast<qulonglong>(job_.total()))));
}

void ManyRunsPanel::finish(const ManyRunsResult& result) {
  poll_.stop();
  start_->setText(tr("&Run"));
  progress_->reset();
  if (result.cancelled) return tell(tr("Cancelled. What is shown is from before."));
  if (result.problem) return tell(translated(*result.problem), true);
  result_ = result;
  save_->setEnabled(true);
  show_result();
}

void ManyRunsPanel::show_result() {
  if (!result_) return;
  result_->vary ? show_steps() : show_spread();
  const bool violated =
      result_->vary ? std::any_of(result_->steps.begin(), result_->steps.end(),
                                  [](const auto& step) { return step.statistics.violated != 0; })
                    : result_->statistics.violated != 0;
  tell(summary(), violated);
}

void ManyRunsPanel::show_spread() {
  const RunStatistics& s = result_->statistics;
  const auto title = [&s](Measure measure) {
    switch (measure) {
      case Measure::messages: return tr("Messages");
      case Measure::ballots: return tr("Ballots or terms");
      case Measure::locked: return tr("Locked");
      case Measure::blocked:
        return tr("Blocked in %1").arg(QString::fromStdString(printed_share(s.blocked_share())));
      case Measure::time: break;
    }
    return tr("Time to a decision");
  };
  const auto measures = measures_of(*result_);
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const QString unit = unit_of(measures[i]);
    const Spread& spread = s.of(measures[i]);
    histograms_[i] = histogram_of(measured(result_->outcomes, measures[i]), most_bins);
    const QString median =
        tr("%1 · median %2 %3").arg(title(measures[i])).arg(spread.median).arg(unit).trimmed();
    chart_[i]->show_histogram(spread.count == 0 ? title(measures[i]) : median, histograms_[i],
                              unit);
  }
  chart_[undecided_chart]->show_shares(s.runs - s.undecided, s.undecided);
}

void ManyRunsPanel::show_steps() {
  const auto title = [](Measure measure) {
    switch (measure) {
      case Measure::messages: return tr("Messages, median and quartiles");
      case Measure::locked: return tr("Locked, median and quartiles");
      case Measure::time: return tr("Time to a decision, median and quartiles");
      default: return tr("Ballots or terms, median and quartiles");
    }
  };
  const auto measures = measures_of(*result_);
  for (std::size_t i = 0; i < measures.size(); ++i) {
    if (measures[i] == Measure::blocked) {
      chart_[i]->show_blocked(*result_->vary, result_->steps);
    } else {
      chart_[i]->show_band(title(measures[i]), *result_->vary, result_->steps, measures[i],
                           unit_of(measures[i]));
    }
  }
  chart_[undecided_chart]->show_undecided(*result_->vary, result_->steps);
}

QString ManyRunsPanel::summary() const {
  const RunStatistics& s = result_->statistics;
  QString text = tr("%n runs", nullptr, static_cast<int>(result_->options.runs));
  const auto add = [&text](const QString& sentence) { text = tr("%1 %2").arg(text, sentence); };
  if (result_->vary)
    text =
        tr("%1 at each of %n values", nullptr, static_cast<int>(result_->steps.size())).arg(text);
  if (result_->vary) {
    text = tr("%1. The line is the median; half of the runs are in the hatched band.").arg(text);
  } else if (s.time.count != 0) {
    text = tr("%1. Time to the decision: median %2 ms, half of the runs between %3 and %4 ms.")
               .arg(text)
               .arg(s.time.median)
               .arg(s.time.q1)
               .arg(s.time.q3);
  }
  if (result_->workload.left_out != 0)
    add(tr("%n actions on messages are left out.", nullptr,
           static_cast<int>(result_->workload.left_out)));
  if (s.first_violation)
    add(tr("%1 broke an invariant, the first with seed %2: %3.")
            .arg(s.violated)
            .arg(s.first_violation->seed)
            .arg(s.first_violation->violated));
  for (const VariedStep& step : result_->steps)
    if (step.statistics.first_violation)
      add(tr("At %1 seed %2 broke an invariant: %3.")
              .arg(value_told(*result_->vary->option, step.value))
              .arg(step.statistics.first_violation->seed)
              .arg(step.statistics.first_violation->violated));
  return text;
}

void ManyRunsPanel::tell(const QString& text, bool bad) {
  status_->setText(text);
  dress(*status_, theme_.font(8.5, bad ? QFont::DemiBold : QFont::Normal),
        bad ? theme_.bad : theme_.muted);
}

void ManyRunsPanel::pick(std::size_t chart, std::size_t index) {
  if (!result_) return;
  if (result_->vary) return pick_step(index);
  const auto wanted = [&](const RunOutcome& run) {
    if (chart == undecided_chart) return run.decided == (index == 0);
    const Measure measure = measures_of(*result_)[chart];
    return has(run, measure) && histograms_[chart].bin(measured(run, measure)) == index;
  };
  const auto& runs = result_->outcomes;
  const auto found = std::find_if(runs.begin(), runs.end(), wanted);
  if (found != runs.end())
    emit run_requested(result_->workload, found->seed, result_->options.limits);
}

void ManyRunsPanel::pick_step(std::size_t index) {
  const VariedStep& step = result_->steps[index];
  emit run_requested(step.workload, step.statistics.typical_seed, result_->options.limits);
}

ChartFile ManyRunsPanel::file() const {
  ChartFile file{.name = QStringLiteral("many-runs"),
                 .title = tr("Many runs"),
                 .size = charts_->size(),
                 .ground = theme_.panel};
  file.paint = [this](QPainter& painter) {
    for (const ManyRunsChart* chart : chart_)
      chart->scene()->render(&painter, chart->geometry(), chart->sceneRect());
  };
  if (result_)
    file.table = table_of(result_->vary ? steps_csv(*result_->vary->option, result_->steps)
                                        : runs_csv(result_->outcomes));
  return file;
}

QSize ManyRunsPanel::minimumSizeHint() const {
  const QSize form = form_->minimumSizeHint();
  return {form.width() + 4 * chart_[0]->minimumWidth(), form.height()};
}

void ManyRunsPanel::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  place();
}

void ManyRunsPanel::place() {
  const bool low = height() < low_height * theme_.scale;
  layout_->removeWidget(form_);
  layout_->removeWidget(charts_);
  layout_->addWidget(form_, 0, 0);
  layout_->addWidget(charts_, low ? 0 : 1, low ? 1 : 0);
  layout_->setColumnStretch(low ? 1 : 0, 1);
  layout_->setColumnStretch(low ? 0 : 1, 0);
  layout_->setRowStretch(low ? 0 : 1, 1);
  layout_->setRowStretch(low ? 1 : 0, 0);
  form_->setMaximumWidth(static_cast<int>((low ? 440 : 640) * theme_.scale));
  for (std::size_t i = 0; i < chart_.size(); ++i) {
    grid_->removeWidget(chart_[i]);
    const auto at = static_cast<int>(i);
    grid_->addWidget(chart_[i], low ? 0 : at / 2, low ? at : at % 2);
  }
}

void ManyRunsPanel::set_theme(const Theme& theme) {
  theme_ = theme;
  setStyleSheet(
      field_style(theme) + button_style(theme) + font_style(theme, 9) +
      QStringLiteral("#manyRuns { background: %5; } QLabel { color: %1; } "
                     "QComboBox, QSpinBox, QAbstractItemView { color: %1; background-color: %6; }"
                     "QSpinBox, QComboBox, QLineEdit { padding: 1px 4px; }"
                     "QProgressBar { background: %2; border: 0; max-height: %4px; min-height: "
                     "%4px; border-radius: 2px; }"
                     "QProgressBar::chunk { background: %3; border-radius: 2px; }")
          .arg(theme.text.name(), theme.soft.name(), theme.accent.name())
          .arg(static_cast<int>(4 * theme.scale))
          .arg(theme.panel.name(), theme.raised.name()));
  paint_ground(*this, theme, theme.panel);
  start_->setStyleSheet(primary_button_style(theme));
  for (ManyRunsChart* chart : chart_) chart->set_theme(theme);
  if (result_) {
    show_result();
  } else {
    tell(status_->text());
  }
  place();
}

}  // namespace synod::views
