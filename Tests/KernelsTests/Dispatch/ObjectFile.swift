import Foundation

/// The symbols an ELF64 object file defines, as far as a linker's choice between copies asks.
struct ObjectFile {
  /// Functions the linker may replace by a copy of the same name from another object, or the other way round.
  let weakFunctions: [String]
  /// Functions that are this object's alone.
  let strongFunctions: [String]

  struct Malformed: Error, Equatable { let reason: String }

  private static let symbolTable: UInt32 = 2
  private static let function: UInt8 = 2
  private static let weak: UInt8 = 2

  init(path: String) throws { try self.init([UInt8](Data(contentsOf: URL(filePath: path)))) }

  init(_ bytes: [UInt8]) throws(Malformed) {
    let file = ObjectBytes(bytes)
    // Magic, 64 bits, little-endian.
    guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else { throw Malformed(reason: "not a 64-bit ELF file") }
    let sections = try Self.sections(file)
    guard let symbols = sections.first(where: { $0.type == Self.symbolTable }) else {
      throw Malformed(reason: "no symbol table")
    }
    guard symbols.link < sections.count else { throw Malformed(reason: "no names") }
    let names = sections[symbols.link].offset
    var (weak, strong): ([String], [String]) = ([], [])
    for entry in stride(from: symbols.offset, to: symbols.offset + symbols.size / 24 * 24, by: 24) {
      let information = try file.byte(entry + 4)
      let section = try file.number(entry + 6, as: UInt16.self)
      // Section 0 is a reference, not a definition.
      guard information & 15 == Self.function, section != 0 else { continue }
      let name = try file.text(names + Int(file.number(entry, as: UInt32.self)))
      if information >> 4 == Self.weak { weak.append(name) } else { strong.append(name) }
    }
    weakFunctions = weak
    strongFunctions = strong
  }

  private struct Section {
    let type: UInt32
    let offset: Int
    let size: Int
    let link: Int
  }

  private static func sections(_ file: ObjectBytes) throws(Malformed) -> [Section] {
    let table = try file.size(0x28)
    var count = Int(try file.number(0x3C, as: UInt16.self))
    guard table > 0 else { throw Malformed(reason: "no sections") }
    // More than the header's field can hold: the first section's size says how many.
    if count == 0 { count = try file.size(table + 0x20) }
    guard count <= 1 << 24 else { throw Malformed(reason: "too many sections") }
    var sections: [Section] = []
    for index in 0..<count {
      let header = table + 64 * index
      _ = try file.byte(header + 63)
      sections.append(
        Section(
          type: try file.number(header + 4, as: UInt32.self), offset: try file.size(header + 0x18),
          size: try file.size(header + 0x20), link: Int(try file.number(header + 0x28, as: UInt32.self))))
    }
    return sections
  }
}

/// Little-endian numbers and text at places of a file; a place outside it is an error.
struct ObjectBytes {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func byte(_ place: Int) throws(ObjectFile.Malformed) -> UInt8 {
    guard bytes.indices.contains(place) else { throw ObjectFile.Malformed(reason: "cut short") }
    return bytes[place]
  }

  func number<Number: FixedWidthInteger>(_ place: Int, as: Number.Type) throws(ObjectFile.Malformed) -> Number {
    var number: Number = 0
    for index in (0..<Number.bitWidth / 8).reversed() { number = number << 8 | Number(try byte(place + index)) }
    return number
  }

  /// An offset or a size. None is larger than the file, so that sums of two cannot overflow.
  func size(_ place: Int) throws(ObjectFile.Malformed) -> Int {
    let number = try number(place, as: UInt64.self)
    guard number <= UInt64(bytes.count) else { throw ObjectFile.Malformed(reason: "cut short") }
    return Int(number)
  }

  func text(_ place: Int) throws(ObjectFile.Malformed) -> String {
    var end = place
    while try byte(end) != 0 { end += 1 }
    return String(decoding: bytes[place..<end], as: UTF8.self)
  }
}
