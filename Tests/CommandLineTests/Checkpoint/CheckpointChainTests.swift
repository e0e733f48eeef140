import Foundation
import TestSupport
import Testing

/// Runs that go on from each other and do not get there.
@Suite struct CheckpointChainTests {
  private let beside: TemporaryFolder

  init() throws {
    beside = try TemporaryFolder()
    try beside.write(NPYBytes.vector([3, 5, 10]), to: "y.npy")
  }

  private func header() throws -> [String: Any] {
    let line = try beside.bytes("c").prefix { $0 != UInt8(ascii: "\n") }
    return try #require(try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
  }

  /// Each run has too few passes to get there, and begins where the one before ended, also when it ended within a minute.
  @Test(arguments: [["--checkpoint-every", "0"], []]) func aChainOfRunsComesNearer(_ interval: [String]) throws {
    let slow = try UniformTable(3, c: 0.9995)
    var last = (corrections: 0, error: Double.infinity)
    for _ in 0..<3 {
      let run = try ToolRun(
        [
          "solve", slow.folder.path, "--solver", "neumann", "--engine", "swift", "--demand", beside.file("y.npy"),
          "--checkpoint", beside.file("c"),
        ] + interval)
      #expect(run.status == 4 && run.errors.contains("the same command goes on from there"), "\(run.errors)")
      let corrections = try #require(try header()["corrections"] as? Int)
      let error = try #require(try header()["componentwise_backward_error"] as? Double)
      #expect(corrections > last.corrections && error < last.error)
      last = (corrections, error)
    }
  }

  /// Value added of 1e-13, which no iteration gets to the end of: what is kept never becomes worse, and nobody is told to go on.
  @Test func aChainOnATableThatStalls() throws {
    let stalling = try UniformTable(50, c: 0.5)
    try stalling.folder.write(NPYBytes.matrix(.coefficients(50, columnSum: 1 - 1e-13, seed: 963)), to: "A.npy")
    try beside.write(NPYBytes.vector([Double](repeating: 1, count: 50)), to: "ones.npy")
    let methods = ["gauss-seidel", "gmres", "bicgstab", "chebyshev"]
    var last = Double.infinity
    for solver in methods.flatMap({ first in methods.flatMap { [first, $0] } }) {
      let run = try ToolRun([
        "solve", stalling.folder.path, "--solver", solver, "--engine", "swift", "--demand", beside.file("ones.npy"),
        "--checkpoint", beside.file("c"), "--checkpoint-every", "0",
      ])
      #expect(run.status == 4 && !run.errors.contains("goes on from there"), "\(solver): \(run.errors)")
      let error = try #require(try header()["componentwise_backward_error"] as? Double)
      #expect(error <= last, "\(solver): \(error) after \(last)")
      last = error
    }
  }
}
