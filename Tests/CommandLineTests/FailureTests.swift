import Foundation
import TestSupport
import Testing

/// Everything that must fail: the exit status and the one sentence on stderr.
@Suite struct FailureTests {
  private let fixture: CanonicalFixture
  /// For files beside the table: those inside its folder would be read as rows of it.
  private let beside: TemporaryFolder

  init() throws {
    fixture = try CanonicalFixture()
    beside = try TemporaryFolder()
  }

  private func expect(
    _ status: Int32, _ sentence: String, _ arguments: [String], limits: String? = nil,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let run = try ToolRun(arguments, limits: limits)
    #expect(run.status == status, "\(run.errors)", sourceLocation: location)
    #expect(run.errorLines.last == "leontief: \(sentence)", sourceLocation: location)
    #expect(run.output.isEmpty, sourceLocation: location)
  }

  private func solve(_ extra: String...) -> [String] { ["solve", fixture.path, "--engine", "swift", "--quiet"] + extra }

  private func replace(_ file: String, _ bytes: [UInt8]) throws { try fixture.folder.write(bytes, to: file) }

  // MARK: Usage

  @Test func wrongUsage() throws {
    try expect(2, "Unexpected argument 'extra'; see 'leontief --help'", solve("extra"))
    try expect(2, "Unknown option '--absolutely-unknown'; see 'leontief --help'", solve("--absolutely-unknown"))
    try expect(2, "--threads takes a number from 1 to 1024, not 0; see 'leontief --help'", solve("--threads", "0"))
    try expect(2, "Missing expected argument '<table>'; see 'leontief --help'", ["solve"])
    try expect(2, "The value 'much' is invalid for '--memory <memory>'; see 'leontief --help'", solve("--memory", "much"))
  }

  // MARK: Bad tables

  @Test func noSuchTable() throws {
    try expect(3, "/nowhere/table: cannot open: No such file or directory", ["info", "/nowhere/table"])
  }

  @Test(arguments: [("Z.npy", "transactions"), ("Y.npy", "final demand")], [Double.nan, .infinity])
  func notFiniteInAMatrix(_ file: (String, String), _ value: Double) throws {
    var rows = file.0 == "Z.npy" ? CanonicalFixture.flows : CanonicalFixture.demand
    rows[1][0] = value
    try replace(file.0, NPYBytes.matrix(rows))
    let run = try ToolRun(solve())
    #expect(run.status == 3)
    let sentence = try #require(run.errorLines.last)
    #expect(sentence.contains("row 1") && sentence.contains("column 0"), "\(sentence)")
    #expect(run.errorLines.count == 1)
  }

  @Test(arguments: ["x.npy", "va.npy", "imports.npy"]) func notFiniteInAVector(_ file: String) throws {
    try replace(file, NPYBytes.vector([1, .nan, 3]))
    let run = try ToolRun(solve())
    #expect(run.status == 3)
    #expect(run.errorLines.count == 1 && run.errors.contains("NOR/b"), "\(run.errors)")
  }

  @Test func truncatedArray() throws {
    try replace("Z.npy", Array(NPYBytes.matrix(CanonicalFixture.flows).dropLast(8)))
    try expect(
      3, "\(fixture.path)/Z.npy: truncated: the header promises 72 bytes of data, the file has 64", solve())
  }

  @Test func integersAndOtherByteOrdersAreConverted() throws {
    try replace("x.npy", NPYBytes.file(descr: ">f8", shape: "(3,)", data: NPYBytes.doubles([100, 100, 100], bigEndian: true)))
    try replace("va.npy", NPYBytes.file(descr: "<i4", shape: "(3,)", data: NPYBytes.integers([60, 65, 30], size: 4)))
    let run = try ToolRun(["info", fixture.path, "--json", "-"])
    let table = try #require(try run.json()["table"] as? [String: Any])
    #expect(table["total_output"] as? Double == 300 && table["total_value_added"] as? Double == 155)
  }

  @Test func complexNumbersAreRefused() throws {
    try replace("x.npy", NPYBytes.file(descr: "<c16", shape: "(3,)", data: [UInt8](repeating: 0, count: 48)))
    try expect(
      3,
      "\(fixture.path)/x.npy: element type <c16 is not supported; save as float64, float32, int64, int32 or bool", solve())
  }

  @Test func aTableThatIsNotProductive() throws {
    // Columns sum to 1.8 of output; rows balance because demand is negative.
    try replace("Z.npy", NPYBytes.matrix([[90, 90, 0], [90, 90, 0], [0, 0, 0]]))
    try replace("Y.npy", NPYBytes.matrix([[-80, 0], [-80, 0], [100, 0]]))
    let demand = try beside.write(NPYBytes.vector([1, 1, 1]), to: "demand.npy")
    try fixture.folder.remove("va.npy")
    try fixture.folder.remove("imports.npy")
    let run = try ToolRun(solve("--demand", demand))
    #expect(run.status == 4, "\(run.errors)")
    #expect(run.errorLines.last?.contains("the table is not productive: meeting this demand needs output -1.25") == true)
  }

