// Legend of the canvas: each shape, sign and kind of message with what it stands for.
#pragma once

#include <QDialog>
#include <QGridLayout>
#include <QLabel>
#include <QScrollArea>
#include <functional>

#include "model/world/protocol.h"
#include "views/kit/theme.h"

namespace synod::views {

/// Made from the protocol's own list of messages, and drawn by what draws the canvas, so that it
/// can't fall behind either.
class LegendDialog : public QDialog {
  Q_OBJECT

 public:
  /// `protocol` and `shape` are those of the run that is shown.
  LegendDialog(const ProtocolInfo& protocol, const Shape& shape, QWidget* parent = nullptr);

  void set_theme(const Theme& theme);
  /// All that it says, a line each.
  QString text() const;

 private:
  using Draw = std::function<void(QPainter& painter, const Theme& theme, QRectF box)>;
  struct Entry {
    Draw draw;  ///< Nothing for a heading.
    QString name;
    QString meaning;
    QLabel* sample = nullptr;
    QLabel* words = nullptr;
  };

  void list_nodes(const ProtocolInfo& protocol, const Shape& shape);
  void list_signs(const ProtocolInfo& protocol);
  void list_messages(const ProtocolInfo& protocol);
  void add_heading(const QString& title);
  void add(Draw draw, const QString& name, const QString& meaning);
  void show_entries();

  Theme theme_ = Theme::light();
  std::vector<Entry> entries_;
  QScrollArea* area_;
  QWidget* page_;
  QGridLayout* grid_;
};

}  // namespace synod::views
