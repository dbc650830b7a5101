#include "app/export/export_dialog.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QRegularExpression>
#include <QScreen>
#include <QStandardPaths>
#include <QVBoxLayout>
#include <algorithm>

#include "app/export/export_diagram.h"
#include "app/export/export_ffmpeg.h"
#include "app/export/export_strip.h"
#include "app/parts/appearance.h"
#include "app/play/player.h"
#include "app/session/session.h"
#include "views/canvas/canvas.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/translated.h"

namespace synod::app {

namespace {

constexpr int format_role = Qt::UserRole;
constexpr int list_width = 210;
constexpr int form_width = 400;

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(Export)
};

QString without_suffix(QString title) {
  if (title.endsWith(QStringLiteral(".synod"))) title.chop(6);
  return title;
}

/// A name that every file system takes.
QString file_name(QString title) {
  static const QRegularExpression odd(QStringLiteral("[\\\\/:*?\"<>|\\s]+"));
  title = title.replace(odd, QStringLiteral(" ")).trimmed();
  return title.isEmpty() ? QStringLiteral("synod") : title;
}

QString group_title(ExportGroup group) {
  switch (group) {
    case ExportGroup::picture: return Texts::tr("Picture of the canvas");
    case ExportGroup::diagram: return Texts::tr("Picture of the diagram");
    case ExportGroup::handout: return Texts::tr("Hand-out");
    case ExportGroup::film: return Texts::tr("Film");
    case ExportGroup::data: return Texts::tr("Data");
  }
  return {};
}

bool needs_ffmpeg(const ExportInfo& info) {
  return info.group == ExportGroup::film && info.format != ExportFormat::frames;
}

QSpinBox* pixel_field(int value, int least, int most, const QString& name) {
  auto* field = new QSpinBox;
  field->setRange(least, most);
  field->setValue(value);
  field->setSingleStep(10);
  field->setAccessibleName(name);
  field->setToolTip(views::plain_tip(name));
  return field;
}

}  // namespace

ExportDialog::ExportDialog(MakeOrder make_order, const QString& title, const QString& folder,
                           const views::Theme& theme, QWidget* parent)
    : QDialog(parent),
      make_order_(std::move(make_order)),
      title_(without_suffix(title)),
      theme_(theme) {
  setWindowTitle(tr("Export"));
  list_formats();
  auto* right = new QVBoxLayout;
  help_ = views::plain_label();
  help_->setWordWrap(true);
  help_->setMinimumWidth(static_cast<int>(form_width * theme.scale));
  right->addWidget(help_);
  right->addLayout(build_options());
  right->addStretch(1);
  right->addLayout(build_place());
  auto* across = new QHBoxLayout;
  across->setSpacing(18);
  across->addWidget(formats_);
  across->addLayout(right, 1);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(18, 18, 18, 14);
  column->setSpacing(14);
  column->addLayout(across, 1);
  column->addLayout(build_buttons());
  connect(formats_, &QListWidget::currentRowChanged, this, &ExportDialog::show_format);
  connect(&job_, &ExportJob::progressed, this, [this](double share) {
    progress_->setValue(static_cast<int>(share * progress_->maximum()));
  });
  connect(&job_, &ExportJob::ended, this, &ExportDialog::show_end);
  set_theme(theme);
  set_running(false);
  choose(ExportFormat::png);
  suggestion_ = suggested(folder);
  place_->setText(suggestion_);
}

void ExportDialog::list_formats() {
  formats_ = new QListWidget;
  formats_->setAccessibleName(tr("What to make"));
  formats_->setToolTip(tr("What to make of this run"));
  std::optional<ExportGroup> group;
  for (const ExportInfo& info : export_formats()) {
    if (group != info.group) {
      auto* heading = new QListWidgetItem(group_title(info.group), formats_);
      heading->setFlags(Qt::NoItemFlags);
      heading->setFont(views::caption_font(theme_));
      group = info.group;
    }
    auto* item =
        new QListWidgetItem(QStringLiteral("  ") + views::translated(info.title), formats_);
    item->setData(format_role, static_cast<int>(info.format));
    item->setToolTip(views::plain_tip(views::translated(info.help)));
  }
  formats_->setFixedWidth(static_cast<int>(list_width * theme_.scale));
}

