// Hand-out dialog: format, answers and place of a lesson's hand-out.
#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>

#include "app/export/export_job.h"
#include "app/export/hand_out_export.h"

namespace synod::app {

/// Makes hand-outs of one lesson's file. Stays open while one is made beside the window, and says
/// how it went.
class HandOutDialog : public QDialog {
  Q_OBJECT

 public:
  HandOutDialog(const QString& lesson, const views::Theme& theme, QWidget* parent = nullptr);

 public slots:
  void save();
  /// Calls off what runs; else closes.
  void reject() override;

 private:
  QLayout* build_options();
  QLayout* build_place();
  QLayout* build_buttons();
  void set_theme(const views::Theme& theme);
  HandOutFormat format() const;
  QString suffix() const;
  void show_format();
  void browse();
  void set_running(bool running);
  void show_end(const ExportOutcome& outcome);

  ExportJob job_;
  QString lesson_;
  QString output_;
  QComboBox* formats_;
  QCheckBox* answers_;
  QCheckBox* notes_;
  QLineEdit* place_;
  QPushButton* browse_;
  QProgressBar* progress_;
  QLabel* said_;
  QPushButton* save_;
  QPushButton* close_;
};

/// Opens the dialog for the lesson's file; where one is open already, brings it to the front.
void open_hand_out(const QString& lesson, const views::Theme& theme, QWidget* parent);

}  // namespace synod::app
