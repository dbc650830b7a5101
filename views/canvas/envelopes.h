// Pictures of messages, drawn once and kept.
#pragma once

#include <QPainter>
#include <QPixmap>
#include <map>

#include "model/world/protocol.h"
#include "views/canvas/traffic.h"
#include "views/kit/theme.h"

namespace synod::views {

/// Its size in the scene, without the point in the direction of its travel. `scale` is the
/// layout's.
QSizeF envelope_size(const Face& face, const Theme& theme, const ProtocolInfo& protocol,
                     double scale);

/// How far that point may stand out on each side, at scale 1.
inline constexpr double envelope_point = 9;

/// Draws the envelope of that size with its top left at the origin, as vectors: words in a frame of
/// its ballot's colour, or, where its face is small, a drop in that colour with its kind's letter.
void paint_envelope(QPainter& painter, const Face& face, QSizeF size, const Theme& theme,
                    const ProtocolInfo& protocol, double scale);

/// An envelope's picture for each face that was asked for.
class Envelopes {
 public:
  /// Forgets all pictures where any of these differ from before. `scale` is the layout's, `zoom`
  /// the view's, `ratio` that of device pixels to the view's.
  void prepare(const Theme& theme, const ProtocolInfo& protocol, double scale, double zoom,
               double ratio);

  /// With room for the point around it.
  const QPixmap& picture(const Face& face);
  /// Its size in the scene, without the point.
  QSizeF size(const Face& face);
  /// How far the picture stands out beyond the size, in the scene.
  double margin() const { return envelope_point * scale_; }

 private:
  QPixmap drawn(const Face& face, QSizeF size) const;

  Theme theme_;
  const ProtocolInfo* protocol_ = nullptr;
  double scale_ = 0;
  double zoom_ = 0;
  double ratio_ = 0;
  std::map<Face, QPixmap> pictures_;
  std::map<Face, QSizeF> sizes_;  ///< Whichever the heading.
  QSizeF small_;                  ///< Of all that are small.
};

}  // namespace synod::views