QLayout* ExportDialog::build_options() {
  options_ = new QFormLayout;
  width_ = pixel_field(1920, 160, 7680, tr("Width in pixels"));
  height_ = pixel_field(1080, 120, 4320, tr("Height in pixels"));
  size_ = new QWidget;
  auto* both = new QHBoxLayout(size_);
  both->setContentsMargins(0, 0, 0, 0);
  both->addWidget(width_);
  both->addWidget(views::plain_label(QStringLiteral("×")));
  both->addWidget(height_);
  both->addStretch(1);
  part_ = new QWidget;
  auto* span = new QHBoxLayout(part_);
  span->setContentsMargins(0, 0, 0, 0);
  const int length = static_cast<int>(make_order_(ExportFormat::csv).run.actions.size());
  from_ = pixel_field(0, 0, length, tr("The first event of the part"));
  to_ = pixel_field(length, 0, length, tr("The last event of the part"));
  span->addWidget(from_);
  span->addWidget(views::plain_label(QStringLiteral("–")));
  span->addWidget(to_);
  span->addStretch(1);
  pages_ = views::plain_label();
  pages_->setWordWrap(true);
  pages_->setAccessibleName(tr("How many pages"));
  for (QSpinBox* field : {from_, to_})
    connect(field, &QSpinBox::valueChanged, this, &ExportDialog::show_pages);
  look_ = new QComboBox;
  look_->addItems({tr("Light"), tr("Dark")});
  look_->setAccessibleName(tr("Theme of the picture"));
  look_->setToolTip(tr("Light prints better, dark suits dark slides"));
  fps_ = pixel_field(30, 1, 60, tr("Pictures a second"));
  fps_->setSingleStep(5);
  speed_ = new QComboBox;
  for (const double speed : {0.25, 0.5, 1.0, 2.0, 4.0})
    speed_->addItem(QStringLiteral("%1×").arg(speed), speed);
  speed_->setCurrentIndex(2);
  speed_->setAccessibleName(tr("Speed of the film"));
  speed_->setToolTip(tr("1× is how fast the window plays"));
  options_->addRow(tr("Si&ze"), size_);
  options_->addRow(tr("E&vents"), part_);
  options_->addRow(tr("Pages"), pages_);
  options_->addRow(tr("&Theme"), look_);
  options_->addRow(tr("&Pictures a second"), fps_);
  options_->addRow(tr("Sp&eed"), speed_);
  return options_;
}

QLayout* ExportDialog::build_place() {
  place_ = new QLineEdit;
  place_->setAccessibleName(tr("File"));
  place_->setToolTip(tr("The file to write, or the new folder for numbered pictures"));
  browse_ = new QPushButton(tr("&Choose…"));
  browse_->setToolTip(tr("Choose the file"));
  browse_->setAutoDefault(false);
  connect(browse_, &QPushButton::clicked, this, &ExportDialog::browse);
  auto* row = new QHBoxLayout;
  auto* name = views::plain_label(tr("&File"));
  name->setBuddy(place_);
  row->addWidget(name);
  row->addWidget(place_, 1);
  row->addWidget(browse_);
  return row;
}

QLayout* ExportDialog::build_buttons() {
  said_ = views::plain_label();
  said_->setWordWrap(true);
  said_->setAccessibleName(tr("How it went"));
  progress_ = new QProgressBar;
  progress_->setRange(0, 1000);
  progress_->setAccessibleName(tr("How far it is"));
  progress_->setToolTip(tr("How far it is"));
  save_ = new QPushButton(tr("&Save"));
  save_->setToolTip(tr("Write the file (Enter)"));
  save_->setDefault(true);
  close_ = new QPushButton;
  close_->setAutoDefault(false);
  connect(save_, &QPushButton::clicked, this, &ExportDialog::save);
  connect(close_, &QPushButton::clicked, this, &ExportDialog::reject);
  auto* row = new QHBoxLayout;
  row->addWidget(said_, 1);
  row->addWidget(progress_, 1);
  row->addWidget(save_);
  row->addWidget(close_);
  return row;
}

