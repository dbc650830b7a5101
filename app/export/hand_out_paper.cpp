#include "app/export/hand_out_paper.h"

#include "app/export/export_film.h"
#include "tutorials/hand_out_words.h"
#include "views/canvas/canvas_print.h"
#include "views/export/paper_text.h"
#include "views/kit/theme.h"
#include "views/kit/translated.h"

namespace synod::app {

using views::PaperLetters;
using views::PaperText;
using views::Slab;

namespace {

// Lengths in pixels of a screen, 96 to the inch.
constexpr double ask_indent = 16;
constexpr double choice_indent = 40;
constexpr double box = 11;
/// Pictures are laid out with that much more room and drawn smaller: on paper, smaller letters read
/// as well.
constexpr double picture_room = 1.45;
/// Heights of pictures on paper. A lower one is taken where its letters are nearly as large as
/// those of the best.
constexpr double picture_heights[] = {205, 225, 245, 265, 285, 305};
constexpr double nearly = 0.94;
const QColor ink("#1D2329");
const QColor soft_ink("#4A525C");
const QColor rule_ink("#9AA2AB");

QString text_of(const std::string& utf8) {
  return QString::fromStdString(utf8);
}

/// A sentence of the program in Markdown, where nothing in it is a mark.
QString plain(const Sentence& sentence) {
  QString words = views::translated(sentence);
  for (const QChar mark : QStringLiteral("\\`*_[]<>#~|")) words.replace(mark, QString("\\") + mark);
  return words;
}

/// How large letters come out in a picture of that size.
double letters_in(const Cluster& world, QSizeF size) {
  const views::Layout layout = views::print_layout(world, size);
  const double fit =
      std::min(size.width() / layout.size.width(), size.height() / layout.size.height());
  // Words beside a node say more than chips alone.
  return layout.scale * fit * (layout.detail == views::Detail::full ? 1.15 : 1.0);
}

/// Pieces below one another that stay together.
class Stack {
 public:
  Stack(double left, const views::PicturePlace& place) : left_(left), place_(place) {}

  double width() const { return views::paper_width - left_; }

  void add(const QString& markdown, const PaperLetters& letters, double gap = 0,
           double indent = 0) {
    if (markdown.trimmed().isEmpty()) return;
    const PaperText text(markdown, width() - indent, letters, place_);
    y_ += height_ > 0 ? gap : 0;
    draw([text, at = QPointF(left_ + indent, y_)](QPainter& painter) { text.paint(painter, at); });
    grow(text.height());
  }

  /// A mark in the margin of what is added next.
  template <class Paint>
  void mark(double gap, Paint paint) {
    draw([paint, at = QPointF(left_, y_ + (height_ > 0 ? gap : 0))](QPainter& painter) {
      painter.save();
      painter.translate(at);
      paint(painter);
      painter.restore();
    });
  }

  /// Words, and a line to write on behind them, `share` of the width long.
  void add_line(const QString& words, double share, const QString& behind = {}) {
    const PaperLetters letters{11, false, soft_ink};
    const PaperText text(words, width(), letters);
    const double wide = QFontMetricsF(line_font()).horizontalAdvance(words) + 8;
    y_ += 14;
    const double base = y_ + text.height() - 2;
    draw([=, left = left_, width = width()](QPainter& painter) {
      painter.setFont(line_font());
      painter.setPen(soft_ink);
      painter.drawText(QPointF(left, base - 2), words);
      painter.setPen(QPen(soft_ink, 0.7));
      const double end = left + wide + (width - wide) * share;
      painter.drawLine(QPointF(left + wide, base), QPointF(end, base));
      painter.setPen(soft_ink);
      painter.drawText(QPointF(end + 10, base - 2), behind);
    });
    grow(text.height() + 2);
  }

  Slab slab(double above) && {
    return {height_, above, false, false, [draws = std::move(draws_)](QPainter& painter) {
              for (const auto& each : draws) each(painter);
            }};
  }
  double height() const { return height_; }

 private:
  static QFont line_font() {
    QFont font = views::Theme::paper().font(8);
    font.setPixelSize(11);
    return font;
  }
  void draw(std::function<void(QPainter&)> paint) { draws_.push_back(std::move(paint)); }
  void grow(double height) { height_ = y_ += height; }

