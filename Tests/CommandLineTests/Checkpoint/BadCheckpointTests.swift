import Foundation
import TestSupport
import Testing

/// Files that are no checkpoint, and places where there can be none.
@Suite struct BadCheckpointTests {
  private let table: UniformTable
  private let beside: TemporaryFolder

  init() throws {
    table = try UniformTable(3, c: 0.995)
    beside = try TemporaryFolder()
    try beside.write(NPYBytes.vector([3, 5, 10]), to: "y.npy")
  }

  private func solve(_ solver: String = "gmres", checkpoint: String? = nil, _ extra: String...) -> [String] {
    [
      "solve", table.folder.path, "--solver", solver, "--engine", "swift", "--quiet", "--demand", beside.file("y.npy"),
      "--checkpoint", checkpoint ?? beside.file("c"),
    ] + extra
  }

  /// The line and the array of a whole one.
  private func whole() throws -> (line: [UInt8], array: [UInt8]) {
    #expect(try ToolRun(solve("neumann", "--checkpoint-every", "0")).status == 4)
    let bytes = try beside.bytes("c")
    let length = try #require(bytes.firstIndex(of: UInt8(ascii: "\n"))) + 1
    return (Array(bytes[..<length]), Array(bytes[length...]))
  }

  private func expectRefusal(_ bytes: [UInt8], _ reason: String) throws {
    try beside.write(bytes, to: "c")
    for solver in ["gmres", "lu"] {
      try expectFailure(
        3, "\(beside.file("c")): not a checkpoint to go on from: \(reason); remove it or name another file", solve(solver))
    }
    #expect(try beside.bytes("c") == bytes)
  }

  @Test func filesThatAreNone() throws {
    let (line, array) = try whole()
    let text = String(decoding: line, as: UTF8.self)
    let none = "its first line is not one of leontief-checkpoint/1"
    let others: [[UInt8]] = [
      [], Array("hello\n".utf8), Array("precious\nthesis\n".utf8), array, Array(line.dropLast()), [0xFF, 0xFE, 0x0A],
      Array("{}\n".utf8) + array, Array(text.replacing("checkpoint/1", with: "checkpoint/2").utf8) + array,
      Array(text.replacing(#""corrections":"#, with: #""corrections":-"#).utf8) + array,
      Array(text.replacing(#""corrections":"#, with: #""corrections":9000000000000000"#).utf8) + array,
      Array(text.replacing(#""sectors":3"#, with: #""sectors":"three""#).utf8) + array,
      [UInt8](repeating: UInt8(ascii: " "), count: 3 << 20),
    ]
    for bytes in others { try expectRefusal(bytes, none) }
  }

  @Test func arraysThatAreNot() throws {
    let (line, array) = try whole()
    try expectRefusal(line, "not a NumPy .npy file (it does not begin with \\x93NUMPY)")
    try expectRefusal(line + array.dropLast(), "truncated: the header promises 24 bytes of data, the file has 23")
    try expectRefusal(line + array + [0], "1 bytes follow the 24 bytes of data that the header promises")
    try expectRefusal(line + NPYBytes.matrix([[1], [2]]), "X is 2 × 1, its header says 3 × 1")
    try expectRefusal(line + NPYBytes.matrix([[1, 2], [3, 4], [5, 6]]), "X is 3 × 2, its header says 3 × 1")
    try expectRefusal(line + NPYBytes.vector([1, 2, 3]), "expected two dimensions, found shape (3,)")
    try expectRefusal(line + NPYBytes.matrix([[1], [.nan], [2]]), "X is not finite at row 1, column 0")
    try expectRefusal(line + NPYBytes.matrix([[-.infinity], [1], [2]]), "X is not finite at row 0, column 0")
  }

  /// Only time depends on X.
  @Test func anXThatIsNotTheRightOne() throws {
    let (line, _) = try whole()
    for values in [[0.0, 0, 0], [-1e300, 1e300, 1e-300], [1, 2, 3]] {
      try beside.write(line + NPYBytes.matrix(values.map { [$0] }), to: "c")
      let run = try ToolRun(solve(checkpoint: nil, "--json", "-"))
      let found = try #require(try run.json()["solution"] as? [[Double]], "\(run.errors)")[0]
      #expect(zip(found, table.solution(of: [3, 5, 10])).allSatisfy { abs($0 - $1) <= 1e-12 * $1 })
    }
  }

  /// Told before the table is looked at.
  @Test func placesThatCannotBeWritten() throws {
    try expectFailure(
      5, "/nowhere/c: cannot create: No such file or directory; name another place for the checkpoint",
      ["solve", "/nowhere/table", "--checkpoint", "/nowhere/c"])
    for path in [table.folder.path + "/..", "/dev/null"] {
      try expectFailure(2, "\(path) is not a regular file; a checkpoint needs one", solve(checkpoint: path))
    }
  }

  @Test(.enabled(if: OrdinaryUser.isPossible, "root may write everywhere, and no other user can run the command here"))
  func aFolderOfOthers() throws {
    try beside.makeFolder("closed")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: beside.file("closed"))
    let path = beside.file("closed/c")
    try expectFailure(
      5, "\(path): cannot create: Permission denied; name another place for the checkpoint", solve(checkpoint: path),
      limits: OrdinaryUser.limits)
  }

  @Test func placesOfOtherFiles() throws {
    let inside = table.folder.file("c")
    try expectFailure(
      2, "\(inside) lies inside \(table.folder.path) and is read as a part of the table; choose another place",
      solve(checkpoint: inside))
    let demand = beside.file("y.npy")
    try expectFailure(
      2, "\(demand) is what is solved for and would be replaced by the checkpoint; choose another place",
      solve(checkpoint: demand))
    for option in ["--out", "--json"] {
      try expectFailure(
        2, "\(beside.file("c")) lies inside \(beside.file("c")) and would be replaced by the result; choose another place",
        solve("gmres", option, beside.file("c")))
    }
    #expect(try beside.names() == ["y.npy"])
  }

  @Test func wrongUsage() throws {
    let plain = ["solve", table.folder.path]
    for (extra, sentence) in [
      (["--checkpoint-every", "5"], "--checkpoint-every needs --checkpoint FILE"),
      (["--checkpoint", ""], "--checkpoint needs the name of a file"),
      (["--checkpoint", "c", "--checkpoint-every=-1"], "--checkpoint-every takes seconds, 0 or more, not -1.0"),
      (["--checkpoint", "c", "--checkpoint-every", "nan"], "--checkpoint-every takes seconds, 0 or more, not nan"),
    ] {
      try expectFailure(2, "\(sentence); see 'leontief --help'", plain + extra)
    }
  }

  /// 512 bytes are less than a checkpoint needs.
  @Test func aDiskThatIsFullDoesNotEndTheSolve() throws {
    let arguments = solve("neumann", "--checkpoint-every", "0").filter { $0 != "--quiet" }
    let run = try ToolRun(arguments, limits: "ulimit -f 1")
    let note = "note: no checkpoint: \(beside.file("c")): cannot write: File too large; the solve goes on"
    #expect(run.errorLines.first == note && run.errorLines.filter { $0.hasPrefix("note") }.count == 1, "\(run.errors)")
    #expect(run.status == 4)
    #expect(try beside.names() == ["y.npy"])
  }
}
