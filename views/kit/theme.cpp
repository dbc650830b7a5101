#include "views/kit/theme.h"

#include <QFontDatabase>
#include <QGuiApplication>
#include <algorithm>
#include <array>
#include <cmath>

namespace synod::views {

namespace {

const QColor blue("#0072B2");
const QColor vermillion("#D55E00");
const QColor green("#009E73");
const QColor purple("#CC79A7");
const QColor orange("#E69F00");
const QColor sky("#56B4E9");
const QColor yellow("#F0E442");
const QColor grey("#9AA3AD");

const QColor dark_text("#10151B");

QColor mix(const QColor& a, const QColor& b, double share) {
  const auto part = [&](int x, int y) { return static_cast<int>(x + (y - x) * share + 0.5); };
  return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

/// Brightness as the eye sees it, 0 to 1 (WCAG 2.1, "relative luminance").
double luminance(const QColor& color) {
  const auto linear = [](double part) {
    return part <= 0.03928 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) +
         0.0722 * linear(color.blueF());
}

/// Dark or white, whichever reads better on `fill`.
QColor text_on(const QColor& fill) {
  const double light = luminance(fill);
  return (1.05 / (light + 0.05)) > ((light + 0.05) / (luminance(dark_text) + 0.05))
             ? QColor(Qt::white)
             : dark_text;
}

// Ballots keep clear of the tints of values, above all of blue and green, so that the colour of a
// ballot is not taken for a word. Neighbours differ in brightness too, for whoever sees fewer hues.
const std::array<QColor, 8> on_white{
    QColor("#4A3A9E"), vermillion,        QColor("#9B2A6B"), QColor("#8A8420"),
    QColor("#46586A"), QColor("#C98A8A"), QColor("#7A4B1E"), grey};
const std::array<QColor, 8> on_black{
    QColor("#A99CF2"), QColor("#E8853A"), QColor("#F08CC0"), QColor("#C9C45A"),
    QColor("#8FA6BD"), QColor("#B5605F"), QColor("#CDA77A"), grey};

}  // namespace

Theme Theme::light() {
  Theme theme;
  theme.canvas = QColor("#FBFCFD");
  theme.panel = QColor("#FFFFFF");
  theme.raised = QColor("#FFFFFF");
  theme.soft = QColor("#EAF3FA");
  theme.divider = QColor("#E2E6EB");
  theme.link = QColor("#C3C9D0");
  theme.text = QColor("#1B222B");
  theme.muted = QColor("#626C78");
  theme.accent = blue;
  theme.on_accent = Qt::white;
  theme.good = QColor("#00805D");
  theme.bad = QColor("#C0341D");
  return theme;
}

Theme Theme::paper() {
  Theme theme = light();
  theme.canvas = Qt::white;
  theme.muted = QColor("#4A525C");
  theme.link = QColor("#9AA2AB");
  theme.divider = QColor("#B4BBC3");
  return theme;
}

Theme Theme::night() {
  Theme theme;
  theme.dark = true;
  theme.canvas = QColor("#171C22");
  theme.panel = QColor("#1B2027");
  theme.raised = QColor("#222932");
  theme.soft = QColor("#20303D");
  theme.divider = QColor("#2A323B");
  theme.link = QColor("#4A545F");
  theme.text = QColor("#EEF1F4");
  theme.muted = QColor("#98A2AE");
  theme.accent = sky;
  theme.on_accent = dark_text;
  theme.good = QColor("#2FC79A");
  theme.bad = QColor("#FF8A70");
  return theme;
}

Ink Theme::ballot(std::uint32_t proposer) const {
  return series(detail == LevelOfDetail::basic ? 0 : proposer);
}

Ink Theme::series(std::uint32_t number) const {
  if (number == 0) return {muted, mix(muted, dark ? Qt::white : Qt::black, 0.25), text_on(muted)};
  const auto& palette = dark ? on_black : on_white;
  const QColor fill = palette[(number + palette.size() - 1) % palette.size()];
  // The second eight are told from the first by their dark outline, and all by their number.
  const QColor line =
      number > palette.size() ? text : mix(fill, dark ? Qt::white : Qt::black, 0.25);
  return {fill, line, text_on(fill)};
}

Ink Theme::value(const Text& word) const {
  // A sum over the letters gives each word one of a few tints: the same word, the same tint,
  // everywhere.
  std::uint32_t sum = 0;
  for (char letter : word.view()) sum = sum * 31 + static_cast<unsigned char>(letter);
  static const std::array<QColor, 5> tints{sky, green, purple, yellow, orange};
  QColor tint = tints[sum % tints.size()];
  if (word == Text("blue")) tint = sky;
  if (word == Text("green")) tint = green;
  if (word == Text("orange")) tint = orange;
  if (word == Text("yellow")) tint = yellow;
  if (word == Text("purple")) tint = purple;
  if (word == Text("red")) tint = vermillion;
  return {mix(raised, tint, dark ? 0.28 : 0.25),
          mix(tint, dark ? Qt::white : Qt::black, dark ? 0.1 : 0.25), text};
}

QFont Theme::font(double points, int weight) const {
  // Eleven pixels on a usual screen: smaller letters are not read by everybody.
  constexpr double least_points = 8.25;
  static const bool inter = QFontDatabase::families().contains("Inter");
  QFont font = inter ? QFont("Inter") : QGuiApplication::font();
  font.setPointSizeF(std::max(points, least_points) * scale);
  font.setWeight(static_cast<QFont::Weight>(weight));
  return font;
}

}  // namespace synod::views
