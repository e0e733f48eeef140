import Foundation
import TestSupport
import Testing

/// Results that are already there.
@Suite struct OverwriteTests {
  private let fixture: CanonicalFixture
  private let beside: TemporaryFolder

  init() throws {
    fixture = try CanonicalFixture()
    beside = try TemporaryFolder()
  }

  /// An aggregation whose result goes to `out` beside the table.
  private func aggregate(_ extra: String...) throws -> [String] {
    let map = try beside.write("from,to\nNOR/a,x\nb,x\nSUD/a,x\n", to: "map.csv")
    return ["aggregate", fixture.path, "--map", map, "--out", beside.file("out"), "--engine", "swift", "--quiet"] + extra
  }

  @Test func anExistingResultIsNotReplacedUnasked() throws {
    #expect(try ToolRun(aggregate()).status == 0)
    try expectFailure(
      3, "\(beside.file("out")) exists already; choose another name or ask to replace it (--overwrite)",
      aggregate())
    #expect(try ToolRun(aggregate("--overwrite")).status == 0)
  }

  @Test func aResultAmongOtherFilesIsNeverReplaced() throws {
    #expect(try ToolRun(aggregate()).status == 0)
    try beside.write("precious", to: "out/thesis.txt")
    try beside.makeFolder("out/plots")
    let before = try beside.bytes("out/Z.npy")
    try expectFailure(
      3,
      "\(beside.file("out")) exists already; it also holds plots, thesis.txt, not part of the table, and is not replaced; "
        + "move them or choose another name", aggregate("--overwrite"))
    #expect(try beside.bytes("out/thesis.txt") == Array("precious".utf8))
    #expect(try beside.bytes("out/Z.npy") == before)
    #expect(try beside.names() == ["map.csv", "out"])
  }
}
