import Foundation
import TestSupport
import Testing

/// Memory and disks that are too small.
@Suite struct ResourceFailureTests {
  private let fixture: CanonicalFixture
  /// For files that are not part of the table.
  private let beside: TemporaryFolder

  init() throws {
    fixture = try CanonicalFixture()
    beside = try TemporaryFolder()
  }

  @Test func aTableLargerThanTheMemoryLimitIsRefusedWithTheBytes() throws {
    try expectFailure(
      5, "\(fixture.path): reading needs 72 bytes, the memory limit is 50 (--memory)",
      ["info", fixture.path, "--engine", "swift", "--quiet", "--memory", "50"])
    // The header tells what the method that needs least will need; the flows are read where they are.
    try expectFailure(
      5,
      "\(fixture.path): solving for 3 sectors (auto) needs 216 bytes of memory and the limit is 215; raise it (--memory) or use a larger machine",
      fixture.solve("--memory", "215"))
    #expect(try ToolRun(fixture.solve("--memory", "216")).status == 0)
  }

  @Test func standardOutputOnAFullDisk() throws {
    let run = try ToolRun(["info", fixture.path, "--engine", "swift"], limits: "exec >/dev/full")
    #expect(run.status == 5)
    #expect(run.errorLines.last == "leontief: standard output: cannot write: No space left on device")
  }

  @Test func aFullDisk() throws {
    try expectFailure(
      5, "/dev/full: cannot write: No space left on device",
      ["solve", fixture.path, "--engine", "swift", "--quiet", "--json", "/dev/full"])
  }

  @Test func aFileSizeLimitLeavesNothingBehind() throws {
    let out = beside.file("out")
    let map = try beside.write("from,to\nNOR/a,x\nb,x\nSUD/a,x\n", to: "map.csv")
    let before = try beside.names()
    // One block of 512 bytes is less than meta.json needs.
    try expectFailure(
      5, "\(out): cannot write: File too large",
      ["aggregate", fixture.path, "--map", map, "--out", out, "--engine", "swift", "--quiet"], limits: "ulimit -f 1")
    #expect(try beside.names() == before)
  }
}
