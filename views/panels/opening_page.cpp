#include "views/panels/opening_page.h"

#include <QKeyEvent>
#include <QLocale>
#include <QVBoxLayout>

#include "views/kit/plain_text.h"

namespace synod::views {

namespace {

constexpr int bar_width = 420;

QString megabytes(std::size_t bytes) {
  return QLocale().toString(static_cast<qulonglong>(bytes >> 20));
}

}  // namespace

OpeningPage::OpeningPage(QWidget* parent)
    : QWidget(parent),
      name_(plain_label()),
      progress_(new QProgressBar),
      figures_(plain_label()),
      cancel_(new QPushButton(tr("Cancel"))) {
  name_->setTextFormat(Qt::PlainText);
  QFont large = name_->font();
  large.setPointSizeF(large.pointSizeF() * 1.3);
  name_->setFont(large);
  progress_->setFixedWidth(bar_width);
  progress_->setAccessibleName(tr("Lines of the file that were run"));
  progress_->setToolTip(plain_tip(progress_->accessibleName()));
  figures_->setAccessibleName(tr("How far the file was run"));
  cancel_->setToolTip(tr("Leave the file unopened (Esc); what stood in the window stays"));
  cancel_->setAccessibleName(tr("Cancel the opening"));
  connect(cancel_, &QPushButton::clicked, this, &OpeningPage::cancelled);
  auto* column = new QVBoxLayout(this);
  column->setSpacing(12);
  column->addStretch();
  for (QWidget* part : std::initializer_list<QWidget*>{name_, progress_, figures_, cancel_})
    column->addWidget(part, 0, Qt::AlignHCenter);
  column->addStretch();
  setFocusProxy(cancel_);
}

void OpeningPage::begin(const QString& name) {
  name_->setText(tr("Opening %1").arg(name));
  setAccessibleName(name_->text());
  show_figures({});
}

void OpeningPage::show_figures(const OpeningFigures& figures) {
  // Without lines to count the bar only shows that something goes on.
  progress_->setRange(0, static_cast<int>(figures.lines));
  progress_->setValue(static_cast<int>(figures.line));
  if (figures.events == 0) return figures_->setText(tr("Reading the file"));
  figures_->setText(tr("Line %1: %2 events so far, in %3 MB of at most %4 MB")
                        .arg(QLocale().toString(figures.line),
                             QLocale().toString(static_cast<qulonglong>(figures.events)),
                             megabytes(figures.bytes), megabytes(figures.most_bytes)));
}

void OpeningPage::keyPressEvent(QKeyEvent* event) {
  if (event->key() == Qt::Key_Escape) return cancel_->click();
  QWidget::keyPressEvent(event);
}

}  // namespace synod::views
