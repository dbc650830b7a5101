#include "views/canvas/plain_picture.h"

namespace synod::views {

namespace {

void leave_out_numbers(NodeLook& look) {
  std::erase_if(look.disk, [](const DiskRow& row) { return row.is_number; });
  for (DiskRow& row : look.disk) {
    row.ballot = {};
    for (SlotLook& slot : row.strip) slot.ballot = {};
  }
  for (CaptionLine& line : look.caption)
    std::erase_if(line, [](const CaptionPiece& piece) {
      return piece.is_number || piece.kind == CaptionPiece::Kind::ballot;
    });
  std::erase_if(look.caption, [](const CaptionLine& line) { return line.empty(); });
}

}  // namespace

void leave_out_numbers(Picture& picture) {
  for (NodeLook& look : picture.nodes) leave_out_numbers(look);
  for (Envelope& envelope : picture.envelopes) {
    envelope.face.ballot = {};
    envelope.face.reported = {};
  }
  for (QuorumLook& look : picture.quorums) look.quorum.ballot = {};
  for (Recovery& recovery : picture.recoveries) recovery.vote.ballot = {};
}

}  // namespace synod::views
