#include "views/classroom/story_line.h"

#include <QFontInfo>
#include <QPainter>
#include <QTextDocument>
#include <tuple>

#include "views/kit/cover.h"
#include "views/kit/style.h"

namespace synod::views {

namespace {

// Points at scale 1, from what it should be down to what can still be read from afar.
constexpr double sizes[] = {13, 12, 11, 10, 9};
constexpr double next_points = 9.5;
constexpr double side = 24;
constexpr double above = 8;
constexpr double number_width = 50;
constexpr int most_lines = 2;

double line_height(const Theme& theme, double points) {
  return QFontMetricsF(theme.font(points, QFont::DemiBold)).lineSpacing();
}

}  // namespace

StoryLine::StoryLine(const StoryModel* story, QWidget* parent) : QWidget(parent), story_(story) {
  setAccessibleName(tr("The present event"));
  setToolTip(tr("What just happened, and below it what comes next"));
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  set_theme(theme_);
}

void StoryLine::set_theme(const Theme& theme) {
  theme_ = theme;
  paint_ground(*this, theme, theme.panel);
  setFixedHeight(sizeHint().height());
  update();
}

QSize StoryLine::sizeHint() const {
  const double height = most_lines * line_height(theme_, sizes[0]) +
                        line_height(theme_, next_points) + 3 * above * theme_.scale;
  return {800, static_cast<int>(height)};
}

void StoryLine::show_frame(const Frame& frame) {
  const auto before = std::tie(number_, node_, sentence_, rule_, next_, covered_);
  const std::tuple<QString, QString, QString, QString, QString, bool> old = before;
  read(frame);
  if (before == old) return;
  setAccessibleDescription(text());
  update();
}

void StoryLine::read(const Frame& frame) {
  const int row = story_->present_row();
  const auto said = [&](int at, int role) {
    return story_->data(story_->index(at), role).toString();
  };
  number_ = row < 0 ? QString() : said(row, StoryModel::number_role);
  node_ = row < 0 ? QString() : said(row, StoryModel::node_role);
  sentence_ = row < 0 ? tr("Nothing has happened yet.") : said(row, StoryModel::sentence_role);
  rule_ = row < 0 ? QString() : said(row, StoryModel::rule_role);
  covered_ = frame.answers_hidden;
  next_.clear();
  const int after = story_->following_row();
  if (covered_ || after >= story_->rowCount()) return;
  next_ = said(after, StoryModel::sentence_role);
  // What is recorded already is a sentence of its own; what is due says "next" itself.
  if (story_->moment(after))
    next_ = tr("next: %1").arg(QString(said(after, StoryModel::node_role) + ' ' + next_).trimmed());
}

QString StoryLine::text() const {
  QString all = QString(number_ + ' ' + node_ + ' ' + sentence_).simplified();
  if (!rule_.isEmpty()) all += QStringLiteral(" (%1)").arg(rule_);
  return all;
}

int StoryLine::letters() const {
  const double width = this->width() - (2 * side + number_width) * theme_.scale;
  return QFontInfo(theme_.font(fitting(width))).pixelSize();
}

QString StoryLine::html(double points) const {
  const QString name =
      node_.isEmpty() ? QString() : QStringLiteral("<b>%1</b> ").arg(node_.toHtmlEscaped());
  QString body = name + sentence_.toHtmlEscaped();
  if (!rule_.isEmpty())
    body += QStringLiteral(" <span style='color:%1; font-size:%2pt'>&nbsp;%3</span>")
                .arg(theme_.muted.name())
                .arg(points * theme_.scale * 0.75, 0, 'f', 1)
                .arg(rule_.toHtmlEscaped().replace(' ', "&nbsp;"));
  return QStringLiteral("<span style='color:%1'>%2</span>").arg(theme_.text.name(), body);
}

double StoryLine::fitting(double width) const {
  const double room = most_lines * line_height(theme_, sizes[0]) + 1;
  for (const double points : sizes) {
    QTextDocument document;
    document.setDocumentMargin(0);
    document.setDefaultFont(theme_.font(points));
    document.setHtml(html(points));
    document.setTextWidth(width);
    if (document.size().height() <= room) return points;
  }
  return sizes[std::size(sizes) - 1];
}

void StoryLine::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(theme_.divider);
  painter.drawLine(0, 0, width(), 0);
  const double unit = theme_.scale;
  const double left = (side + number_width) * unit;
  const double room = width() - left - side * unit;
  const double points = fitting(room);
  const double high = line_height(theme_, points);
  const double top = above * unit;

  painter.setFont(theme_.font(points, QFont::DemiBold));
  painter.setPen(theme_.accent);
  painter.drawText(QRectF(0, top, left - 14 * unit, high), Qt::AlignRight | Qt::AlignVCenter,
                   number_);
  QTextDocument document;
  document.setDocumentMargin(0);
  document.setDefaultFont(theme_.font(points));
  document.setHtml(html(points));
  document.setTextWidth(room);
  painter.save();
  painter.translate(left, top);
  document.drawContents(&painter);
  painter.restore();

  const double small = line_height(theme_, next_points);
  const QRectF next(left, height() - small - above * unit, room, small);
  if (covered_) {
    draw_cover(painter, theme_, next.adjusted(0, 1, -room * 0.5, -1));
    return;
  }
  QFont italic = theme_.font(next_points);
  italic.setItalic(true);
  painter.setFont(italic);
  painter.setPen(theme_.muted);
  painter.drawText(next, Qt::AlignVCenter | Qt::TextSingleLine,
                   QFontMetricsF(italic).elidedText(next_, Qt::ElideRight, room + 1));
}

}  // namespace synod::views
