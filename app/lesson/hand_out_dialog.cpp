#include "app/lesson/hand_out_dialog.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QMessageBox>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "views/kit/plain_text.h"
#include "views/kit/style.h"

namespace synod::app {

namespace {
constexpr int least_width = 520;
}  // namespace

HandOutDialog::HandOutDialog(const QString& lesson, const views::Theme& theme, QWidget* parent)
    : QDialog(parent), lesson_(lesson) {
  setWindowTitle(tr("Export hand-out"));
  setMinimumWidth(static_cast<int>(least_width * theme.scale));
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(18, 18, 18, 14);
  column->setSpacing(14);
  auto* help = views::plain_label(
      tr("The lesson's text, key pictures, questions and goals, to print or to put online."));
  help->setWordWrap(true);
  column->addWidget(help);
  column->addLayout(build_options());
  column->addLayout(build_place());
  column->addLayout(build_buttons());
  connect(&job_, &ExportJob::progressed, this, [this](double share) {
    progress_->setValue(static_cast<int>(share * progress_->maximum()));
  });
  connect(&job_, &ExportJob::ended, this, &HandOutDialog::show_end);
  set_theme(theme);
  set_running(false);
  const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
  place_->setText(folder + u'/' + QFileInfo(lesson).completeBaseName() + suffix());
}

QLayout* HandOutDialog::build_options() {
  formats_ = new QComboBox;
  formats_->addItems({tr("PDF, pages of A4"), tr("HTML, one page for a browser")});
  formats_->setAccessibleName(tr("Format"));
  formats_->setToolTip(tr("PDF prints the same everywhere; answers can be typed into HTML"));
  connect(formats_, &QComboBox::currentIndexChanged, this, &HandOutDialog::show_format);
  answers_ = new QCheckBox(tr("With &answers"));
  answers_->setChecked(true);
  answers_->setToolTip(tr("Pages at the end that tell what is right, and why"));
  notes_ = new QCheckBox(tr("With the &notes for the teacher"));
  notes_->setToolTip(tr("They may tell answers, so they are left out where the answers are"));
  connect(answers_, &QCheckBox::toggled, this, [this](bool on) {
    notes_->setEnabled(on);
    if (!on) notes_->setChecked(false);
  });
  auto* form = new QFormLayout;
  form->addRow(tr("F&ormat"), formats_);
  form->addRow(QString(), answers_);
  form->addRow(QString(), notes_);
  return form;
}

QLayout* HandOutDialog::build_place() {
  place_ = new QLineEdit;
  place_->setAccessibleName(tr("File"));
  place_->setToolTip(tr("The file to write"));
  browse_ = new QPushButton(tr("&Choose…"));
  browse_->setToolTip(tr("Choose the file"));
  browse_->setAutoDefault(false);
  connect(browse_, &QPushButton::clicked, this, &HandOutDialog::browse);
  auto* name = views::plain_label(tr("&File"));
  name->setBuddy(place_);
  auto* row = new QHBoxLayout;
  row->addWidget(name);
  row->addWidget(place_, 1);
  row->addWidget(browse_);
  return row;
}

QLayout* HandOutDialog::build_buttons() {
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
  connect(save_, &QPushButton::clicked, this, &HandOutDialog::save);
  connect(close_, &QPushButton::clicked, this, &HandOutDialog::reject);
  auto* row = new QHBoxLayout;
  row->addWidget(said_, 1);
  row->addWidget(progress_, 1);
  row->addWidget(save_);
  row->addWidget(close_);
  return row;
}

void HandOutDialog::set_theme(const views::Theme& theme) {
  setStyleSheet(views::field_style(theme) + views::button_style(theme) +
                QStringLiteral("QLabel, QCheckBox { color: %1; }"
                               "QComboBox, QAbstractItemView { color: %1; background-color: %2; }")
                    .arg(theme.text.name(), theme.raised.name()));
  save_->setStyleSheet(views::primary_button_style(theme));
  views::paint_ground(*this, theme, theme.panel);
  for (QWidget* child : findChildren<QWidget*>()) child->setFont(theme.font(9.5));
}

HandOutFormat HandOutDialog::format() const {
  return formats_->currentIndex() == 0 ? HandOutFormat::pdf : HandOutFormat::html;
}

QString HandOutDialog::suffix() const {
  return format() == HandOutFormat::pdf ? QStringLiteral(".pdf") : QStringLiteral(".html");
}

/// The name stays, with the format's own ending.
void HandOutDialog::show_format() {
  const QFileInfo place(place_->text());
  place_->setText(place.path() + u'/' + place.completeBaseName() + suffix());
}

void HandOutDialog::browse() {
  const QString path =
      QFileDialog::getSaveFileName(this, windowTitle(), place_->text(), u'*' + suffix(), nullptr,
                                   QFileDialog::DontConfirmOverwrite);
  if (path.isEmpty()) return;
  place_->setText(QFileInfo(path).suffix().isEmpty() ? path + suffix() : path);
}

void HandOutDialog::save() {
  if (job_.running()) return;
  const QString path = place_->text().trimmed();
  if (path.isEmpty()) return said_->setText(tr("Name a file first."));
  if (QFileInfo(path).isFile() &&
      views::plain_question(this, windowTitle(),
                            tr("%1 is there already. Replace it?").arg(path)) != QMessageBox::Yes)
    return;
  output_ = path;
  said_->clear();
  set_running(true);
  const HandOutWish wish{answers_->isChecked(), notes_->isChecked()};
  job_.start([lesson = lesson_, format = format(), wish, path](const ExportProgress& progress) {
    return export_hand_out(lesson, format, wish, path, progress);
  });
}

void HandOutDialog::set_running(bool running) {
  progress_->setVisible(running);
  progress_->setValue(0);
  said_->setVisible(!running);
  for (QWidget* field :
       std::initializer_list<QWidget*>{save_, formats_, answers_, notes_, browse_, place_})
    field->setEnabled(!running);
  notes_->setEnabled(!running && answers_->isChecked());
  close_->setText(running ? tr("Cancel") : tr("Close"));
  close_->setToolTip(views::plain_tip(running ? tr("Stop; no file is left behind (Esc)")
                                              : tr("Back to the window (Esc)")));
}

void HandOutDialog::reject() {
  if (job_.running()) return job_.cancel();
  QDialog::reject();
}

void HandOutDialog::show_end(const ExportOutcome& outcome) {
  set_running(false);
  switch (outcome.end) {
    case ExportEnd::done: return said_->setText(tr("Written: %1").arg(output_));
    case ExportEnd::cancelled: return said_->setText(tr("Cancelled; no file was left behind."));
    case ExportEnd::failed: return said_->setText(outcome.why);
  }
}

void open_hand_out(const QString& lesson, const views::Theme& theme, QWidget* parent) {
  auto* dialog = parent->findChild<HandOutDialog*>();
  if (dialog == nullptr) {
    dialog = new HandOutDialog(lesson, theme, parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
  }
  dialog->show();
  dialog->raise();
  dialog->activateWindow();
}

}  // namespace synod::app
