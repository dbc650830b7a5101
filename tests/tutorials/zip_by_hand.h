// Zip files made byte by byte, so that they can say anything of themselves.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace synod::testing {

/// An entry of a zip file; what it says of itself need not be true.
struct HandEntry {
  std::string name;
  std::string bytes = {};
  std::uint16_t method = 0;       ///< 0: stored, 8: deflated.
  std::uint16_t flags = 1 << 11;  ///< Bit 0: encrypted; bit 11: the name is UTF-8.
  std::uint32_t attributes = 0;   ///< The upper half is a mode of Unix.
  std::optional<std::uint32_t> size = std::nullopt;  ///< In place of the true one.
};

inline void put(std::string& to, std::uint32_t number, int bytes) {
  for (int i = 0; i < bytes; ++i) to += static_cast<char>(number >> (8 * i) & 0xff);
}

inline std::uint32_t crc32_of(const std::string& bytes) {
  std::uint32_t crc = ~0U;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int i = 0; i < 8; ++i) crc = (crc >> 1) ^ (0xedb88320U & (0U - (crc & 1)));
  }
  return ~crc;
}

/// What a local header and the central directory say alike.
inline std::string shared_head(const HandEntry& entry) {
  std::string head;
  put(head, entry.flags, 2);
  put(head, entry.method, 2);
  put(head, 0, 2);
  put(head, 0x21, 2);
  put(head, crc32_of(entry.bytes), 4);
  put(head, static_cast<std::uint32_t>(entry.bytes.size()), 4);
  put(head, entry.size.value_or(static_cast<std::uint32_t>(entry.bytes.size())), 4);
  put(head, static_cast<std::uint32_t>(entry.name.size()), 2);
  put(head, 0, 2);
  return head;
}

/// The zip file of these entries, in their order.
inline std::string zip_by_hand(const std::vector<HandEntry>& entries) {
  std::string zip;
  std::string directory;
  for (const HandEntry& entry : entries) {
    const auto offset = static_cast<std::uint32_t>(zip.size());
    put(zip, 0x04034b50, 4);
    put(zip, 20, 2);
    zip += shared_head(entry) + entry.name + entry.bytes;
    put(directory, 0x02014b50, 4);
    put(directory, 3 << 8 | 20, 2);
    put(directory, 20, 2);
    directory += shared_head(entry);
    for (int i = 0; i < 3; ++i) put(directory, 0, 2);
    put(directory, entry.attributes, 4);
    put(directory, offset, 4);
    directory += entry.name;
  }
  const auto start = static_cast<std::uint32_t>(zip.size());
  zip += directory;
  put(zip, 0x06054b50, 4);
  put(zip, 0, 4);
  for (int i = 0; i < 2; ++i) put(zip, static_cast<std::uint32_t>(entries.size()), 2);
  put(zip, static_cast<std::uint32_t>(directory.size()), 4);
  put(zip, start, 4);
  put(zip, 0, 2);
  return zip;
}

}  // namespace synod::testing
