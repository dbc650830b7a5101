// Entries of the start page: lessons, textbook scenarios, clusters to play with, recent files.
#pragma once

#include <QStringList>
#include <filesystem>
#include <vector>

#include "app/lesson/lesson_list.h"
#include "tutorials/progress.h"
#include "views/start/start_entry.h"
#include "views/start/synonyms.h"

namespace synod::app {

/// These lessons in their order, each with how far somebody has come in it. The key is the file's
/// path. A lesson that is broken is there, and says what is wrong with it.
views::StartEntries lesson_entries(const std::vector<ListedLesson>& lessons,
                                   const ProgressBook& progress);

/// The scenarios in a folder and the folders in it, by group and file name; groups from the easiest
/// on. Reads no more than the head of each. The key is the file's path.
views::StartEntries scenario_entries(const std::filesystem::path& folder);

/// Clusters in which nothing happened yet. The key is the setup, in the scenario language.
views::StartEntries free_play_entries();

/// Those of `paths` that are files, as files that were opened lately. The key is the path. May be
/// called from any thread: a disk may be slow to answer, or never do so.
views::StartEntries recent_entries(const QStringList& paths);

/// What the glossary knows by several names.
views::Synonyms start_synonyms();

/// All but the recent files: `lessons`, and what is in the program's folders.
views::StartEntries start_entries(const std::vector<ListedLesson>& lessons);

}  // namespace synod::app
