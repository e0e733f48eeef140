import BenchmarkHarness
import Foundation
import TestSupport
import Testing

@Suite struct ELFFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static func little(_ value: Int, _ count: Int) -> [UInt8] { (0..<count).map { UInt8(value >> (8 * $0) & 0xFF) } }

  /// A file of nothing but sections: their names, contents and headers, in the order in which they are given.
  private static func file(_ sections: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    var (names, contents, places): ([UInt8], [UInt8], [(name: Int, offset: Int, size: Int)]) = ([0], [], [])
    for section in sections {
      places.append((names.count, 64 + contents.count, section.bytes.count))
      names += Array(section.name.utf8) + [0]
      contents += section.bytes
    }
    places.append((0, 64 + contents.count, names.count))
    contents += names
    let magic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1]
    var header = magic + [UInt8](repeating: 0, count: 57)
    header.replaceSubrange(0x28..<0x30, with: little(64 + contents.count, 8))
    let counts: [Int] = [64, places.count, places.count - 1]
    header.replaceSubrange(0x3A..<0x40, with: counts.flatMap { little($0, 2) })
    var headers: [UInt8] = []
    for place in places {
      headers += little(place.name, 4) + [UInt8](repeating: 0, count: 20)
      headers += little(place.offset, 8) + little(place.size, 8)
      headers += [UInt8](repeating: 0, count: 24)
    }
    return header + contents + headers
  }

  private static func note(type: Int, _ id: [UInt8]) -> [UInt8] {
    let numbers: [Int] = [4, id.count, type]
    return numbers.flatMap { little($0, 4) } + Array("GNU\0".utf8) + id
  }

  private func elf(_ bytes: [UInt8]) throws -> ELFFile? {
    let path = folder.file("file")
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return ELFFile(path: path)
  }

  @Test func buildIdAndSections() throws {
    let bytes = Self.file([(".note.gnu.build-id", Self.note(type: 3, [0, 0x1F, 0xAB])), (".leontief.commit", Array("abc".utf8))])
    let file = try #require(try elf(bytes))
    #expect(file.buildId == "001fab" && file.text(ofSection: ".leontief.commit") == "abc")
    #expect(file.text(ofSection: ".leontief") == nil && file.text(ofSection: "leontief.commit") == nil)
  }

  @Test func notesThatAreNone() throws {
    #expect(try elf(Self.file([(".text", [1, 2])]))?.buildId == nil)
    #expect(try elf(Self.file([(".note.gnu.build-id", Self.note(type: 1, [1]))]))?.buildId == nil)
    #expect(try elf(Self.file([(".note.gnu.build-id", [4, 0, 0])]))?.buildId == nil)
    let short = Array(Self.note(type: 3, [1, 2, 3, 4]).dropLast(2))
    #expect(try elf(Self.file([(".note.gnu.build-id", short)]))?.buildId == nil)
  }

  @Test func filesThatAreNone() throws {
    let good = Self.file([(".text", [1, 2])])
    #expect(try elf(good) != nil)
    #expect(try elf([]) == nil && elf(Array(good.dropLast())) == nil && elf(Array("#!/bin/sh\n".utf8)) == nil)
    #expect(ELFFile(path: folder.file("absent")) == nil && ELFFile(path: folder.path) == nil)
    for (place, value) in [(0x28, 0xFF), (0x3A, 0), (0x3E, 9), (0x2F, 0xFF)] {
      var wrong = good
      wrong[place] = UInt8(value)
      #expect(try elf(wrong) == nil, "\(place)")
    }
  }

  /// Against binutils.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/readelf"), "there is no readelf"))
  func asReadelfSays() throws {
    let path = "/bin/sh"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/readelf")
    process.arguments = ["-n", path]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let id = text.split(separator: "\n").first { $0.contains("Build ID: ") }?.split(separator: " ").last.map(String.init)
    #expect(ELFFile(path: path)?.buildId == id)
  }
}
