// Page that stands in the window while a long file is opened.
#pragma once

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QWidget>

namespace synod::views {

/// How far the opening of a file has come.
struct OpeningFigures {
  std::uint32_t line = 0;
  std::uint32_t lines = 0;
  std::uint64_t events = 0;
  std::size_t bytes = 0;  ///< Of the history so far.
  std::size_t most_bytes = 0;
};

/// Says what is opened and how far that is, and lets it be cancelled.
class OpeningPage : public QWidget {
  Q_OBJECT

 public:
  explicit OpeningPage(QWidget* parent = nullptr);

  /// Begins anew: `name` is what is opened.
  void begin(const QString& name);
  void show_figures(const OpeningFigures& figures);
  /// What it says of the figures.
  QString told() const { return figures_->text(); }
  QPushButton& cancel_button() { return *cancel_; }

 signals:
  void cancelled();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QLabel* name_;
  QProgressBar* progress_;
  QLabel* figures_;
  QPushButton* cancel_;
};

}  // namespace synod::views
