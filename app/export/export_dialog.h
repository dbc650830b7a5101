// Export dialog: format, options and place of the file.
#pragma once

#include <QComboBox>
#include <QDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>
#include <functional>

#include "app/export/export_job.h"

namespace synod::app {

class Appearance;
class Player;
class Session;

/// All formats with their options. Stays open while an export runs beside the window, and says how
/// it went.
class ExportDialog : public QDialog {
  Q_OBJECT

 public:
  /// Says what the run and its moment are; the dialog adds the rest.
  using MakeOrder = std::function<ExportOrder(ExportFormat format)>;

  ExportDialog(MakeOrder make_order, const QString& title, const QString& folder,
               const views::Theme& theme, QWidget* parent = nullptr);

  ExportFormat format() const;
  void choose(ExportFormat format);
  const QString& last_output() const { return output_; }

 public slots:
  void save();
  /// Calls off what runs; else closes.
  void reject() override;

 private:
  void list_formats();
  QLayout* build_options();
  QLayout* build_place();
  QLayout* build_buttons();
  void set_theme(const views::Theme& theme);
  void show_format();
  void browse();
  void show_row(QWidget* field, bool shown);
  void set_running(bool running);
  void show_end(const ExportOutcome& outcome);
  /// Says of a diagram how many pages it takes.
  void show_pages();
  ExportOrder order() const;
  QString suggested(const QString& folder) const;
  bool may_replace(const QString& path);

  MakeOrder make_order_;
  ExportJob job_;
  QString title_;
  QString suggestion_;  ///< The name that was suggested last.
  QString output_;
  views::Theme theme_;
  QListWidget* formats_;
  QLabel* help_;
  QFormLayout* options_ = nullptr;
  QSpinBox* width_;
  QSpinBox* height_;
  QWidget* size_;
  QSpinBox* from_;
  QSpinBox* to_;
  QWidget* part_;
  QLabel* pages_;
  QComboBox* look_;
  QComboBox* speed_;
  QSpinBox* fps_;
  QLineEdit* place_;
  QPushButton* browse_;
  QProgressBar* progress_;
  QLabel* said_;
  QPushButton* save_;
  QPushButton* close_;
};

/// Opens the dialog for the session's line and the moment that is shown; where it is open already,
/// brings it to the front. `session` and `player` must outlive `parent`'s children or be closed
/// with them.
void open_export(const Session& session, const Player& player, const Appearance& appearance,
                 QWidget* parent);

}  // namespace synod::app
