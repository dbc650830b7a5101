// Page of a hand-out: one HTML file that needs nothing else.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "tutorials/hand_out.h"

namespace synod {

/// The element of a picture of `HandOut::pictures`, by its number from 1: an `svg`, whose ids no
/// other one has.
using PictureElement = std::function<std::string(std::size_t number)>;

/// The whole page. `picture` draws; the lesson's own pictures are taken from `folder` into the
/// page, and where one can't be, its words stand there. What came of the file is escaped.
std::string hand_out_page(const HandOut& hand_out, const std::filesystem::path& folder,
                          const PictureElement& picture, Sentence::Language language = nullptr);

}  // namespace synod
