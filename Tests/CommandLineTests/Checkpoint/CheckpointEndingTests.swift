import CommandLineSupport
import Foundation
import Leontief
import Synchronization
import TestSupport
import Testing

/// What is kept of a solve that ends without an answer, and what is said of it.
@Suite struct CheckpointEndingTests {
  private let beside: TemporaryFolder
  private let problem = CheckpointProblem(
    files: [], folder: "", demand: nil, orientation: .output, sectors: 6, rightHandSides: 64 * 15)

  init() throws { beside = try TemporaryFolder() }

  /// A keeper of what was told.
  private func telling(interval: Double = 60) throws -> (keeper: CheckpointKeeper, told: Told) {
    let told = Told()
    let keeper = try CheckpointKeeper(
      CheckpointFile(path: beside.file("c")), of: problem, solver: "bicgstab", interval: interval, now: { 0 },
      tell: { told.add($0) })
    return (keeper, told)
  }

  private final class Told: Sendable {
    private let all = Mutex<[String]>([])
    var sentences: [String] { all.withLock { $0 } }
    func add(_ sentence: String) { all.withLock { $0.append(sentence) } }
  }

  private static let waiting =
    "interrupted: the running pass and the checkpoint are waited for; a second interruption ends at once"

  /// Stopped with the first panel in work, of a method that has nothing before its first correction.
  @Test func nothingIsNotKept() throws {
    let (keeper, told) = try telling()
    #expect(keeper.stop())
    #expect(throws: SolverError.stopped) { try solve(keeper, keeper.stoppable(.none)) }
    #expect(keeper.written == 0 && keeper.interruption == CommandFailure(.interrupted, "interrupted"))
    #expect(try told.sentences == [Self.waiting] && beside.names().isEmpty)
  }

  /// The first interruption is answered when the second panel is in work; the one after it ends the command.
  @Test func aStopIsKept() throws {
    let (keeper, told) = try telling()
    var plan = InterruptionPlan(keeper.stop) { keeper.interruption.message }
    #expect(plan.next() == .waits)
    let questions = Mutex(0)
    let monitor = WorkMonitor { _ in
      questions.withLock {
        $0 += 1; return $0 < 12
      }
    }
    #expect(throws: SolverError.stopped) { try solve(keeper, monitor) }
    #expect(keeper.written == 1 && told.sentences == [Self.waiting])
    let sentence = keeper.interruption.message
    #expect(
      sentence.wholeMatch(of: #/interrupted; \S+/c keeps what [1-9]\d* corrections reached: the same command goes on from there/#)
        != nil, "\(sentence)")
    #expect(plan.next() == .ends(sentence) && plan.next() == .ends(sentence))
  }

  /// Stopped by the monitor.
  private func solve(_ keeper: CheckpointKeeper, _ monitor: WorkMonitor) throws -> Double {
    try solve(IterativeSolver(.bicgstab), columnSum: 0.8, keeper, monitor)
  }

  private func solve(
    _ solver: IterativeSolver, columnSum: Double, _ keeper: CheckpointKeeper, _ monitor: WorkMonitor
  ) throws -> Double {
    let engine = TestEngines.swift
    let rows = [[Double]].coefficients(6, columnSum: columnSum, seed: 961)
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine)
    let system = try solver.prepare(matrix, on: engine)
    let y = try Matrix((0..<6).map { i in (0..<64 * 15).map { Double((i + $0) % 7 + 1) } })
    return try system.solve(y.view, orientation: .output, from: nil, sink: keeper.sink, monitor: monitor).values[0, 0]
  }

  /// A solve that gives up: out of passes, or where nothing leads nearer.
  private func giveUp(_ keeper: CheckpointKeeper, isSlow: Bool) throws {
    let solver = isSlow ? IterativeSolver.neumann : IterativeSolver(.gmres, preconditioner: .none)
    let error = #expect(throws: SolverError.self) {
      try solve(solver, columnSum: isSlow ? 0.9995 : 1 - 1e-13, keeper, .none)
    }
    guard case .notConverged = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  /// An elimination in the place of an iteration that gave up leaves nothing to wait for.
  @Test(arguments: [true, false]) func afterTheEndOfTheIteration(_ isSlow: Bool) throws {
    let (keeper, told) = try telling()
    try giveUp(keeper, isSlow: isSlow)
    let corrections = try #require(CheckpointFile(path: beside.file("c")).found?.corrections)
    #expect(keeper.written == 1 && corrections > 0)
    let kept = "\(beside.file("c")) keeps what \(corrections) corrections reached"
    var plan = InterruptionPlan(keeper.stop) { keeper.interruption.message }
    #expect(plan.next() == .ends("interrupted; \(kept): the same command goes on from there"))
    #expect(told.sentences.isEmpty)
    keeper.tellWhatIsKept()
    #expect(told.sentences == [isSlow ? "\(kept): the same command goes on from there" : kept])
  }

  @Test func aCheckpointThatCannotBeWrittenAtTheEnd() throws {
    let (keeper, told) = try telling()
    try FileManager.default.createDirectory(atPath: beside.file("c"), withIntermediateDirectories: false)
    try giveUp(keeper, isSlow: false)
    #expect(keeper.written == 0 && told.sentences.isEmpty)
    keeper.tellWhatIsKept()
    #expect(told.sentences.count == 1 && told.sentences[0].hasPrefix("no checkpoint: "), "\(told.sentences)")
  }
}