  double left_;
  views::PicturePlace place_;
  double y_ = 0;
  double height_ = 0;
  std::vector<std::function<void(QPainter&)>> draws_;
};

/// A dark bar along the left side of what stands out.
Slab with_bar(Slab slab, const QColor& color) {
  slab.paint = [paint = std::move(slab.paint), height = slab.height, color](QPainter& painter) {
    painter.fillRect(QRectF(0, 0, 2.5, height), color);
    paint(painter);
  };
  return slab;
}

void paint_tick(QPainter& painter) {
  painter.setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(QPolygonF({{1, 9}, {4.5, 13}, {11, 4}}));
}

/// Sets the parts of a hand-out, one below the other.
class PaperWriter {
 public:
  PaperWriter(const HandOut& hand_out, const views::PicturePlace& place)
      : hand_out_(hand_out), place_(place) {}

  std::vector<Slab> write() {
    head();
    for (const HandOutPart& part : hand_out_.parts) {
      if (holds_text_ && !std::holds_alternative<HandOutText>(part)) hold_text(part);
      std::visit([this](const auto& p) { add(p); }, part);
      holds_text_ = std::holds_alternative<HandOutText>(part);
    }
    if (!hand_out_.answers.empty()) answers();
    return std::move(slabs_);
  }

 private:
  void put(Slab slab) { slabs_.push_back(std::move(slab)); }
  /// What leads to a picture or a question stands on the same page.
  void hold_text(const HandOutPart& next) {
    slabs_.back().with_next = std::holds_alternative<HandOutPicture>(next) ||
                              std::holds_alternative<HandOutQuestion>(next) ||
                              std::holds_alternative<HandOutGoal>(next);
  }
  void put_text(const std::string& markdown, double left, double above,
                const PaperLetters& letters = {}) {
    const PaperText text(text_of(markdown), views::paper_width - left, letters, place_);
    for (Slab& slab : text.slabs(left, above)) put(std::move(slab));
  }

  void head() {
    const LessonHead& head = hand_out_.head;
    Stack stack(0, place_);
    stack.add(text_of(head.title), {26, true});
    stack.add(plain(facts_words(hand_out_)), {12, false, soft_ink}, 4);
    stack.add(text_of(head.summary), {}, 12);
    stack.add(plain(say(objectives_word)), {13, true}, 12);
    QString list;
    for (const std::string& objective : head.objectives) list += "- " + text_of(objective) + "\n";
    stack.add(list, {}, 4);
    add_student(stack);
    put(std::move(stack).slab(0));
  }

  static void add_student(Stack& stack) {
    // Both on one line: the name has most of it.
    stack.add_line(views::translated(name_word), 0.62, views::translated(date_word));
    stack.mark(0, [width = stack.width()](QPainter& painter) {
      painter.setPen(QPen(soft_ink, 0.7));
      painter.drawLine(QPointF(width * 0.72, -4), QPointF(width, -4));
    });
  }

  void heading(const QString& markdown, double above, bool new_page = false) {
    Stack stack(0, place_);
    stack.add(markdown, {18, true});
    Slab slab = std::move(stack).slab(above);
    slab.with_next = true;
    slab.new_page = new_page;
    put(std::move(slab));
  }

  void add(const HandOutHeading& step) { heading(text_of(step.text), 26); }
  void add(const HandOutText& text) { put_text(text.markdown, 0, slabs_.back().with_next ? 7 : 9); }

  void add(const HandOutPicture& picture) {
    const QSizeF drawn = hand_out_picture_size(hand_out_, picture.number);
    const QRectF frame({0, 0}, drawn / picture_room);
    const PaperText caption(plain(picture_words(picture.number)), frame.width(),
                            {11, false, soft_ink});
    Slab slab;
    slab.height = frame.height() + caption.height() + 3;
    slab.above = 12;
    slab.with_next = true;
    slab.paint = [&hand_out = hand_out_, number = picture.number, frame, drawn,
                  caption](QPainter& painter) {
      painter.save();
      painter.setClipRect(frame);
      painter.scale(1 / picture_room, 1 / picture_room);
      paint_hand_out_picture(painter, hand_out, number, drawn);
      painter.restore();
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(rule_ink, 0.8));
      painter.drawRoundedRect(frame, 4, 4);
      caption.paint(painter, {2, frame.height() + 3});
    };
    put(std::move(slab));
  }

  void add(const HandOutNotes& notes) {
    Stack stack(ask_indent, place_);
    stack.add(plain(say(notes_word)), {11, true, soft_ink});
    stack.add(text_of(notes.markdown), {12, false, soft_ink}, 2);
    put(with_bar(std::move(stack).slab(14), rule_ink));
  }

