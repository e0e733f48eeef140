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
    try expectFailure(5, "\(fixture.path): reading needs 72 bytes, the memory limit is 50", fixture.solve("--memory", "50"))
    try expectFailure(
      5, "LU of 3 sectors needs 144 bytes of memory and may take 72; raise --memory or use a larger machine",
      fixture.solve("--memory", "72"))
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
