import Kernels
import MatrixCore
import TestSupport
import Testing

/// Long operations tell how far they are and stop when asked, at every report.
@Suite struct MonitorTests {
  private let n = 45

  private static let swiftEngines = EngineUnderTest.all.filter { $0.engine.description.path == nil }
  private static let inverting = EngineUnderTest.inverting.filter { $0.engine.description.path == nil }

  private func factorize(_ engine: Engine, _ pivoting: Pivoting, _ progress: RecordedProgress) throws {
    var placed = try PlacedMatrix<Double>(AccuracyMatrix.economy.numbers(n), columns: n, .columnMajor)
    var target = placed.mutableView
    _ = try engine.factorize(&target, pivoting: pivoting, monitor: progress.monitor)
  }

  @Test(arguments: swiftEngines, [Pivoting.partial, .none])
  func factorizations(_ subject: EngineUnderTest, _ pivoting: Pivoting) throws {
    let whole = RecordedProgress()
    try factorize(subject.engine, pivoting, whole)
    #expect(whole.isRising && whole.fractions.count > 1)
    for stop in whole.fractions.indices {
      let stopped = RecordedProgress(stoppingAt: stop)
      #expect(throws: FactorizationError.stopped) { try factorize(subject.engine, pivoting, stopped) }
      #expect(stopped.fractions == Array(whole.fractions[...stop]))
    }
  }

  private func invert(_ engine: Engine, _ progress: RecordedProgress) throws {
    var placed = try PlacedMatrix<Double>(AccuracyMatrix.economy.numbers(n), columns: n, .columnMajor)
    var target = placed.mutableView
    let pivots = try engine.factorize(&target)
    try engine.invert(factors: &target, pivots: pivots, monitor: progress.monitor)
  }

  @Test(arguments: inverting)
  func inversions(_ subject: EngineUnderTest) throws {
    let whole = RecordedProgress()
    try invert(subject.engine, whole)
    let last = try #require(whole.fractions.last)
    #expect(whole.isRising && abs(last - 1) < 1e-12)
    for stop in whole.fractions.indices {
      let stopped = RecordedProgress(stoppingAt: stop)
      #expect(throws: InversionError.stopped) { try invert(subject.engine, stopped) }
      #expect(stopped.fractions == Array(whole.fractions[...stop]))
    }
  }

  /// A matrix without rows is done at once, and no fraction is told that is none.
  @Test(arguments: inverting)
  func nothingToInvert(_ subject: EngineUnderTest) throws {
    let progress = RecordedProgress()
    var empty = try Matrix<Double>(rows: 0, columns: 0, layout: .columnMajor)
    var target = empty.mutableView
    let pivots = try subject.engine.factorize(&target, monitor: progress.monitor)
    try subject.engine.invert(factors: &target, pivots: pivots, monitor: progress.monitor)
    #expect(progress.isRising)
  }

  @Test func aMonitorOfAPartTellsItsRange() throws {
    let (whole, half) = (RecordedProgress(), RecordedProgress(stoppingAt: 3))
    let engine = EngineUnderTest.tiny(threads: 1)
    try factorize(engine, .partial, whole)
    var placed = try PlacedMatrix<Double>(AccuracyMatrix.economy.numbers(n), columns: n, .columnMajor)
    var target = placed.mutableView
    #expect(throws: FactorizationError.stopped) {
      _ = try engine.factorize(&target, monitor: half.monitor.part(0.5...1))
    }
    #expect(half.fractions == whole.fractions[...3].map { 0.5 + $0 / 2 })
  }
}
