// Zip files that are not trusted: read within bounds, and written the same way each time.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "model/base/sentence.h"
#include "model/files/files_by_name.h"

namespace synod {

/// What a zip file may hold.
struct ZipBounds {
  std::size_t entries = 0;  ///< Folders count too.
  std::size_t bytes = 0;    ///< Of all files, unpacked.
};

/// The files in a zip file, without its folders; or why it is refused, as a sentence that names the
/// entry.
///  1. What the entries say of their sizes is not believed: bytes are counted as they are unpacked.
///  2. Refused: absolute paths, "..", backslashes, names that are no UTF-8 or stand there twice,
///     links and other things that are no files, encryption, and any method but deflate.
Result<FilesByName> read_zip(std::string_view zip, const ZipBounds& bounds);

/// The zip file of these. The same files give the same bytes: sorted, of the same time, and stored
/// as they are, since libraries compress in different ways.
Result<std::string> made_zip(const FilesByName& files);

/// Why a file of that name can't stand in a zip file; an empty sentence where it can.
Sentence zip_name_refusal(std::string_view name);

}  // namespace synod