void ExportDialog::set_theme(const views::Theme& theme) {
  setStyleSheet(
      views::field_style(theme) + views::button_style(theme) +
      QStringLiteral("QLabel { color: %1; }"
                     "QComboBox, QSpinBox, QAbstractItemView { color: %1; background-color: %2; }"
                     "QListWidget { border: 1px solid %3; border-radius: 6px; }"
                     "QListWidget::item { padding: 3px 8px; }"
                     "QListWidget::item:selected { background: %4; color: %1; }"
                     "QListWidget::item:disabled { color: %5; padding-top: 9px; }")
          .arg(theme.text.name(), theme.raised.name(), theme.divider.name(), theme.soft.name(),
               theme.muted.name()));
  save_->setStyleSheet(views::primary_button_style(theme));
  views::paint_ground(*this, theme, theme.panel);
  for (QWidget* child : findChildren<QWidget*>()) child->setFont(theme.font(9.5));
  // All of them at once, where the screen has room for it: who has to scroll does not know what
  // there is.
  int rows = 0;
  for (int row = 0; row < formats_->count(); ++row) rows += formats_->sizeHintForRow(row);
  formats_->setMinimumHeight(std::min(rows + 2 * formats_->frameWidth() + 4,
                                      screen()->availableGeometry().height() * 7 / 10));
}

ExportFormat ExportDialog::format() const {
  return static_cast<ExportFormat>(formats_->currentItem()->data(format_role).toInt());
}

void ExportDialog::choose(ExportFormat format) {
  for (int row = 0; row < formats_->count(); ++row) {
    const QVariant its = formats_->item(row)->data(format_role);
    if (its.isValid() && its.toInt() == static_cast<int>(format)) formats_->setCurrentRow(row);
  }
}

void ExportDialog::show_row(QWidget* field, bool shown) {
  field->setVisible(shown);
  options_->labelForField(field)->setVisible(shown);
}

void ExportDialog::show_format() {
  const ExportInfo& info = info_of(format());
  const bool film = info.group == ExportGroup::film;
  help_->setText(views::translated(info.help) + u'.');
  // A diagram has a size of its own: that of the run.
  show_row(size_, info.has_size() && info.group != ExportGroup::diagram);
  show_row(part_, info.has_part());
  show_row(pages_, info.group == ExportGroup::diagram);
  show_row(look_, info.has_theme());
  show_row(fps_, film);
  show_row(speed_, film);
  show_pages();
  width_->setValue(film ? 1280 : 1920);
  height_->setValue(film ? 720 : 1080);
  const bool possible = !needs_ffmpeg(info) || !ffmpeg_program().isEmpty();
  save_->setEnabled(possible);
  said_->setText(possible ? QString() : without_ffmpeg());
  const QFileInfo place(place_->text());
  if (place_->text() == suggestion_) {
    suggestion_ = suggested(place.path());
    return place_->setText(suggestion_);
  }
  // The name that was chosen stays, with the format's own ending.
  QString path = place.path() + u'/' + place.completeBaseName();
  if (*info.suffix != '\0') path += QString(".") + info.suffix;
  place_->setText(path);
}

void ExportDialog::show_pages() {
  // A part ends no earlier than it begins.
  from_->setMaximum(to_->value());
  to_->setMinimum(from_->value());
  if (formats_->currentItem() == nullptr || info_of(format()).group != ExportGroup::diagram) return;
  const std::size_t pages = diagram_pages(order());
  pages_->setText(pages > most_diagram_pages
                      ? tr("%1: more than %2, take a part").arg(pages).arg(most_diagram_pages)
                      : QString::number(pages));
}

QString ExportDialog::suggested(const QString& folder) const {
  const ExportInfo& info = info_of(format());
  QString name = file_name(title_);
  if (*info.kind != '\0') name += u' ' + QString::fromUtf8(info.kind);
  if (*info.suffix != '\0') name += u'.' + QString::fromUtf8(info.suffix);
  return folder + u'/' + name;
}

