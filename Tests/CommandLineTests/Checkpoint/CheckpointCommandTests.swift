import Foundation
import Leontief
import TestSupport
import Testing

/// `leontief solve --checkpoint`: what is left behind, gone on from and removed.
@Suite struct CheckpointCommandTests {
  /// Neumann's series leaves 0.995 a round, runs out of passes after one or two corrections and leaves its checkpoint.
  private let table: UniformTable
  private let beside: TemporaryFolder
  private let y: [Double] = [3, 5, 10]

  init() throws {
    table = try UniformTable(3, c: 0.995)
    beside = try TemporaryFolder()
    try beside.write(NPYBytes.vector(y), to: "y.npy")
  }

  private func solve(_ solver: String, _ extra: String..., demand: String? = "y.npy") -> [String] {
    ["solve", table.folder.path, "--solver", solver, "--engine", "swift", "--threads", "1", "--checkpoint", beside.file("c")]
      + (demand.map { ["--demand", beside.file($0)] } ?? []) + extra
  }

  /// Leaves a checkpoint.
  private func leave(_ extra: String...) throws {
    let run = try ToolRun(solve("neumann", "--checkpoint-every", "0", "--quiet") + extra)
    try #require(run.status == 4 && run.errorLines.count == 1, "\(run.errors)")
    try #require(try beside.names() == ["c", "y.npy"])
  }

  private func checkpoint(_ run: ToolRun) throws -> [String: Any] {
    try #require(try run.json()["checkpoint"] as? [String: Any])
  }

  private func header() throws -> [String: Any] {
    let line = try beside.bytes("c").prefix { $0 != UInt8(ascii: "\n") }
    return try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
  }

  /// Any method goes on from what another one reached.
  @Test(arguments: ["neumann", "gmres", "gauss-seidel", "bicgstab", "chebyshev"])
  func anotherRunGoesOn(_ solver: String) throws {
    try leave()
    let corrections = try #require(try header()["corrections"] as? Int)
    #expect(corrections > 0)
    let run = try ToolRun(solve(solver, "--json", "-"))
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(try checkpoint(run)["continued_from_corrections"] as? Int == corrections)
    #expect(try checkpoint(run)["written"] as? Int == 0)
    #expect(try checkpoint(run)["file"] as? String == beside.file("c"))
    let found = try #require(try run.json()["solution"] as? [[Double]])[0]
    // Observed: at most 2.1e-13, of a table with the condition number 400.
    #expect(zip(found, table.solution(of: y)).allSatisfy { abs($0 - $1) <= 1e-12 * $1 })
    #expect(try beside.names() == ["y.npy"])
  }

  /// A run beside another one that has the file says so at once, and leaves it.
  @Test func oneRunAtATime() throws {
    try leave()
    let bytes = try beside.bytes("c")
    var lock = try FileLock.take(beside.file("c"))
    for solver in ["gmres", "neumann"] {
      try expectFailure(
        5, "\(beside.file("c")): another run keeps its checkpoint there; wait for its end, or name another file",
        solve(solver, "--quiet"))
    }
    #expect(try beside.bytes("c") == bytes)
    #expect(lock != nil)
    lock = nil
    #expect(try ToolRun(solve("gmres", "--quiet")).status == 0)
    #expect(try beside.names() == ["y.npy"])
  }

