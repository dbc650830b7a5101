// Pictures of messages, drawn once and kept.
#pragma once

#include <QPainter>
#include <QPixmap>
#include <map>

#include "model/protocol.h"
#include "views/canvas/traffic.h"
#include "views/theme.h"

namespace synod::views {

/// Its size in the scene. `scale` is the layout's.
QSizeF envelope_size(const Face& face, const Theme& theme, const ProtocolInfo& protocol,
                     double scale);

/// Draws the envelope of that size with its top left at the origin, as vectors.
void paint_envelope(QPainter& painter, const Face& face, QSizeF size, const Theme& theme,
                    const ProtocolInfo& protocol, double scale);

/// An envelope's picture for each face that was asked for.
class Envelopes {
 public:
  /// Forgets all pictures where any of these differ from before. `scale` is the layout's, `zoom`
  /// the view's, `ratio` that of device pixels to the view's.
  void prepare(const Theme& theme, const ProtocolInfo& protocol, double scale, double zoom,
               double ratio);

  const QPixmap& picture(const Face& face);
  /// Its size in the scene, the shadowless envelope alone.
  QSizeF size(const Face& face);

 private:
  QPixmap drawn(const Face& face) const;

  Theme theme_;
  const ProtocolInfo* protocol_ = nullptr;
  double scale_ = 0;
  double zoom_ = 0;
  double ratio_ = 0;
  std::map<Face, QPixmap> pictures_;
};

}  // namespace synod::views
