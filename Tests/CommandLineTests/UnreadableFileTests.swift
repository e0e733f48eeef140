import Foundation
import TestSupport
import Testing

/// Files the command may not read.
///
/// Root may read everything: there the command is run as another user.
@Suite(.enabled(if: OrdinaryUser.isPossible, "root may read everything, and no other user can run the command here"))
struct UnreadableFileTests {
  private let fixture: CanonicalFixture

  init() throws { fixture = try CanonicalFixture() }

  private func forbid(_ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path)
  }

  @Test(arguments: ["Z.npy", "x.npy", "sectors.csv", "meta.json"]) func aFileOfTheTable(_ name: String) throws {
    try forbid(fixture.folder.file(name))
    try fixture.expectRefusal("T/\(name): cannot open: Permission denied", limits: OrdinaryUser.limits)
  }

  @Test func theFolder() throws {
    try forbid(fixture.path)
    try fixture.expectRefusal("T: cannot open: Permission denied", limits: OrdinaryUser.limits)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: fixture.path)
  }

  @Test func aDemandVector() throws {
    let beside = try TemporaryFolder()
    let demand = try beside.write(NPYBytes.vector([1, 2, 3]), to: "demand.npy")
    try forbid(demand)
    try expectFailure(
      3, "\(demand): cannot open: Permission denied", fixture.solve("--demand", demand), limits: OrdinaryUser.limits)
  }
}
