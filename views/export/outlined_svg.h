// SVG that looks the same wherever it is opened.
#pragma once

#include <QByteArray>

namespace synod::views {

/// An SVG file as QSvgGenerator writes it, with each text in the shape that its letters have here.
/// The outline of a word stands in the file once, however often the word is used. Empty where `svg`
/// can't be read.
QByteArray with_outlined_text(const QByteArray& svg);

}  // namespace synod::views
