import Foundation
import TestSupport
import Testing

/// Wrong usage, data without an answer, interruption: the exit status and the one sentence on stderr.
@Suite struct FailureTests {
  private let fixture: CanonicalFixture
  /// For files that are not part of the table.
  private let beside: TemporaryFolder

  init() throws {
    fixture = try CanonicalFixture()
    beside = try TemporaryFolder()
  }

  @Test func wrongUsage() throws {
    try expectFailure(2, "Unexpected argument 'extra'; see 'leontief --help'", fixture.solve("extra"))
    try expectFailure(2, "Unknown option '--absolutely-unknown'; see 'leontief --help'", fixture.solve("--absolutely-unknown"))
    try expectFailure(2, "--threads takes a number from 1 to 1023, not 0; see 'leontief --help'", fixture.solve("--threads", "0"))
    try expectFailure(2, "Missing expected argument '<table>'; see 'leontief --help'", ["solve"])
    try expectFailure(
      2, "The value 'much' is invalid for '--memory <memory>'; see 'leontief --help'", fixture.solve("--memory", "much"))
  }

  @Test func noSuchTable() throws {
    try expectFailure(3, "/nowhere/table: cannot open: No such file or directory", ["info", "/nowhere/table"])
  }

  @Test func aTableThatIsNotProductive() throws {
    // Columns sum to 1.8 of output; rows balance because demand is negative.
    try fixture.folder.write(NPYBytes.matrix([[90, 90, 0], [90, 90, 0], [0, 0, 0]]), to: "Z.npy")
    try fixture.folder.write(NPYBytes.matrix([[-80, 0], [-80, 0], [100, 0]]), to: "Y.npy")
    let demand = try beside.write(NPYBytes.vector([1, 1, 1]), to: "demand.npy")
    try fixture.folder.remove("va.npy")
    try fixture.folder.remove("imports.npy")
    try expectFailure(
      4,
      "the table is not productive: NOR/a, NOR/b together use more than they make, spectral radius at least "
        + "1.7999999999999987, heaviest circuit NOR/a → NOR/a with gain 0.9; columns of A that sum to one or more: "
        + "NOR/a 1.8, NOR/b 1.8; look at their outputs and inputs",
      fixture.solve("--demand", demand))
  }

  @Test func anInterruptedCommandEndsAtOnceWithItsOwnStatus() throws {
    // A pipe that nobody reads: the command waits at its output until it is interrupted.
    let pipe = beside.file("x.npy")
    try #require(mkfifo(pipe, 0o600) == 0)
    let json = beside.file("unfinished.json")
    let before = try beside.names()
    let run = try ToolRun(fixture.solve("--out", pipe, "--json", json), interruptedAfter: 0.5)
    #expect(run.status == 6)
    #expect(run.errorLines == ["leontief: interrupted"])
    #expect(try beside.names() == before)
  }

  @Test func aPipeInThePlaceOfAnArray() throws {
    let pipe = beside.file("demand.npy")
    try #require(mkfifo(pipe, 0o600) == 0)
    try expectFailure(
      3, "\(pipe): cannot read it, it is a pipe or a device: give a regular file", fixture.solve("--demand", pipe))
  }

  @Test func aResultInsideTheTable() throws {
    let out = fixture.folder.file("answer.npy")
    try expectFailure(
      2, "\(out) lies inside \(fixture.path) and is read as a part of the table; choose another place",
      fixture.solve("--out", out))
    #expect(!FileManager.default.fileExists(atPath: out))
    // A link that leads into the table is no other place.
    let link = beside.file("link.npy")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: fixture.folder.file("x.npy"))
    let before = try fixture.folder.bytes("x.npy")
    try expectFailure(
      2, "\(link) lies inside \(fixture.path) and is read as a part of the table; choose another place",
      fixture.solve("--out", link))
    #expect(try fixture.folder.bytes("x.npy") == before)
    let document = fixture.folder.file("meta.json")
    try expectFailure(
      2, "\(document) lies inside \(fixture.path) and is read as a part of the table; choose another place",
      ["info", fixture.path, "--engine", "swift", "--quiet", "--json", document])
  }

  @Test func aDocumentInsideTheResult() throws {
    let out = beside.file("out")
    let map = try beside.write("from,to\nNOR/a,x\nb,x\nSUD/a,x\n", to: "map.csv")
    try expectFailure(
      2, "\(out)/a.json lies inside \(out) and would be replaced by the result; choose another place",
      ["aggregate", fixture.path, "--map", map, "--out", out, "--json", "\(out)/a.json", "--quiet"])
  }

  @Test func aClosedOutputIsNotASuccess() throws {
    let run = try ToolRun(["info", fixture.path, "--engine", "swift"], limits: "exec 1>&-")
    #expect(run.status == 5, "\(run.errors)")
  }

  @Test func aDocumentThatCannotBeWrittenCostsNoResult() throws {
    let out = beside.file("answer.npy")
    try expectFailure(
      3, "/nowhere/a.json: cannot create: No such file or directory",
      fixture.solve("--out", out, "--json", "/nowhere/a.json"))
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test func theInverseOfAnUnproductiveTable() throws {
    try fixture.folder.write(NPYBytes.matrix([[90, 90, 0], [90, 90, 0], [0, 0, 0]]), to: "Z.npy")
    try fixture.folder.write(NPYBytes.matrix([[-80, 0], [-80, 0], [100, 0]]), to: "Y.npy")
    try fixture.folder.remove("va.npy")
    try fixture.folder.remove("imports.npy")
    let run = try ToolRun(["inverse", fixture.path, "--engine", "swift", "--quiet"])
    #expect(run.status == 4)
    #expect(run.errorLines.last?.contains("the table is not productive") == true, "\(run.errors)")
  }
}
