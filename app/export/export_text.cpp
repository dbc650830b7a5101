#include "app/export/export_text.h"

#include "model/report/event_csv.h"
#include "model/report/shiviz.h"
#include "model/report/story_markdown.h"
#include "model/scenario/script.h"

namespace synod::app {

std::string export_text(ExportFormat format, const History& history, Sentence::Language language) {
  switch (format) {
    case ExportFormat::markdown: return story_markdown(history, language);
    case ExportFormat::shiviz: return shiviz_log(history);
    case ExportFormat::csv: return event_csv(history);
    case ExportFormat::synod: return script_text(history);
    default: return {};
  }
}

}  // namespace synod::app
