#include "views/panels/legend_dialog.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

#include "model/world/quorum.h"
#include "views/canvas/envelopes.h"
#include "views/canvas/node_painter.h"
#include "views/kit/pencil.h"
#include "views/kit/plain_text.h"
#include "views/kit/style.h"
#include "views/kit/translated.h"

namespace synod::views {

namespace {

// At scale 1.
constexpr QSize sample_size(128, 52);
constexpr QSize dialog_size(640, 620);
constexpr double node_scale = 0.62;

/// A node with those roles, drawn as on the canvas.
void draw_node(QPainter& painter, const Theme& theme, const QRectF& box, const NodeLook& look) {
  Layout layout;
  layout.scale = node_scale * theme.scale;
  layout.detail = Detail::full;
  NodePlace place;
  place.center = box.center();
  place.radius = 34 * layout.scale;
  place.reach = look.meter.exists() ? 40 * layout.scale : place.radius;
  paint_node(painter, look, place, layout, theme);
}

NodeLook looks(const char* name, Roles roles) {
  NodeLook look;
  look.name = QString::fromLatin1(name);
  look.roles = roles;
  return look;
}

}  // namespace

LegendDialog::LegendDialog(const ProtocolInfo& protocol, const Shape& shape, QWidget* parent)
    : QDialog(parent),
      area_(new QScrollArea(this)),
      page_(new QWidget),
      grid_(new QGridLayout(page_)) {
  setWindowTitle(tr("Legend"));
  list_nodes(protocol, shape);
  list_signs(protocol);
  list_messages(protocol);
  grid_->setColumnStretch(1, 1);
  area_->setWidget(page_);
  area_->setWidgetResizable(true);
  area_->setFrameShape(QFrame::NoFrame);
  area_->setAccessibleName(windowTitle());
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
  buttons->button(QDialogButtonBox::Close)->setText(tr("Close"));
  buttons->button(QDialogButtonBox::Close)->setToolTip(tr("Close (Esc)"));
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* column = new QVBoxLayout(this);
  column->addWidget(area_);
  column->addWidget(buttons);
  show_entries();
  set_theme(theme_);
}

void LegendDialog::list_nodes(const ProtocolInfo& protocol, const Shape& shape) {
  add_heading(tr("Nodes"));
  const auto node = [this](const RoleInfo& role) {
    const std::string name{role.letter, '1'};
    add([look = looks(name.c_str(), role.traits)](
            QPainter& painter, const Theme& theme,
            QRectF box) { draw_node(painter, theme, box, look); },
        translated(role.one), translated(role.does));
  };
  const Cast& cast = *shape.cast;
  if (shape.apart()) {
    node(cast.proposer);
    node(cast.acceptor);
    if (shape.learners != 0) node(cast.learner);
  } else {
    node(cast.node);
  }
  if (shape.clients != 0) node(cast.client);
  NodeLook down = looks("N2", Roles(Role::acceptor));
  down.up = false;
  add([down](QPainter& painter, const Theme& theme,
             QRectF box) { draw_node(painter, theme, box, down); },
      tr("Down"), tr("It crashed: its memory is lost, its disk is kept."));
  NodeLook paused = looks("N3", Roles(Role::acceptor));
  paused.paused = true;
  add([paused](QPainter& painter, const Theme& theme,
               QRectF box) { draw_node(painter, theme, box, paused); },
      tr("Paused"), tr("It takes no steps; messages wait until it is resumed."));
  if (protocol.blocked != nullptr) {
    NodeLook blocked = looks("N5", Roles(Role::acceptor));
    blocked.blocked = true;
    add([blocked](QPainter& painter, const Theme& theme,
                  QRectF box) { draw_node(painter, theme, box, blocked); },
        tr("Blocked"), tr("It can only wait until others are repaired."));
  }
  if (!protocol.numbers) return;
  NodeLook member = looks("N4", Roles(Role::acceptor));
  member.glow = protocol.numbers->example;
  add([member](QPainter& painter, const Theme& theme,
               QRectF box) { draw_node(painter, theme, box, member); },
      tr("In a quorum"), tr("It belongs to the quorum of that colour."));
}

void LegendDialog::list_signs(const ProtocolInfo& protocol) {
  add_heading(tr("Signs"));
  const auto sign = [this](auto&& draw, const QString& name, const QString& meaning) {
    add(
        [draw](QPainter& painter, const Theme& theme, QRectF box) {
          Pencil pencil(painter, theme, theme.scale);
          draw(pencil, theme, box);
        },
        name, meaning);
  };
  const bool votes = is_chosen_by_votes(protocol);
  if (protocol.numbers)
    sign(
        [&protocol](Pencil& pencil, const Theme&, QRectF box) {
          pencil.ballot(box.center().x() - 20, box.center().y(), protocol.numbers->example,
                        box.width());
        },
        translated(protocol.numbers->title), translated(protocol.numbers->meaning));
  sign(
      [](Pencil& pencil, const Theme&, QRectF box) {
        pencil.value(box.center().x() - 24, box.center().y(), Text("blue"), box.width());
      },
      tr("Value"), tr("What a client asked for; here the word 'blue'."));
  sign([](Pencil& pencil, const Theme&,
          QRectF box) { pencil.disk(box.center().x() - 7, box.center().y(), false); },
       tr("Disk"), tr("What stands beside it survives a crash."));
  if (protocol.numbers)
    sign([](Pencil& pencil, const Theme& theme,
            QRectF box) { pencil.crown(box.center().x() - 7, box.center().y(), theme.text); },
         tr("Leader"), tr("The node believes that it leads."));
  if (votes)
    sign([](Pencil& pencil, const Theme& theme,
            QRectF box) { pencil.tick(box.center().x() - 7, box.center().y(), theme.good); },
         tr("Learned"), tr("The node knows the value that was chosen."));
  if (protocol.locks)
    sign([](Pencil& pencil, const Theme&,
            QRectF box) { pencil.padlock(box.center().x() - 5, box.center().y()); },
         tr("Locked"), tr("Nobody else can use it until the transaction beside it is decided."));
  sign([](Pencil& pencil, const Theme& theme, QRectF box) { pencil.eye(box.center(), theme.text); },
       tr("Truth"), tr("Only you see this: no node in the cluster can."));
}

void LegendDialog::list_messages(const ProtocolInfo& protocol) {
  add_heading(tr("Messages"));
  const auto sample = [this, &protocol](const Face& face, const QString& name,
                                        const QString& meaning) {
    add(
        [face, &protocol](QPainter& painter, const Theme& theme, QRectF box) {
          const QSizeF size = envelope_size(face, theme, protocol, theme.scale);
          painter.translate(box.center() - QPointF(size.width() / 2, size.height() / 2));
          paint_envelope(painter, face, size, theme, protocol, theme.scale);
        },
        name, meaning);
  };
  Face face;
  if (protocol.numbers) face.ballot = protocol.numbers->example;
  for (const MessageKind& message : protocol.messages) {
    face.kind = static_cast<std::uint8_t>(&message - protocol.messages.data());
    sample(face,
           tr("%1 (%2)", "a kind of message and its letter")
               .arg(translated(message.title), QString::fromUtf8(message.label)),
           translated(message.help));
  }
  Face small = face;
  small.kind = 0;
  small.small = true;
  sample(
      small, tr("Without words"),
      tr("A message where it is crowded: its point shows where it goes. Point at it to read it."));
  Face held = small;
  held.held = true;
  sample(held, tr("Held"),
         tr("Before a bar, or behind two: it waits until somebody delivers or releases it."));
}

void LegendDialog::add_heading(const QString& title) {
  entries_.push_back({{}, title, {}});
}

void LegendDialog::add(Draw draw, const QString& name, const QString& meaning) {
  entries_.push_back({std::move(draw), name, meaning});
}

void LegendDialog::show_entries() {
  int row = 0;
  for (Entry& entry : entries_) {
    entry.words = plain_label(page_);
    entry.words->setWordWrap(true);
    if (!entry.draw) {
      entry.words->setText(entry.name);
      grid_->addWidget(entry.words, row++, 0, 1, 2);
      continue;
    }
    entry.words->setText(entry.name + u'\n' + entry.meaning);
    entry.sample = plain_label(page_);
    entry.sample->setAccessibleName(entry.name);
    grid_->addWidget(entry.sample, row, 0);
    grid_->addWidget(entry.words, row++, 1);
  }
  grid_->setRowStretch(row, 1);
}

void LegendDialog::set_theme(const Theme& theme) {
  theme_ = theme;
  setStyleSheet(dialog_style(theme) + font_style(theme) + button_style(theme) +
                scroll_style(theme));
  paint_ground(*this, theme, theme.panel);
  paint_ground(*page_, theme, theme.panel);
  const QSize size(static_cast<int>(sample_size.width() * theme.scale),
                   static_cast<int>(sample_size.height() * theme.scale));
  for (const Entry& entry : entries_) {
    const bool heading = !entry.draw;
    dress(*entry.words, theme.font(heading ? 11 : 9.5, heading ? QFont::Bold : QFont::Normal),
          heading ? theme.accent : theme.text);
    if (heading) continue;
    QPixmap picture(size * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    entry.draw(painter, theme, QRectF({0, 0}, QSizeF(size)));
    entry.sample->setPixmap(picture);
  }
  const QSize wanted = dialog_size * theme.scale;
  resize(screen() != nullptr ? wanted.boundedTo(screen()->availableSize() * 0.9) : wanted);
}

QString LegendDialog::text() const {
  QStringList lines;
  for (const Entry& entry : entries_)
    lines << (entry.draw ? entry.name + QStringLiteral(": ") + entry.meaning : entry.name);
  return lines.join(u'\n');
}

}  // namespace synod::views
