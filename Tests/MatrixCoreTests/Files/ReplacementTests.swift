import Foundation
import MatrixCore
import TestSupport
import Testing

@Suite struct ReplacementTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private struct Interruption: Error {}

  @Test func appearsOnCommit() throws {
    try folder.write("old", to: "a.txt")
    var file = try ReplacementFile(path: folder.file("a.txt"))
    try file.write("new")
    #expect(try folder.bytes("a.txt") == Array("old".utf8))
    try file.commit()
    #expect(try folder.bytes("a.txt") == Array("new".utf8))
    #expect(try folder.names() == ["a.txt"])
  }

  private func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: folder.file(name))[.posixPermissions] as? Int
  }

  /// Before the file appears, too: it is not open to more people for a moment.
  @Test(arguments: [0o600, 0o640, 0o664, 0o444, 0o755, 0o200]) func theModeIsThatOfTheFileReplaced(_ mode: Int) throws {
    let path = try folder.write("old", to: "a.txt")
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: path)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    var file = try ReplacementFile(path: folder.file("link"))
    try file.write("new")
    let aside = try #require(folder.names().first { $0.hasSuffix(".tmp") })
    #expect(try self.mode(aside) == mode)
    try file.commit()
    #expect(try self.mode("a.txt") == mode)
  }

  /// As for a file that C makes.
  @Test func aNewFileIsForWhomTheMaskSays() throws {
    let path = folder.file("new.txt")
    let file = try ReplacementFile(path: path)
    try file.commit()
    let other = try #require(fopen(folder.file("other.txt"), "w"))
    fclose(other)
    #expect(try mode("new.txt") == mode("other.txt"))
  }

  @Test func leavesNothingWithoutCommit() throws {
    try folder.write("old", to: "a.txt")
    do {
      var file = try ReplacementFile(path: folder.file("a.txt"))
      try file.write("half")
      #expect(try folder.names().count == 2)
      throw Interruption()
    } catch is Interruption {}
    #expect(try folder.names() == ["a.txt"])
    #expect(try folder.bytes("a.txt") == Array("old".utf8))
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "there is no /dev/full here"))
  func reportsAFullDisk() throws {
    do {
      var file = try ReplacementFile(path: "/dev/full")
      try file.write("text")
      Issue.record("a full disk took the text")
    } catch {
      #expect(error == FileError(path: "/dev/full", operation: .write, code: 28))
      #expect(error.isResourceShortage)
      #expect(error.description == "/dev/full: cannot write: No space left on device")
    }
  }

  @Test func namesAFolderThatIsNotThere() throws {
    let path = folder.file("no/a.txt")
    do {
      let file = try ReplacementFile(path: path)
      try file.commit()
      Issue.record("a file was made in no folder")
    } catch {
      #expect(error == FileError(path: path, operation: .create, code: 2))
      #expect(!error.isResourceShortage)
    }
  }

  @Test func folderAppearsOnCommit() throws {
    let replacement = try ReplacementFolder(path: folder.file("out/"))
    #expect(replacement.path == folder.file("out"))
    try Data("a".utf8).write(to: URL(fileURLWithPath: replacement.temporary + "/a"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("out")))
    try replacement.commit()
    #expect(try folder.names() == ["out"])
    #expect(try folder.bytes("out/a") == Array("a".utf8))
  }

  @Test func folderReplacesAFolderAsAWhole() throws {
    try folder.makeFolder("out/inner")
    try folder.write("old", to: "out/inner/old")
    let replacement = try ReplacementFolder(path: folder.file("out"))
    try Data("new".utf8).write(to: URL(fileURLWithPath: replacement.temporary + "/new"))
    try replacement.commit()
    #expect(try folder.names() == ["out"])
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("out")) == ["new"])
  }

  @Test func folderLeavesNothingWithoutCommit() throws {
    do {
      let replacement = try ReplacementFolder(path: folder.file("out"))
      try FileManager.default.createDirectory(atPath: replacement.temporary + "/a/b", withIntermediateDirectories: true)
      try Data("x".utf8).write(to: URL(fileURLWithPath: replacement.temporary + "/a/b/c"))
      throw Interruption()
    } catch is Interruption {}
    #expect(try folder.names() == [])
  }
}
