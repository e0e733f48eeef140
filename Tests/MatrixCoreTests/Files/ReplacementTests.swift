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
