// What there is to begin with: lessons, textbook scenarios, clusters to play with, recent files.
#pragma once

#include <QStringList>
#include <filesystem>
#include <vector>

#include "tutorials/progress.h"
#include "views/start/start_entry.h"

namespace synod::app {

/// The lessons in these folders, by file name, each with how far somebody has come in it. The key
/// is the file's path. A lesson that is broken is there, and says what is wrong with it.
views::StartEntries lesson_entries(const std::vector<std::filesystem::path>& folders,
                                   const ProgressBook& progress);

/// The scenarios in a folder and the folders in it, by group and file name. Reads no more than the
/// comment at the head of each: its first line is the title ("BP-01: No failure"), `Source:` and
/// `Group:` say what they say, and what stands after an empty comment line is the description. The
/// key is the file's path.
views::StartEntries scenario_entries(const std::filesystem::path& folder);

/// Clusters in which nothing happened yet. The key is the setup, in the scenario language.
views::StartEntries free_play_entries();

/// Those of `paths` that are files, as files that were opened lately. The key is the path. May be
/// called from any thread: a disk may be slow to answer, or never do so.
views::StartEntries recent_entries(const QStringList& paths);

/// All but the recent files, from the folders that belong to the program and the person.
views::StartEntries start_entries();

}  // namespace synod::app