void ExportDialog::browse() {
  const ExportInfo& info = info_of(format());
  const QString suffix = info.suffix;
  const QString path = QFileDialog::getSaveFileName(
      this, tr("Export"), place_->text(),
      suffix.isEmpty() ? QString() : QStringLiteral("*.%1").arg(suffix), nullptr,
      QFileDialog::DontConfirmOverwrite);
  if (path.isEmpty()) return;
  place_->setText(QFileInfo(path).suffix().isEmpty() && !suffix.isEmpty() ? path + u'.' + suffix
                                                                          : path);
}

ExportOrder ExportDialog::order() const {
  ExportOrder order = make_order_(format());
  const ExportInfo& info = info_of(format());
  order.format = info.format;
  order.title = title_;
  if (!size_->isHidden()) order.size = {width_->value(), height_->value()};
  if (info.has_part()) {
    order.from = static_cast<EventNumber>(from_->value());
    // A run that goes on meanwhile is taken to its end.
    if (to_->value() < to_->maximum()) order.to = static_cast<EventNumber>(to_->value());
  }
  order.theme = look_->currentIndex() == 1 ? views::Theme::night() : views::Theme::light();
  order.fps = fps_->value();
  order.speed = speed_->currentData().toDouble();
  return order;
}

bool ExportDialog::may_replace(const QString& path) {
  // Of several pages the first stands for all.
  const bool numbered = info_of(format()).group == ExportGroup::diagram &&
                        format() != ExportFormat::diagram_pdf && diagram_pages(order()) > 1;
  const QString file = numbered ? page_file(path, 1) : path;
  if (!QFileInfo(file).isFile()) return true;
  return views::plain_question(this, windowTitle(),
                               tr("%1 is there already. Replace it?").arg(file)) ==
         QMessageBox::Yes;
}

void ExportDialog::save() {
  if (job_.running() || !save_->isEnabled()) return;
  const QString path = place_->text().trimmed();
  if (path.isEmpty()) {
    said_->setText(tr("Name a file first."));
    return;
  }
  if (!may_replace(path)) return;
  output_ = path;
  set_running(true);
  job_.start([order = order(), path](const ExportProgress& progress) {
    return run_export(order, path, progress);
  });
}

void ExportDialog::set_running(bool running) {
  progress_->setVisible(running);
  progress_->setValue(0);
  said_->setVisible(!running);
  save_->setEnabled(!running);
  formats_->setEnabled(!running);
  browse_->setEnabled(!running);
  place_->setEnabled(!running);
  close_->setText(running ? tr("Cancel") : tr("Close"));
  close_->setToolTip(views::plain_tip(running ? tr("Stop; no file is left behind (Esc)")
                                              : tr("Back to the window (Esc)")));
}

void ExportDialog::reject() {
  if (job_.running()) return job_.cancel();
  QDialog::reject();
}

void ExportDialog::show_end(const ExportOutcome& outcome) {
  set_running(false);
  switch (outcome.end) {
    case ExportEnd::done:
      said_->setText(tr("Written: %1").arg(outcome.told.isEmpty() ? output_ : outcome.told));
      break;
    case ExportEnd::cancelled: said_->setText(tr("Cancelled; no file was left behind.")); break;
    case ExportEnd::failed: said_->setText(outcome.why); break;
  }
}

void open_export(const Session& session, const Player& player, const Appearance& appearance,
                 QWidget* parent) {
  auto* dialog = parent->findChild<ExportDialog*>();
  if (dialog == nullptr) {
    const auto* canvas = parent->findChild<views::Canvas*>();
    const QString folder = session.file().isEmpty()
                               ? QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation)
                               : QFileInfo(session.file()).absolutePath();
    const auto make_order = [&session, &player, canvas](ExportFormat format) {
      ExportOrder order;
      order.run = line_of(session.history());
      if (format == ExportFormat::synod) order.script = session.script().toStdString();
      order.at = player.position();
      order.moments = bookmarked_events(session.history(), session.bookmarks());
      if (canvas != nullptr)
        order.shown = std::make_shared<const views::Picture>(canvas->picture_shown());
      return order;
    };
    dialog = new ExportDialog(make_order, session.title(), folder, appearance.theme(), parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
  }
  dialog->show();
  dialog->raise();
  dialog->activateWindow();
}

}  // namespace synod::app
