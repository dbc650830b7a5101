#include "tutorials/hand_out_page.h"

#include <fmt/format.h>

#include "model/files/picture_file.h"
#include "tutorials/hand_out_words.h"
#include "tutorials/html.h"
#include "tutorials/lesson_markdown.h"
#include "tutorials/markdown_html.h"

namespace synod {

namespace {

constexpr const char* style = R"(:root { color-scheme: light; }
body { font: 16px/1.55 Inter, system-ui, sans-serif; color: #1d2329; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .3rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2.4rem 0 .6rem; }
p, ul, ol, table, pre, blockquote, figure { margin: .6rem 0; }
.facts, figcaption, .how, .rule { color: #4a525c; font-size: .9rem; }
.student { display: flex; flex-wrap: wrap; gap: .8rem 2rem; margin: 1.2rem 0; }
.student label { flex: 2 1 16rem; display: flex; gap: .5rem; align-items: end; } .student label + label { flex: 1 1 9rem; }
input[type=text] { flex: 1; min-width: 4rem; border: 0; border-bottom: 1px solid #4a525c; font: inherit; background: none; }
figure { border: 1px solid #b4bbc3; border-radius: 4px; padding: 2px; overflow-x: auto; }
figure svg { display: block; width: 100%; min-width: 34rem; height: auto; }
figcaption { padding: .15rem .5rem; }
img { max-width: 100%; height: auto; }
section.ask { border-left: 3px solid #1d2329; padding: .1rem 0 .1rem 1rem; margin: 1.2rem 0; }
section.ask h3, section.answer h3 { font-size: 1rem; margin: 0 0 .2rem; }
.choices { list-style: none; padding: 0; } .choices label { display: flex; gap: .6rem; align-items: baseline; margin: .35rem 0; }
.choices input { flex: none; }
.line { display: flex; gap: .5rem; align-items: end; flex-wrap: wrap; }
aside { background: #f1f3f5; border-radius: 4px; padding: .4rem 1rem; margin: 1rem 0; }
table { border-collapse: collapse; } th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid #b4bbc3; }
code, pre { font-family: ui-monospace, monospace; font-size: .92em; } pre { background: #f1f3f5; padding: .6rem .8rem; overflow-x: auto; }
blockquote { border-left: 3px solid #b4bbc3; padding-left: 1rem; margin-left: 0; }
@page { size: A4; margin: 18mm; }
@media print {
  body { font-size: 10pt; max-width: none; margin: 0; padding: 0; }
  h2, h3, p:has(+ figure), p:has(+ section.ask) { break-after: avoid; } p { orphans: 2; widows: 2; }
  section.ask, figure, aside, table, pre, section.answer li { break-inside: avoid; }
  figure { break-after: avoid; } figure svg { min-width: 0; }
  pre { white-space: pre-wrap; }
}
)";

constexpr const char* answers_style = R"(<style>
section.answer { margin: 1.2rem 0; } section.answer ul.of { list-style: none; padding: 0 0 0 1.5rem; }
section.answer li { margin: .2rem 0; } li.it b:first-child { display: inline-block; width: 1.5rem; margin-left: -1.5rem; }
@media print { .answers { break-before: page; } }
</style>
)";

std::string base64(std::string_view bytes) {
  static constexpr std::string_view letters =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t three = 0;
    for (std::size_t k = 0; k < 3; ++k)
      three = three << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k)
      text += i + k <= bytes.size() ? letters[three >> (18 - 6 * k) & 63u] : '=';
  }
  return text;
}

const char* media_type(PictureKind kind) {
  switch (kind) {
    case PictureKind::png: return "image/png";
    case PictureKind::jpeg: return "image/jpeg";
    case PictureKind::svg: break;
  }
  return "image/svg+xml";
}

/// Writes the parts of a hand-out, one behind the other.
class PageWriter {
 public:
  PageWriter(const HandOut& hand_out, const std::filesystem::path& folder,
             const PictureElement& picture, Sentence::Language language)
      : hand_out_(hand_out), folder_(folder), picture_(picture), language_(language) {}

  std::string page() {
    html_ = html_head(hand_out_.head.title, style);
    head();
    for (const HandOutPart& part : hand_out_.parts)
      std::visit([this](const auto& p) { write(p); }, part);
    if (!hand_out_.answers.empty()) answers();
    return html_ + "</html>\n";
  }

 private:
  std::string words(const Sentence& sentence) const {
    return escaped_html(language_ == nullptr ? sentence.str() : sentence.in(language_));
  }

  Result<PictureFile> beside(const std::string& name) const {
    if (auto why = picture_refusal(folder_, name)) return *why;
    return read_picture_file(folder_ / name);
  }
  static Result<PictureFile> among(const FilesByName& files, const std::string& name) {
    const auto found = files.find(std::filesystem::path(name).lexically_normal().generic_string());
    if (found == files.end()) return Sentence(say(SYNOD_TEXT("there is no such picture")));
    return picture_of(found->second);
  }

  /// The lesson's own picture, or its words where it can't be shown.
  std::string own_picture(std::string_view path, std::string_view about) const {
    const std::string name(path);
    const Result<PictureFile> file = hand_out_.files ? among(*hand_out_.files, name) : beside(name);
    if (!file) return escaped_html(about);
    return fmt::format(R"(<img alt="{}" src="data:{};base64,{}">)", escaped_html(about),
                       media_type(file->kind), base64(file->bytes));
  }
  std::string markdown(std::string_view text) const {
    return markdown_html(text, [this](std::string_view path, std::string_view about) {
      return own_picture(path, about);
    });
  }

  void head() {
    const LessonHead& head = hand_out_.head;
    html_ +=
        fmt::format("<h1>{}</h1>\n<p class=facts>{}</p>\n<p>{}</p>\n", escaped_html(head.title),
                    words(facts_words(hand_out_)), line_html(head.summary));
    html_ += fmt::format("<p><strong>{}</strong></p>\n<ul>\n", words(say(objectives_word)));
    for (const std::string& objective : head.objectives)
      html_ += "<li>" + line_html(objective) + "</li>\n";
    html_ += fmt::format(
        "</ul>\n<div class=student><label>{} <input type=text></label>"
        "<label>{} <input type=text></label></div>\n",
        words(say(name_word)), words(say(date_word)));
  }

  void write(const HandOutHeading& heading) {
    html_ += "<h2>" + line_html(heading.text) + "</h2>\n";
  }
  void write(const HandOutText& text) { html_ += markdown(text.markdown); }
  void write(const HandOutPicture& picture) {
    html_ += fmt::format("<figure>\n{}<figcaption>{}</figcaption></figure>\n",
                         picture_(picture.number), words(picture_words(picture.number)));
  }
  void write(const HandOutNotes& notes) {
    html_ += fmt::format("<aside><p><strong>{}</strong></p>\n{}</aside>\n", words(say(notes_word)),
                         markdown(notes.markdown));
  }

  void write(const HandOutQuestion& question) {
    const std::string number = words(number_words(false, question.number));
    html_ += fmt::format("<section class=ask>\n<h3>{}</h3>\n{}", number, markdown(question.text));
    if (const Sentence hint = picture_hint(question); !hint.empty())
      html_ += fmt::format("<p class=how>{}</p>\n", words(hint));
    const std::string how = words(how_to_answer(question));
    if (question.choices.empty()) {
      html_ += fmt::format(
          "<p class=line><span class=how>{}</span> <input type=text aria-label=\"{}\"></p>\n", how,
          number);
    } else {
      html_ += fmt::format("<p class=how>{}</p>\n<ul class=choices>\n", how);
      for (std::size_t i = 0; i < question.choices.size(); ++i)
        html_ += fmt::format("<li><label><input type=checkbox> {}) <span>{}</span></label></li>\n",
                             choice_letter(i), line_html(question.choices[i]));
      html_ += "</ul>\n";
    }
    html_ += "</section>\n";
  }

  void write(const HandOutGoal& goal) {
    html_ += fmt::format(
        "<section class=ask>\n<h3>{}</h3>\n{}<p class=line><span class=how>{}</span> "
        "<input type=text aria-label=\"{}\"> <span class=how>{}</span></p>\n</section>\n",
        words(number_words(true, goal.number)), markdown(goal.text), words(say(reached_word)),
        words(say(reached_word)), words(par_words(goal)));
  }

  void answers() {
    html_ += fmt::format("{}<div class=answers>\n<h2>{}</h2>\n", answers_style,
                         words(say(answers_word)));
    for (const HandOutAnswer& answer : hand_out_.answers) write(answer);
    html_ += "</div>\n";
  }

  void write(const HandOutAnswer& answer) {
    html_ += fmt::format("<section class=answer>\n<h3>{}</h3>\n",
                         words(number_words(answer.goal, answer.number)));
    if (!answer.choices.empty()) html_ += "<ul class=of>\n";
    for (std::size_t i = 0; i < answer.choices.size(); ++i) write(answer.choices[i], i);
    if (!answer.choices.empty()) html_ += "</ul>\n";
    if (const Sentence expected = expected_words(answer); !expected.empty())
      html_ += fmt::format("<p><strong>{}</strong> {}</p>\n", words(expected),
                           line_html(answer.feedback));
    if (!answer.solution.empty()) {
      html_ += "<pre>";
      for (const std::string& command : answer.solution) html_ += escaped_html(command) + "\n";
      html_ += "</pre>\n";
    }
    if (const Sentence rule = rule_words(answer); !rule.empty())
      html_ += fmt::format("<p class=rule>{}</p>\n", words(rule));
    for (const std::string& text : answer.outcome) html_ += markdown(text);
    html_ += "</section>\n";
  }

  /// Of a wrong choice its letter is enough to find it.
  void write(const HandOutAnswer::Choice& choice, std::size_t place) {
    if (choice.right)
      html_ += fmt::format("<li class=it><b>✓</b><b>{}) {}</b><br>{}</li>\n", choice_letter(place),
                           line_html(choice.text), line_html(choice.feedback));
    else
      html_ += fmt::format("<li>{}) {}</li>\n", choice_letter(place), line_html(choice.feedback));
  }

  const HandOut& hand_out_;
  const std::filesystem::path& folder_;
  const PictureElement& picture_;
  Sentence::Language language_;
  std::string html_;
};

}  // namespace

std::string hand_out_page(const HandOut& hand_out, const std::filesystem::path& folder,
                          const PictureElement& picture, Sentence::Language language) {
  return PageWriter(hand_out, folder, picture, language).page();
}

}  // namespace synod
