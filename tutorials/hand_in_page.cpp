// Page of a class's results: one HTML file that needs nothing else.
#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "tutorials/hand_in_results.h"
#include "tutorials/html.h"

namespace synod {

namespace {

constexpr const char* style =
    R"(:root { color-scheme: light dark; --line: #8884; --right: #2f7d5b; --wrong: #b4532a; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0 2rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
.bar { display: flex; height: .9rem; min-width: 10rem; background: var(--line); }
.bar i { background: var(--right); } .bar b { background: var(--wrong); }
.key { display: inline-block; width: 1.4rem; height: .7rem; margin: 0 .3rem 0 1rem; }
)";

/// What a class did with one question or goal.
struct Tally {
  BlockPlace place;
  bool goal = false;
  std::string text;
  std::size_t right_first = 0;
  std::size_t wrong_first = 0;
  std::size_t open = 0;
  std::size_t right_last = 0;
  std::map<std::string, std::size_t> wrong_answers;  ///< How often each was the first.

  std::size_t all() const { return right_first + wrong_first + open; }
};

using Class = std::vector<const HandInResult*>;

std::vector<Tally> tallies_of(const Class& students) {
  std::map<BlockPlace, Tally> tallies;
  for (const HandInResult* student : students)
    for (const Grade& grade : student->grades) {
      Tally& tally = tallies[grade.place];
      tally.place = grade.place;
      tally.goal = grade.goal;
      tally.text = grade.text;
      if (grade.first == Grade::How::right) ++tally.right_first;
      if (grade.first == Grade::How::wrong) ++tally.wrong_first;
      if (grade.first == Grade::How::wrong && !grade.answer.empty())
        ++tally.wrong_answers[grade.answer];
      if (grade.first == Grade::How::open) ++tally.open;
      if (grade.last == Grade::How::right) ++tally.right_last;
    }
  std::vector<Tally> hardest_first;
  hardest_first.reserve(tallies.size());
  for (auto& [place, tally] : tallies) hardest_first.push_back(std::move(tally));
  std::stable_sort(hardest_first.begin(), hardest_first.end(), [](const Tally& a, const Tally& b) {
    return a.right_first * b.all() < b.right_first * a.all();
  });
  return hardest_first;
}

std::string percent(std::size_t part, std::size_t all) {
  return fmt::format("{}%", all == 0 ? 0 : (100 * part + all / 2) / all);
}

std::string bar(const Tally& tally) {
  return fmt::format(
      R"(<div class="bar" role="img" aria-label="{0} right at first, {1} wrong, {2} open"><i style="width:{3}"></i><b style="width:{4}"></b></div>)",
      tally.right_first, tally.wrong_first, tally.open, percent(tally.right_first, tally.all()),
      percent(tally.wrong_first, tally.all()));
}

/// "blue (7)": the wrong answer that most gave first; where several are level, the first by name.
std::string most_common_wrong(const Tally& tally) {
  const auto most =
      std::max_element(tally.wrong_answers.begin(), tally.wrong_answers.end(),
                       [](const auto& a, const auto& b) { return a.second < b.second; });
  if (most == tally.wrong_answers.end()) return {};
  return fmt::format("{} ({})", escaped_html(most->first), most->second);
}

/// What the colours of the bars mean.
std::string key_of_bars(std::size_t students) {
  return fmt::format(
      R"html(<p>Students: {}. The bars:<span class=key style="background:var(--right)"></span>right at first<span class=key style="background:var(--wrong)"></span>wrong<span class=key style="background:var(--line)"></span>open</p>)html",
      students);
}

std::string questions_table(const Class& students) {
  std::string html =
      "<table><tr><th>Place<th>Question or goal, the hardest first<th>Most common wrong answer"
      "<th>Right and wrong at first<th class=number>Right at first<th class=number>Right in the "
      "end<th "
      "class=number>Open</tr>\n";
  for (const Tally& tally : tallies_of(students))
    html += fmt::format(
        "<tr><td>{}.{}<td>{}{}<td>{}<td>{}<td class=number>{} ({})<td class=number>{}<td "
        "class=number>{}</tr>\n",
        tally.place.first + 1, tally.place.second + 1, tally.goal ? "Goal: " : "",
        escaped_html(tally.text), most_common_wrong(tally), bar(tally), tally.right_first,
        percent(tally.right_first, tally.all()), tally.right_last, tally.open);
  return html + "</table>\n";
}

std::string students_table(const Class& students) {
  std::string html =
      "<table><tr><th>Student<th class=number>Right at first<th class=number>Right in the "
      "end<th class=number>Open<th class=number>Hints<th class=number>Minutes</tr>\n";
  for (const HandInResult* student : students) {
    std::size_t first = 0;
    std::size_t last = 0;
    std::size_t open = 0;
    std::uint64_t hints = 0;
    std::uint64_t seconds = 0;
    for (const Grade& grade : student->grades) {
      first += grade.first == Grade::How::right;
      last += grade.last == Grade::How::right;
      open += grade.last == Grade::How::open;
      hints += grade.hints;
      seconds += grade.seconds;
    }
    html += fmt::format(
        "<tr><td>{}<td class=number>{} of {}<td class=number>{}<td class=number>{}<td "
        "class=number>{}<td class=number>{}</tr>\n",
        escaped_html(student->student), first, student->grades.size(), last, open, hints,
        (seconds + 30) / 60);
  }
  return html + "</table>\n";
}

/// The files of which `said` says something, under `title`; nothing where there is none.
std::string files_table(const std::vector<HandInResult>& results, const char* title,
                        std::optional<Sentence> HandInResult::*said) {
  std::string rows;
  for (const HandInResult& result : results)
    if (const auto& sentence = result.*said)
      rows += fmt::format("<tr><td>{}<td>{}<td>{}</tr>\n", escaped_html(result.file),
                          escaped_html(result.student), escaped_html(sentence->str()));
  if (rows.empty()) return {};
  return fmt::format("<h2>{}</h2>\n<table><tr><th>File<th>Student<th>Why</tr>\n{}</table>\n", title,
                     rows);
}

}  // namespace

std::string results_page(const std::vector<HandInResult>& results) {
  std::map<std::string, Class> lessons;
  for (const HandInResult& result : results)
    if (!result.problem) lessons[result.lesson].push_back(&result);
  std::string html = html_head("Results of a class", style);
  html +=
      "<h1>Results of a class</h1>\n"
      "<p>Answers and scripts were graded by playing the lesson. Tries, hints and minutes are as "
      "the files say.</p>\n";
  for (const auto& [lesson, students] : lessons)
    html +=
        fmt::format("<h2>{} <small>({})</small></h2>\n{}\n", escaped_html(students.front()->title),
                    escaped_html(lesson), key_of_bars(students.size())) +
        questions_table(students) + students_table(students);
  return html + files_table(results, "To look at", &HandInResult::remark) +
         files_table(results, "Not graded", &HandInResult::problem) + "</html>\n";
}

}  // namespace synod