  /// Who may read a checkpoint is not decided anew by every run.
  @Test(arguments: [0o600, 0o664]) func theModeOfTheFileIsKept(_ mode: Int) throws {
    let slow = try UniformTable(3, c: 0.9995)
    func run() throws {
      let run = try ToolRun([
        "solve", slow.folder.path, "--solver", "neumann", "--engine", "swift", "--demand", beside.file("y.npy"),
        "--checkpoint", beside.file("c"), "--checkpoint-every", "0",
      ])
      #expect(run.status == 4, "\(run.errors)")
    }
    try run()
    let first = try beside.bytes("c")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: beside.file("c"))
    try run()
    #expect(try beside.bytes("c") != first)
    #expect(try FileManager.default.attributesOfItem(atPath: beside.file("c"))[.posixPermissions] as? Int == mode)
  }

  @Test func theHeaderAndTheArray() throws {
    try leave()
    let header = try header()
    #expect(header["schema"] as? String == "leontief-checkpoint/1" && header["solver"] as? String == "neumann")
    #expect((header["componentwise_backward_error"] as? Double).map { $0 > 0 && $0 < 1e-3 } == true)
    let problem = try #require(header["problem"] as? [String: Any])
    #expect(problem["sectors"] as? Int == 3 && problem["right_hand_sides"] as? Int == 1)
    #expect(problem["orientation"] as? String == "output")
    #expect((problem["table"] as? [String: String])?.keys.sorted() == ["A.npy", "meta.json", "sectors.csv"])
    let bytes = try beside.bytes("c")
    let length = try #require(bytes.firstIndex(of: UInt8(ascii: "\n"))) + 1
    #expect(length % 64 == 0)
    // What follows is an array as NumPy writes it: 128 bytes of header and three doubles.
    #expect(bytes.count == length + 128 + 24 && Array(bytes[length..<length + 6]) == [0x93] + Array("NUMPY".utf8))
  }

  @Test func textSaysThatItWentOn() throws {
    try leave()
    let run = try ToolRun(solve("gmres"))
    #expect(run.status == 0 && run.output.contains("\ncontinued  from what "), "\(run.output)")
    let fresh = try ToolRun(solve("gmres"))
    #expect(fresh.status == 0 && !fresh.output.contains("continued"))
  }

  @Test func withoutOneThereIsNull() throws {
    let run = try ToolRun(
      ["solve", table.folder.path, "--demand", beside.file("y.npy"), "--engine", "swift", "--json", "-"])
    let document = try run.json()
    #expect(run.status == 0 && document["checkpoint"] is NSNull)
    let fresh = try ToolRun(solve("gmres", "--json", "-"))
    #expect(try checkpoint(fresh)["continued_from_corrections"] is NSNull)
  }

  @Test func whatIsOfSomethingElse() throws {
    func expectRefusal(_ difference: String, _ arguments: [String]) throws {
      let before = try beside.bytes("c")
      try expectFailure(3, "\(beside.file("c")): the checkpoint is \(difference), or remove it to begin anew", arguments)
      #expect(try beside.bytes("c") == before)
    }
    try leave()
    try beside.write(NPYBytes.vector([3, 5, 11]), to: "z.npy")
    try beside.write(NPYBytes.matrix([[3], [5], [10]]), to: "column.npy")
    for demand in ["z.npy", "column.npy"] {
      try expectRefusal("of another demand: give that demand as it was", solve("gmres", demand: demand))
    }
    for solver in ["gmres", "lu"] {
      try expectRefusal("of a solve without --transposed: leave that out", solve(solver, "--transposed"))
    }
    try expectRefusal(
      "of a solve with --demand: give that demand as it was", solve("gmres", "--transposed", demand: nil))
    try table.folder.write(NPYBytes.matrix([[0.5, 0, 0], [0, 0.5, 0], [0, 0, 0.5]]), to: "A.npy")
    try expectRefusal("of another table (A.npy differs): give that table as it was", solve("gmres"))
    // The same table under another name, and its demand, are what they were.
    let moved = try UniformTable(3, c: 0.995)
    try FileManager.default.moveItem(atPath: beside.file("y.npy"), toPath: beside.file("moved.npy"))
    let run = try ToolRun(
      ["solve", moved.folder.path, "--demand", beside.file("moved.npy"), "--solver", "gmres", "--checkpoint", beside.file("c")])
    #expect(run.status == 0 && run.output.contains("continued"), "\(run.errors)")
  }

  @Test func ofATransposedSolve() throws {
    let run = try ToolRun(solve("neumann", "--transposed", "--checkpoint-every", "0", demand: nil))
    #expect(run.status == 4)
    try expectFailure(
      3, "\(beside.file("c")): the checkpoint is of a solve without --demand: leave that out, or remove it to begin anew",
      solve("gmres"))
    try beside.write(NPYBytes.vector([1, 1, 1]), to: "y.npy")
    let whole = try ToolRun(solve("gmres", "--transposed", "--json", "-", demand: nil))
    // Multipliers of columns that sum to c: 1 / (1 − c).
    let found = try #require(try whole.json()["solution"] as? [[Double]])[0]
    #expect(found.allSatisfy { abs($0 - 200) <= 1e-12 * 200 })
    let corrections = try checkpoint(whole)["continued_from_corrections"] as? Int
    #expect((corrections ?? 0) > 0)
  }

  @Test(arguments: ["lu", "gth", "inverse", "lu-mixed"]) func methodsThatKeepNone(_ solver: String) throws {
    try leave()
    let run = try ToolRun(solve(solver, "--json", "-"))
    #expect(run.status == 0)
    #expect(run.errorLines == ["note: \(solver) keeps no checkpoint; iterations do (--solver gmres)"])
    #expect(try checkpoint(run)["continued_from_corrections"] is NSNull)
    // There is an answer.
    #expect(try beside.names() == ["y.npy"])
    #expect(try ToolRun(solve(solver, "--quiet")).errors.isEmpty)
  }

  @Test func aLinkLeadsToIt() throws {
    try leave()
    try FileManager.default.moveItem(atPath: beside.file("c"), toPath: beside.file("real"))
    try FileManager.default.createSymbolicLink(atPath: beside.file("c"), withDestinationPath: "real")
    #expect(try ToolRun(solve("gmres")).output.contains("continued"))
    #expect(try beside.names() == ["c", "y.npy"])
  }
}
