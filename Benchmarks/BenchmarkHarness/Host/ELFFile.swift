import Foundation

/// What a program or library in ELF (64 bits, little-endian) says of itself beside its code.
///
/// Source: System V ABI, "Object Files" (sections and notes).
public struct ELFFile {
  private let file: FileHandle
  private let headers: [Header]
  private let names: [UInt8]

  private struct Header {
    let name: Int
    let offset: UInt64
    let size: UInt64
  }

  /// Tables and sections that are larger are none that this reads.
  private static let mostBytes: UInt64 = 1 << 20
  private static let headerBytes = 64

  /// Nil for what is no such file.
  public init?(path: String) {
    guard let file = FileHandle(forReadingAtPath: path),
      let start = Self.read(file, at: 0, count: UInt64(Self.headerBytes)), start.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1])
    else { return nil }
    let (size, count) = (Self.number(start, 0x3A, 2), Self.number(start, 0x3C, 2))
    guard size >= UInt64(Self.headerBytes),
      let table = Self.read(file, at: Self.number(start, 0x28, 8), count: size * count)
    else { return nil }
    let headers = (0..<Int(count)).map { k in
      let base = k * Int(size)
      return Header(
        name: Int(Self.number(table, base, 4)), offset: Self.number(table, base + 0x18, 8),
        size: Self.number(table, base + 0x20, 8))
    }
    let place = Int(Self.number(start, 0x3E, 2))
    guard headers.indices.contains(place),
      let names = Self.read(file, at: headers[place].offset, count: headers[place].size)
    else { return nil }
    (self.file, self.headers, self.names) = (file, headers, names)
  }

  /// The id that the linker made of the contents, in hexadecimal digits; nil without one.
  public var buildId: String? {
    guard let note = bytes(ofSection: ".note.gnu.build-id"), note.count >= 12 else { return nil }
    // Sizes of the owner's name and of the id, the type, then both, each filled up to four bytes.
    let (name, id) = (Int(Self.number(note, 0, 4)), Int(Self.number(note, 4, 4)))
    let start = 12 + (name + 3) / 4 * 4
    guard Self.number(note, 8, 4) == 3, id > 0, start + id <= note.count else { return nil }
    return note[start..<start + id].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// A section's bytes as text; nil without such a section.
  public func text(ofSection name: String) -> String? {
    bytes(ofSection: name).flatMap { String(validating: $0, as: UTF8.self) }
  }

  private func bytes(ofSection wanted: String) -> [UInt8]? {
    headers.first { header in
      header.name < names.count && names[header.name...].prefix { $0 != 0 }.elementsEqual(wanted.utf8)
    }.flatMap { Self.read(file, at: $0.offset, count: $0.size) }
  }

  /// Exactly so many bytes.
  private static func read(_ file: FileHandle, at offset: UInt64, count: UInt64) -> [UInt8]? {
    guard count <= mostBytes, offset < 1 << 62, (try? file.seek(toOffset: offset)) != nil,
      let data = try? file.read(upToCount: Int(count)), data.count == Int(count)
    else { return nil }
    return [UInt8](data)
  }

  private static func number(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> UInt64 {
    bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
