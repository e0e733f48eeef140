import Testing

/// The reader of symbol tables, on files made byte by byte.
@Suite struct ObjectFileTests {
  private struct Symbol {
    var name: String
    var binding: UInt8
    var type: UInt8
    var section: UInt16
  }

  private static let symbols = [
    Symbol(name: "", binding: 0, type: 0, section: 0),
    Symbol(name: "local", binding: 0, type: 2, section: 1),
    Symbol(name: "global", binding: 1, type: 2, section: 1),
    Symbol(name: "shared", binding: 2, type: 2, section: 1),
    Symbol(name: "sharedData", binding: 2, type: 1, section: 1),
    Symbol(name: "elsewhere", binding: 2, type: 2, section: 0),
    Symbol(name: "alsoShared", binding: 2, type: 2, section: 0xFFF1),
  ]

  private static func bytes<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> (8 * Number($0))) }
  }

  private static func section(type: UInt32, offset: Int, size: Int, link: UInt32) -> [UInt8] {
    bytes(UInt32(0)) + bytes(type) + bytes(UInt64(0)) + bytes(UInt64(0)) + bytes(UInt64(offset)) + bytes(UInt64(size))
      + bytes(link) + bytes(UInt32(0)) + bytes(UInt64(8)) + bytes(UInt64(24))
  }

  /// Header, symbols, names, three section headers: nothing, symbols, names.
  private static func file(countInHeader: Bool = true) -> [UInt8] {
    var names: [UInt8] = []
    var table: [UInt8] = []
    for symbol in symbols {
      table += bytes(UInt32(names.count)) + [symbol.binding << 4 | symbol.type, 0] + bytes(symbol.section)
      table += bytes(UInt64(0)) + bytes(UInt64(0))
      names += Array(symbol.name.utf8) + [0]
    }
    let sections = 64 + table.count + names.count
    var header: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1] + [UInt8](repeating: 0, count: 57)
    header.replaceSubrange(0x28..<0x30, with: bytes(UInt64(sections)))
    header.replaceSubrange(0x3C..<0x3E, with: bytes(UInt16(countInHeader ? 3 : 0)))
    return header + table + names + section(type: 0, offset: 0, size: countInHeader ? 0 : 3, link: 0)
      + section(type: 2, offset: 64, size: table.count, link: 2)
      + section(type: 3, offset: 64 + table.count, size: names.count, link: 0)
  }

  @Test(arguments: [true, false]) func definedWeakFunctionsAndNothingElse(_ countInHeader: Bool) throws {
    let object = try ObjectFile(Self.file(countInHeader: countInHeader))
    #expect(object.weakFunctions == ["shared", "alsoShared"])
    #expect(object.strongFunctions == ["local", "global"])
  }

  @Test func everyCutFileIsAnError() {
    let file = Self.file()
    for length in 0..<file.count {
      #expect(throws: ObjectFile.Malformed.self, "\(length) bytes") { try ObjectFile(Array(file[..<length])) }
    }
  }

  @Test func otherFilesAreErrors() {
    var wide = Self.file()
    wide[4] = 1
    #expect(throws: ObjectFile.Malformed(reason: "not a 64-bit ELF file")) { try ObjectFile(wide) }
    var stripped = Self.file()
    stripped[stripped.count - 128 + 4] = 3
    #expect(throws: ObjectFile.Malformed(reason: "no symbol table")) { try ObjectFile(stripped) }
    var endless = Self.file()
    endless.replaceSubrange(0x28..<0x30, with: [UInt8](repeating: 0xFF, count: 8))
    #expect(throws: ObjectFile.Malformed(reason: "cut short")) { try ObjectFile(endless) }
  }
}
