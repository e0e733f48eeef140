import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Changes that must not give an answer, and how a long one is stopped.
@Suite struct UpdateRefusalTests {
  private func refusal(_ economy: Economy, _ change: CoefficientChange, _ engine: Engine) throws -> SolverError? {
    do {
      _ = try UpdatedSystem(economy.prepare(engine), changing: change, on: engine).rank
      return nil
    } catch { return error as? SolverError }
  }

  /// a_11 from 0.5 up: at one the sector uses all it makes, beyond it more.
  @Test(arguments: TestEngines.all) func theEndOfProductivity(_ test: TestEngine) throws {
    let economy = try Economy([[0.25, 0.25], [0.25, 0.25]])
    // det = (1 − a)(3/4) − 1/16: zero at a = 11/12.
    for (value, isProductive) in [(0.9, true), (11.0 / 12, false), (0.95, false), (1.5, false)] {
      var change = economy.noChange
      try change.set(row: 0, column: 0, to: value)
      let refusal = try refusal(economy, change, test.engine)
      guard !isProductive else {
        #expect(refusal == nil)
        continue
      }
      guard case .update(.notProductive(let sectors, let factor))? = refusal else {
        Issue.record("\(value): \(String(describing: refusal))")
        continue
      }
      // 1 − δ l₁₁ with l₁₁ = (3/4) / (1/2) = 3/2.
      #expect(sectors == [economy.sectors[0]] && abs(factor - (1 - (value - 0.25) * 1.5)) < 4 * .ulpOfOne)
    }
  }

