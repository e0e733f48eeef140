import CommandLineSupport
import Leontief
import Synchronization
import TestSupport
import Testing

/// When checkpoints are written, by a clock of the tests' own.
@Suite struct CheckpointKeeperTests {
  private let beside: TemporaryFolder
  private let problem = CheckpointProblem(
    files: [], folder: "", demand: nil, orientation: .output, sectors: 6, rightHandSides: 64 * 15)

  init() throws { beside = try TemporaryFolder() }

  /// Fifteen panels of two corrections each.
  private func solve(_ keeper: CheckpointKeeper) throws -> Int {
    let engine = TestEngines.swift
    let rows = [[Double]].coefficients(6, columnSum: 0.8, seed: 961)
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine)
    let system = try IterativeSolver(.bicgstab).prepare(matrix, on: engine)
    let y = try Matrix((0..<6).map { i in (0..<64 * 15).map { Double((i + $0) % 7 + 1) } })
    let corrections = Mutex(0)
    let counted = SolutionSink(
      wants: { mark in
        corrections.withLock { $0 = mark.corrections }; return false
      }, take: { _, _ in })
    let plain = try system.solve(y.view, orientation: .output, from: nil, sink: counted, monitor: .none)
    let kept = try system.solve(y.view, orientation: .output, from: nil, sink: keeper.sink, monitor: .none)
    #expect(kept.vector == plain.vector)
    return corrections.withLock { $0 }
  }

  /// A clock that goes on by so much whenever it is looked at.
  private func keeper(interval: Double, step: Double) throws -> CheckpointKeeper {
    let time = Ticks(step)
    return try CheckpointKeeper(
      CheckpointFile(path: beside.file("c")), of: problem, solver: "bicgstab", interval: interval, now: { time.next() },
      tell: { Issue.record("\($0)") })
  }

  private final class Ticks: Sendable {
    private let count = Mutex(0.0)
    private let step: Double

    init(_ step: Double) { self.step = step }

    func next() -> Double {
      count.withLock {
        $0 += step
        return $0
      }
    }
  }

  @Test func everyCorrection() throws {
    let keeper = try keeper(interval: 0, step: 0)
    let corrections = try solve(keeper)
    #expect(corrections == keeper.written && corrections >= 15)
    #expect(keeper.continuedFrom == nil)
    let again = try CheckpointFile(path: beside.file("c"))
    #expect(again.found?.corrections == keeper.written && again.found?.problem == problem && again.found?.solver == "bicgstab")
    #expect(try again.values().columns == 64 * 15)
    keeper.finish()
    #expect(try beside.names().isEmpty)
  }

  @Test func aMinuteThatIsNotOver() throws {
    let keeper = try keeper(interval: 60, step: 0)
    _ = try solve(keeper)
    #expect(keeper.written == 0)
    #expect(try beside.names().isEmpty)
    #expect(keeper.interruption == CommandFailure(.interrupted, "interrupted"))
  }

  /// The clock goes on by 30 s at every look. The second correction is a minute after the beginning; writing takes 30 s, so that
  /// the next one comes 600 s later, with the 22nd correction.
  @Test func writingTakesATwentiethOfTheTimeAtMost() throws {
    let keeper = try keeper(interval: 60, step: 30)
    let corrections = try solve(keeper)
    #expect(keeper.written == (corrections >= 22 ? 2 : 1), "\(corrections) corrections")
    #expect(corrections >= 22 && corrections < 42)
  }

  @Test func whatDiffersIsNamed() throws {
    func problem(
      _ table: [String], demand: String? = "d", _ orientation: Orientation = .output, _ n: Int = 3, _ m: Int = 1
    ) throws -> CheckpointProblem {
      let files = try table.enumerated().map { try InputFile(path: beside.write($1, to: "f\($0)")) }
      let demand = try demand.map { try InputFile(path: beside.write($0, to: "demand")) }
      return CheckpointProblem(
        files: files, folder: table.count == 1 ? beside.file("f0") : beside.path, demand: demand, orientation: orientation,
        sectors: n, rightHandSides: m)
    }
    let known = try problem(["a", "b"])
    #expect(try known.difference(from: problem(["a", "b"])) == nil)
    #expect(try known.difference(from: problem(["a", "c"])) == "of another table (f1 differs): give that table as it was")
    #expect(try known.difference(from: problem(["a", "b", "c"]))?.contains("(f2 differs)") == true)
    #expect(try known.difference(from: problem(["a"])) == "of another table (f0 differs): give that table as it was")
    let single = try problem(["a"])
    #expect(try single.difference(from: problem(["a"])) == nil)
    #expect(try single.difference(from: problem(["b"])) == "of another table (its content differs): give that table as it was")
    #expect(try known.difference(from: problem(["a", "b"], .transposed)) == "of a solve without --transposed: leave that out")
    #expect(try problem(["a", "b"], .transposed).difference(from: known) == "of a transposed solve: give --transposed")
    #expect(
      try known.difference(from: problem(["a", "b"], .output, 3, 2)) == "of 3 × 1 numbers, and the solution will be 3 × 2")
  }
}