  // MARK: Demand, maps and studies

  @Test func demandOfAnotherSize() throws {
    let demand = try beside.write(NPYBytes.vector([1, 2]), to: "demand.npy")
    try expect(3, "\(demand): shape (2) does not fit a table of 3 sectors", solve("--demand", demand))
  }

  @Test func demandThatIsNotFinite() throws {
    let demand = try beside.write(NPYBytes.vector([1, .infinity, 2]), to: "demand.npy")
    try expect(3, "the right-hand side is not finite at row 1, column 0", solve("--demand", demand))
  }

  @Test func mapsThatDoNotFit() throws {
    let out = fixture.folder.file("out")
    for (text, sentence) in [
      ("from,to\nNOR/a,x\nSUD/a,x\n", "sector NOR/b is not mapped to anything"),
      ("from,to\na,x\n", "sector a is in several regions; write one of NOR/a, SUD/a"),
      ("from,to\nzz,x\n", "sector zz is not in the table"),
      ("from,to,weight\nNOR/a,x,0.5\nb,x,1\nSUD/a,x,1\n", "the shares of sector NOR/a sum to 0.5, not to 1"),
    ] {
      let map = try fixture.folder.write(text, to: "map.csv")
      try expect(
        3, "\(map): \(sentence)",
        ["aggregate", fixture.path, "--map", map, "--out", out, "--engine", "swift", "--quiet"])
    }
    #expect(!FileManager.default.fileExists(atPath: out))
  }

  @Test func studiesThatDoNotFit() throws {
    for (text, sentence) in [
      ("digital: {d: [zz]}", "sector zz is not in the table"),
      (
        "split: [{sector: b, into: [{code: p, share: 0.5}, {code: q, share: 0.4}]}]\ndigital: {d: [p]}",
        "the shares of sector NOR/b sum to 0.9, not to 1"
      ),
      (
        "digital: {d: [b]}\nmethd: block",
        "line 2: unknown key 'methd'; known are title, split, digital, method, source, notes, published"
      ),
    ] {
      let study = try fixture.folder.write(text, to: "study.yaml")
      try expect(
        3, "\(study): \(sentence)",
        ["estimate", "digital", fixture.path, "--study", study, "--engine", "swift", "--quiet"])
    }
  }

  // MARK: Resources

  @Test func aTableLargerThanTheMemoryLimitIsRefusedWithTheBytes() throws {
    try expect(5, "\(fixture.path): reading needs 72 bytes, the memory limit is 50", solve("--memory", "50"))
    try expect(
      5, "LU of 3 sectors needs 144 bytes of memory and may take 72; raise --memory or use a larger machine",
      solve("--memory", "72"))
  }

  @Test func aFullDisk() throws {
    try expect(
      5, "/dev/full: cannot write: No space left on device",
      ["solve", fixture.path, "--engine", "swift", "--quiet", "--json", "/dev/full"])
  }

  @Test func aFileSizeLimitLeavesNothingBehind() throws {
    let out = fixture.folder.file("out")
    let map = try fixture.folder.write("from,to\nNOR/a,x\nb,x\nSUD/a,x\n", to: "map.csv")
    let before = try fixture.folder.names()
    // One block of 512 bytes is less than meta.json needs.
    let run = try ToolRun(
      ["aggregate", fixture.path, "--map", map, "--out", out, "--engine", "swift", "--quiet"], limits: "ulimit -f 1")
    #expect(run.status == 5, "\(run.errors)")
    #expect(run.errorLines.count == 1 && run.errors.contains("File too large"), "\(run.errors)")
    #expect(try fixture.folder.names() == before)
  }

  @Test func anInterruptedCommandEndsAtOnceWithItsOwnStatus() throws {
    // A pipe that nobody writes to: the command waits for it until it is interrupted.
    let pipe = beside.file("demand.npy")
    try #require(mkfifo(pipe, 0o600) == 0)
    let before = try fixture.folder.names()
    let run = try ToolRun(solve("--demand", pipe), interruptedAfter: 0.5)
    #expect(run.status == 6)
    #expect(run.errorLines == ["interrupted"])
    #expect(try fixture.folder.names() == before)
  }

  @Test func anExistingResultIsNotReplacedUnasked() throws {
    let map = try fixture.folder.write("from,to\nNOR/a,x\nb,x\nSUD/a,x\n", to: "map.csv")
    let out = fixture.folder.file("out")
    let arguments = ["aggregate", fixture.path, "--map", map, "--out", out, "--engine", "swift", "--quiet"]
    #expect(try ToolRun(arguments).status == 0)
    let second = try ToolRun(arguments)
    #expect(second.status == 3 && second.errors.contains("exists already"), "\(second.errors)")
    #expect(try ToolRun(arguments + ["--overwrite"]).status == 0)
  }
}