  @Test(arguments: TestEngines.all) func theSectorsAndTheFactorAreNamed(_ test: TestEngine) throws {
    let economy = try Economy([[Double]](repeating: [Double](repeating: 0.125, count: 4), count: 4))
    var change = economy.noChange
    try change.change(.column(3), to: .values([0, 0, 0, 1.5]))
    #expect(
      try refusal(economy, change, test.engine)?.description
        == "with the change of R0/s3 the table is not productive (factor -0.625); make the change smaller")
    for sector in 0..<4 { try change.change(.row(sector), to: .values([1, 1, 1, sector == 3 ? 1.5 : 0])) }
    #expect(
      try refusal(economy, change, test.engine)?.description
        .hasPrefix("with the change of R0/s0, R0/s1, R0/s2 and 1 more the table is not productive") == true)
  }

  /// An even number of negative pivots: the determinant stays positive and only the proof by a positive vector sees it.
  @Test(arguments: TestEngines.all) func twoEndsAtOnce(_ test: TestEngine) throws {
    let economy = try Economy([[0, 0], [0, 0]])
    var change = economy.noChange
    try change.set(row: 0, column: 0, to: 2)
    try change.set(row: 1, column: 1, to: 3)
    let error = try refusal(economy, change, test.engine)
    guard case .update(.notProductive(_, let factor))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(factor == -1)
  }

  /// With negative coefficients there is no such thing as productivity, but I − A' may be singular.
  @Test(arguments: TestEngines.all) func singularWithNegativeCoefficients(_ test: TestEngine) throws {
    let economy = try Economy([[0.5, -0.25], [0.25, 0.5]])
    var change = economy.noChange
    try change.change(.column(1), to: .values([-0.5, 0.75]))
    // I − A' = [[.5, .5], [−.25, .25]] is regular; with 1.25 in the corner it is singular.
    #expect(try refusal(economy, change, test.engine) == nil)
    change = economy.noChange
    try change.change(.column(1), to: .values([-0.5, 1.25]))
    guard case .update(.notProductive(let sectors, let factor))? = try refusal(economy, change, test.engine) else {
      Issue.record("accepted")
      return
    }
    #expect(sectors == [economy.sectors[1]] && abs(factor) < 4 * .ulpOfOne)
  }

  @Test(arguments: TestEngines.all) func rightHandSides(_ test: TestEngine) throws {
    let economy = try Economy([[0.25, 0.25], [0.25, 0.25]])
    var change = economy.noChange
    try change.extract([0], .total)
    let system = try UpdatedSystem(economy.prepare(test.engine), changing: change, on: test.engine)
    #expect(throws: SolverError.rightHandSideShape(expected: 2, found: 3)) { try system.solve([1, 2, 3]).vector }
    // Also that of an extracted sector, which no base system sees.
    #expect(throws: SolverError.rightHandSideNotFinite(row: 0, column: 0)) { try system.solve([.nan, 1]).vector }
    #expect(throws: SolverError.self) { try system.solve([1, 1.7e308]).vector }
  }

  @Test func memory() throws {
    let economy = try Economy(.coefficients(20, columnSum: 0.5, seed: 121))
    var change = economy.noChange
    try change.extract([1, 2], .total)
    let base = try economy.prepare(TestEngines.swift)
    // A and its factors hold 6400 bytes; four lines of twenty three times over are 1920.
    let lines = #expect(throws: SolverError.self) {
      try UpdatedSystem(base, changing: change, on: TestEngines.swift, budget: MemoryBudget(limit: 8319)).rank
    }
    let held = base.coefficients.allocatedBytes + base.heldBytes
    #expect(
      lines
        == .memory(
          MemoryRefusal(purpose: "the change of 4 rows and columns", needed: 1920, held: held, limit: 8319)))
    let system = try UpdatedSystem(base, changing: change, on: TestEngines.swift, budget: MemoryBudget(limit: 8704))
    let wide = try Matrix<Double>(rows: 20, columns: 30)
    #expect(throws: SolverError.self) { try system.solve(wide.view, orientation: .output).values.rows }
  }

  @Test(arguments: TestEngines.all) func stopping(_ test: TestEngine) throws {
    let economy = try Economy(.coefficients(40, columnSum: 0.5, seed: 122))
    var change = economy.noChange
    try change.extract([1, 2], .forward)
    let base = try economy.prepare(test.engine)
    let whole = RecordedProgress()
    let system = try UpdatedSystem(base, changing: change, on: test.engine, monitor: whole.monitor)
    #expect(whole.isRising && whole.fractions.last == 1)
    for stop in whole.fractions.indices {
      #expect(throws: SolverError.stopped) {
        let progress = RecordedProgress(stoppingAt: stop)
        return try UpdatedSystem(base, changing: change, on: test.engine, monitor: progress.monitor).rank
      }
    }
    let sides = try Matrix<Double>(rows: 40, columns: 600)
    let solving = RecordedProgress()
    _ = try system.solve(sides.view, orientation: .output, monitor: solving.monitor).values.rows
    #expect(solving.isRising && solving.fractions.last == 1)
    for stop in solving.fractions.indices {
      #expect(throws: SolverError.stopped) {
        let progress = RecordedProgress(stoppingAt: stop)
        return try system.solve(sides.view, orientation: .output, monitor: progress.monitor).values.rows
      }
    }
  }

  /// A base that answers badly is found out on the changed coefficients.
  @Test(arguments: TestEngines.all) func aPoorBaseSystem(_ test: TestEngine) throws {
    let economy = try Economy([[0.25, 0.25], [0.25, 0.25]])
    var change = economy.noChange
    try change.set(row: 0, column: 1, to: 0.5)
    let poor = PoorSystem(try economy.prepare(test.engine))
    let error = #expect(throws: SolverError.self) {
      try UpdatedSystem(poor, changing: change, on: test.engine).solve([1, 2]).vector
    }
    guard case .update(.inaccurate(let sectors, let scaled))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(sectors == [economy.sectors[0]] && scaled > 16)
    #expect(
      error?.description.hasPrefix("the scaled residual after the change of R0/s0 is ") == true
        && error?.description.hasSuffix("prepare the changed coefficients anew") == true)
  }
}

/// Answers that are off by a half, whatever its report says.
private final class PoorSystem: PreparedSystem {
  private let system: any PreparedSystem

  init(_ system: any PreparedSystem) { self.system = system }

  var sectorCount: Int { system.sectorCount }
  var coefficients: any CoefficientOperator { system.coefficients }

  func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    var solution = try system.solve(rightHandSides, orientation: orientation, monitor: monitor)
    for j in 0..<solution.values.columns {
      for i in 0..<solution.values.rows { solution.values[i, j] *= 1.5 }
    }
    return solution
  }
}
