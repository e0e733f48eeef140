import Foundation
import MatrixCore
import TestSupport
import Testing

@Suite struct FileLockTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func oneAtATime() throws {
    let path = try folder.write("old", to: "a")
    var first: FileLock? = try FileLock.take(path)
    #expect(first != nil)
    #expect(try folder.names() == [".a.leontief-lock", "a"])
    #expect(throws: FileLock.Held.self) { try FileLock.take(path) }
    // Another file is another matter.
    #expect(try FileLock.take(folder.file("b")) != nil)
    first = nil
    #expect(try folder.names() == ["a"])
    #expect(try FileLock.take(path) != nil)
  }

  /// A file that is replaced or reached by a link is the same file.
  @Test func theNameIsLockedAndNotWhatItHolds() throws {
    let path = try folder.write("old", to: "a")
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: path)
    let lock = try FileLock.take(path)
    var file = try ReplacementFile(path: path)
    try file.write("new")
    try file.commit()
    #expect(throws: FileLock.Held.self) { try FileLock.take(folder.file("link")) }
    withExtendedLifetime(lock) {}
  }

  /// What a process left behind that was killed holds nothing.
  @Test func theFileAloneIsNoLock() throws {
    try folder.write("", to: ".a.leontief-lock")
    let lock = try FileLock.take(folder.file("a"))
    #expect(lock != nil)
  }

  /// Files of other programs stay, whatever they are called.
  @Test func othersFilesStay() throws {
    for name in ["a.lock", ".a.leontief-lock"] { try folder.write("of another program", to: name) }
    var lock = try FileLock.take(folder.file("a"))
    #expect(lock != nil)
    lock = nil
    #expect(try folder.names() == [".a.leontief-lock", "a.lock"])
  }

  @Test func whereNothingCanBeMadeThereIsNoLock() throws {
    #expect(try FileLock.take(folder.file("no/a")) == nil)
  }
}
