import Foundation
import Kernels
import MatrixCore
import TestSupport
import Testing

/// Calibrations kept in files, and files that are none.
@Suite struct CalibrationCacheTests {
  private let folder: TemporaryFolder
  private let cache: CalibrationCache
  private let key = CalibrationFixture.key()
  private let calibration = CalibrationFixture.calibration()

  init() throws {
    let folder = try TemporaryFolder()
    self.folder = folder
    cache = CalibrationCache { $0 == "LEONTIEF_CACHE" ? folder.file("made/on/demand") : nil }
  }

  private func kept() throws -> String { try #require(cache.store(calibration)) }

  private func expectUnusable(_ reason: String, _ location: SourceLocation = #_sourceLocation) throws {
    let path = try #require(cache.path(for: key))
    #expect(cache.load(key) == .unusable(path: path, reason: reason), sourceLocation: location)
  }

  @Test func whatIsKeptComesBackAsItWas() throws {
    #expect(cache.load(key) == .none)
    let path = try kept()
    #expect(path == cache.path(for: key) && path.hasPrefix(folder.file("made/on/demand/calibration-")))
    #expect(cache.load(key) == .found(calibration, path: path))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("made/on/demand")).count == 1)
  }

  @Test func whatIsKeptCanBeRemoved() throws {
    #expect(try cache.removeAll() == [])
    let path = try kept()
    let folderPath = folder.file("made/on/demand")
    let other = try folder.write("mine", to: "made/on/demand/notes.txt")
    #expect(try cache.removeAll() == [path] && cache.load(key) == .none)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folderPath) == ["notes.txt"])
    #expect(FileManager.default.fileExists(atPath: other))
    // What bears the name and is no file cannot be removed.
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(throws: FileError.self) { try cache.removeAll() }
  }

  @Test func everyPartOfTheKeyCounts() throws {
    _ = try kept()
    let others = [
      CalibrationFixture.key(threads: 3), CalibrationFixture.key(set: .neon), CalibrationFixture.key(library: "/lib/other.so"),
      CalibrationFixture.key(bytes: 101), CalibrationFixture.key(modified: "1.6"), CalibrationFixture.key(version: "0.1.1"),
      CalibrationFixture.key(coreType: nil), CalibrationFixture.key(kernels: 2),
    ]
    for other in others {
      #expect(other != key && cache.path(for: other) != cache.path(for: key))
      #expect(cache.load(other) == .none)
    }
  }

  @Test func aFileOfAnotherKeyIsNotUsed() throws {
    let other = CalibrationFixture.key(threads: 7)
    let foreign = try #require(cache.store(CalibrationFixture.calibration(other)))
    let path = try #require(cache.path(for: key))
    try FileManager.default.moveItem(atPath: foreign, toPath: path)
    try expectUnusable("it was made for another processor or library")
  }

  /// What is known of the host holds without the library; of several calibrations the last that was made.
  @Test func theNewestOfAHostIsFoundWithoutItsLibrary() throws {
    func host(_ threads: Int) -> [String] { CalibrationKey.hostLines("A processor", .best, threads, "libomp.so.5", "0.1.0", 1) }
    #expect(cache.newest(ofHost: host(2)) == nil)
    let old = try kept()
    #expect(cache.newest(ofHost: host(2)) == calibration && cache.newest(ofHost: host(3)) == nil)
    let later = CalibrationFixture.calibration(CalibrationFixture.key(library: "/lib/other.so"), roofs: nil)
    let path = try #require(cache.store(later))
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 1e9)], ofItemAtPath: old)
    #expect(cache.newest(ofHost: host(2)) == later)
    try Data("leontief-calibration 3\n".utf8).write(to: URL(filePath: path))
    #expect(cache.newest(ofHost: host(2)) == calibration)
  }

  @Test func everyCutFileIsIgnoredAndReplaced() throws {
    let path = try kept()
    let whole = [UInt8](try Data(contentsOf: URL(filePath: path)))
    for length in 0..<whole.count {
      try Data(whole[..<length]).write(to: URL(filePath: path))
      guard case .unusable = cache.load(key) else {
        Issue.record("\(length) bytes of \(whole.count) pass for a calibration")
        return
      }
    }
    #expect(try kept() == path)
    #expect(cache.load(key) == .found(calibration, path: path))
  }

  @Test(arguments: ["nan", "inf", "-1", "0", "x", "", "1 2", "1e999"])
  func aWrongRateIsNoRate(_ rate: String) throws {
    let path = try kept()
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("double multiply small 10.0", with: "double multiply small \(rate)")
      .write(toFile: path, atomically: true, encoding: .utf8)
    try expectUnusable("its line for double multiply small is wrong")
  }

  @Test(arguments: [
    "", "roofs", "roofs 1 2", "roofs 1 2 3 4", "roofs 1 2 0", "roofs 1 nan 3", "roofs 1 2 -3", "roofs 1 2 1e999", "roofs 1  2 3",
    "roofs 1 2 3 x", "roof 1 2 3", "roofs known",
  ])
  func wrongRoofsAreNoRoofs(_ roofs: String) throws {
    let path = try kept()
    var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    lines[lines.count - 3] = roofs
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    try expectUnusable("its line of the roofs is wrong")
  }

  /// A host without the memory for that measurement keeps the rest.
  @Test func roofsThatAreNotKnownComeBackAsSuch() throws {
    let calibration = CalibrationFixture.calibration(key, roofs: nil)
    let path = try #require(cache.store(calibration))
    #expect(cache.load(key) == .found(calibration, path: path))
  }

  /// Of a version that took what a busy host gave: the rates are kept.
  @Test func roofsThatAreNotLikelyAreNotKnown() throws {
    let path = try kept()
    var lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    lines[lines.count - 3] = "roofs 2e11 2.9e11 4e10"
    try lines.joined(separator: "\n").write(toFile: path, atomically: true, encoding: .utf8)
    #expect(cache.load(key) == .found(CalibrationFixture.calibration(key, roofs: nil), path: path))
  }

  @Test func otherContents() throws {
    let path = try kept()
    let contents: [([UInt8], String)] = [
      (Array("hello\n".utf8), "it is not a calibration of this version"),
      (Array("leontief-calibration 1\n".utf8), "it is not a calibration of this version"),
      (Array("leontief-calibration 2\n".utf8), "it is not a calibration of this version"),
      (Array("leontief-calibration 3\n".utf8), "it is not complete"),
      ([0xFF, 0xFE, 0], "it cannot be read"), ([UInt8](repeating: 10, count: 1 << 20), "it cannot be read"),
    ]
    for (bytes, reason) in contents {
      try Data(bytes).write(to: URL(filePath: path))
      try expectUnusable(reason)
    }
  }

  /// Opening a pipe would wait for a writer for ever.
  @Test func thingsThatAreNoFiles() throws {
    let path = try kept()
    try FileManager.default.removeItem(atPath: path)
    #expect(mkfifo(path, 0o600) == 0)
    try expectUnusable("it is not a file")
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try expectUnusable("it is not a file")
  }

  @Test(arguments: ["/dev/null", "/dev/null/below", "/proc/nowhere"])
  func aPlaceThatTakesNoFilesHarmsNothing(_ place: String) {
    let cache = CalibrationCache { $0 == "LEONTIEF_CACHE" ? place : nil }
    #expect(cache.load(key) == .none)
    #expect(cache.store(calibration) == nil)
  }

  @Test(arguments: [
    (["LEONTIEF_CACHE": "/a", "XDG_CACHE_HOME": "/b", "HOME": "/c"], "/a/"),
    (["XDG_CACHE_HOME": "/b", "HOME": "/c"], "/b/leontief/"), (["HOME": "/c"], "/c/.cache/leontief/"),
    (["LEONTIEF_CACHE": "", "XDG_CACHE_HOME": "", "HOME": "/c"], "/c/.cache/leontief/"),
    (["XDG_CACHE_HOME": "relative", "HOME": "/c"], "/c/.cache/leontief/"), ([:], nil), (["HOME": ""], nil),
  ])
  func whereTheyAreKept(_ environment: [String: String], _ folder: String?) {
    let cache = CalibrationCache { environment[$0] }
    let path = cache.path(for: key)
    #expect(path.map { String($0.prefix { $0 != "-" }) } == folder.map { "\($0)calibration" })
    if folder == nil {
      #expect(cache.load(key) == .none)
      #expect(cache.store(calibration) == nil)
    }
  }
}