  void add(const HandOutQuestion& question) {
    Stack stack(ask_indent, place_);
    stack.add(plain(number_words(false, question.number)), {13, true});
    stack.add(text_of(question.text), {}, 1);
    const Sentence hint = picture_hint(question);
    if (!hint.empty()) stack.add(plain(hint), {11, false, soft_ink}, 2);
    if (question.choices.empty()) {
      stack.add_line(views::translated(how_to_answer(question)), 0.8);
    } else {
      stack.add(plain(how_to_answer(question)), {11, false, soft_ink}, 2);
    }
    for (std::size_t i = 0; i < question.choices.size(); ++i)
      add_choice(stack, i, question.choices[i]);
    put(with_bar(std::move(stack).slab(14), ink));
  }

  static void add_choice(Stack& stack, std::size_t place, const std::string& text) {
    constexpr double gap = 5;
    stack.mark(gap, [letter = QString(QChar(choice_letter(place)))](QPainter& painter) {
      painter.setBrush(Qt::NoBrush);
      painter.setPen(QPen(ink, 1));
      painter.drawRect(QRectF(0.5, 3.5, box, box));
      PaperText(letter + "\\)", 20, {}).paint(painter, {20, 0});
    });
    stack.add(text_of(text), {}, gap, choice_indent);
  }

  void add(const HandOutGoal& goal) {
    Stack stack(ask_indent, place_);
    stack.add(plain(number_words(true, goal.number)), {13, true});
    stack.add(text_of(goal.text), {}, 1);
    stack.add_line(views::translated(reached_word), 0.2, views::translated(par_words(goal)));
    put(with_bar(std::move(stack).slab(14), ink));
  }

  void answers() {
    heading(plain(say(answers_word)), 0, true);
    for (const HandOutAnswer& answer : hand_out_.answers) add(answer);
  }

  void add(const HandOutAnswer& answer) {
    Stack stack(0, place_);
    stack.add(plain(number_words(answer.goal, answer.number)), {13, true});
    for (std::size_t i = 0; i < answer.choices.size(); ++i) add_choice(stack, i, answer.choices[i]);
    const Sentence expected = expected_words(answer);
    if (!expected.empty()) stack.add(plain(expected), {12, true}, 1, choice_indent);
    stack.add(text_of(answer.feedback), {12}, 1, choice_indent);
    if (!answer.solution.empty()) stack.add(fenced(answer.solution), {11}, 2, choice_indent);
    const Sentence rule = rule_words(answer);
    if (!rule.empty()) stack.add(plain(rule), {11, false, soft_ink}, 3, choice_indent);
    put(std::move(stack).slab(14));
    for (const std::string& text : answer.outcome) put_text(text, choice_indent, 7, {12});
  }

  static QString fenced(const std::vector<std::string>& commands) {
    QString lines = "```\n";
    for (const std::string& command : commands) lines += text_of(command) + "\n";
    return lines + "```\n";
  }

  /// Of a wrong choice its letter is enough to find it.
  static void add_choice(Stack& stack, std::size_t place, const HandOutAnswer::Choice& choice) {
    constexpr double gap = 3;
    const PaperLetters letters{12, choice.right};
    stack.mark(gap, [right = choice.right, letters,
                     letter = QString(QChar(choice_letter(place)))](QPainter& painter) {
      if (right) paint_tick(painter);
      PaperText(letter + "\\)", 20, letters).paint(painter, {20, 0});
    });
    if (choice.right) stack.add(text_of(choice.text), letters, gap, choice_indent);
    stack.add(text_of(choice.feedback), {12}, choice.right ? 0 : gap, choice_indent);
  }

  const HandOut& hand_out_;
  views::PicturePlace place_;
  std::vector<Slab> slabs_;
  bool holds_text_ = false;  ///< The last part was text.
};

}  // namespace

QSizeF hand_out_picture_size(const HandOut& hand_out, std::size_t number) {
  const Cluster world = end_of(hand_out.pictures.at(number - 1));
  const auto size_of = [](double height) {
    return QSizeF(views::paper_width, height) * picture_room;
  };
  double largest = 0;
  for (const double height : picture_heights)
    largest = std::max(largest, letters_in(world, size_of(height)));
  for (const double height : picture_heights)
    if (letters_in(world, size_of(height)) >= nearly * largest) return size_of(height);
  return size_of(picture_heights[0]);
}

void paint_hand_out_picture(QPainter& painter, const HandOut& hand_out, std::size_t number,
                            QSizeF size) {
  FrameMaker frames(hand_out.pictures.at(number - 1));
  views::Frame frame = frames.at(frames.length());
  frame.answers_hidden = true;
  views::paint_canvas(painter, frame, views::Theme::paper(), size);
}

std::vector<Slab> paper_of(const HandOut& hand_out, const views::PicturePlace& place) {
  return PaperWriter(hand_out, place).write();
}

}  // namespace synod::app
