import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Where single precision does not do, double precision does, and the report says why.
@Suite struct MixedLUFallbackTests {
  private func coefficients(_ rows: [[Double]]) throws -> CoefficientMatrix {
    try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: TestEngines.swift)
  }

  private func prepare(
    _ rows: [[Double]], _ engine: Engine, budget: MemoryBudget = .unlimited, monitor: WorkMonitor = .none
  ) throws -> any PreparedSystem {
    try MixedLUSolver().prepare(coefficients(rows), on: engine, budget: budget, monitor: monitor)
  }

  /// The report of a solve that fell back, with the answer checked against that of the double precision.
  private func fallback(_ rows: [[Double]], _ y: [Double], _ engine: Engine) throws -> String {
    let reference = try DenseLUSolver().prepare(coefficients(rows), on: engine).solve(y)
    let system = try prepare(rows, engine)
    var reason = ""
    // The second time the factors in double precision are there already.
    for _ in 0..<2 {
      let solution = try system.solve(y)
      #expect(solution.vector == reference.vector)
      #expect(solution.report.method == "lu" && solution.report.errors == reference.report.errors)
      reason = solution.report.reason
    }
    let prefix = "lu-mixed fell back to double precision: "
    #expect(reason.hasPrefix(prefix))
    return String(reason.dropFirst(prefix.count))
  }

  /// Condition numbers from 10⁹ on: either the elimination in single precision finds no positive pivot, or refinement stalls.
  @Test(arguments: TestEngines.all, [1e-9, 1e-10, 1e-12]) func illConditioned(_ test: TestEngine, margin: Double) throws {
    for seed in 110..<115 as Range<UInt64> {
      let rows = DeficitSystem(60, deficit: margin, seed: seed).rows
      #expect(try !fallback(rows, [Double](repeating: 1, count: 60), test.engine).isEmpty, "\(seed)")
    }
  }

  @Test(arguments: TestEngines.all) func beyondTheRange(_ test: TestEngine) throws {
    let reason = try fallback([[0, 1e39], [0, 0]], [1, 2], test.engine)
    #expect(reason == "elements of I − A are beyond the range of single precision")
    // The largest number of single precision is not.
    let largest = Double(Float.greatestFiniteMagnitude)
    #expect(try prepare([[0, largest], [0, 0]], test.engine).solve([1, 2]).report.method == "lu-mixed")
  }

  @Test(arguments: TestEngines.all) func tooSmall(_ test: TestEngine) throws {
    for element in [0x1p-1030, 1e-40, -1e-40] {
      let reason = try fallback([[0.5, 0, 0], [0, 0.5, element], [0, 0, 0.5]], [1, 2, 3], test.engine)
      #expect(reason == "elements of I − A are too small for single precision")
    }
    let smallest = Double(Float.leastNormalMagnitude)
    #expect(try prepare([[0.5, smallest], [0, 0.5]], test.engine).solve([1, 2]).report.method == "lu-mixed")
  }

  @Test(arguments: TestEngines.all) func noPivotInSinglePrecision(_ test: TestEngine) throws {
    // The determinant of I − A is 10⁻⁹, but 1 + 10⁻⁹ is 1 in single precision.
    let reason = try fallback([[0, 1], [1, -1e-9]], [1, 2], test.engine)
    #expect(reason == "no pivot is left in single precision at R/s1")
  }

  /// What is left of the last pivots may be negative in single precision, or positive and much too large.
  @Test(arguments: TestEngines.all) func pivotsThatRoundingMade(_ test: TestEngine) throws {
    let reasons = try (120..<160 as Range<UInt64>).map { seed in
      try fallback(DeficitSystem(9, deficit: 1e-11, seed: seed).rows, [Double](repeating: 1, count: 9), test.engine)
    }
    #expect(reasons.contains("the pivot is not positive in single precision at R/s8"))
    #expect(reasons.contains { $0.contains("falls no more") })
  }

  @Test(arguments: TestEngines.all) func theErrorsAreThoseOfDoublePrecision(_ test: TestEngine) throws {
    #expect(throws: SolverError.singular(sector: SectorLabel(region: "R", code: "s0", name: "s0"))) {
      try prepare([[1, 0], [0, 0]], test.engine).sectorCount
    }
    let unproductive = #expect(throws: SolverError.self) {
      try prepare([[0.9, 0.9], [0.9, 0.9]], test.engine).solve([1, 1]).vector
    }
    guard case .notProductive(_, let value)? = unproductive else {
      Issue.record("\(String(describing: unproductive))")
      return
    }
    #expect(value < 0)
    let system = try prepare([[0.5, 0], [0, 0.5]], test.engine)
    #expect(throws: SolverError.rightHandSideShape(expected: 2, found: 3)) { try system.solve([1, 2, 3]).vector }
    #expect(throws: SolverError.rightHandSideNotFinite(row: 1, column: 0)) { try system.solve([1, .nan]).vector }
    #expect(throws: SolverError.self) { try system.solve([1.7e308, 1]).vector }
  }

  @Test func memoryIsRefusedBeforeItIsTaken() throws {
    let rows = [[Double]].coefficients(6, columnSum: 0.5, seed: 115)
    // The factors, the answer, three panels and one in single precision, |A|.
    let needed = 144 + 192 + 24 + 288
    #expect(MixedLUSolver().bytesNeeded(sectors: 6, rightHandSides: 1) == needed)
    #expect(
      throws: SolverError.memory(
        MemoryRefusal(
          purpose: "LU of 6 sectors in single precision", needed: needed, held: 288, limit: 288 + needed - 1))
    ) { try prepare(rows, TestEngines.swift, budget: MemoryBudget(limit: 288 + needed - 1)).sectorCount }
    #expect(try prepare(rows, TestEngines.swift, budget: MemoryBudget(limit: 288 + needed)).sectorCount == 6)
    // Where single precision just fits and does not do, double precision is refused.
    var small = [[Double]].coefficients(200, columnSum: 0.5, seed: 118)
    small[3][5] = 1e-40
    let limit = 8 * 40_000 + MixedLUSolver().bytesNeeded(sectors: 200, rightHandSides: 1)
    let double = DenseLUSolver().bytesNeeded(sectors: 200, rightHandSides: 1)
    #expect(
      throws: SolverError.memory(
        MemoryRefusal(purpose: "LU of 200 sectors", needed: double, held: 320_000, limit: limit))
    ) { try prepare(small, TestEngines.swift, budget: MemoryBudget(limit: limit)).sectorCount }
  }

  /// An A that is not stored as it is comes through a block in both precisions, which is more than the panels of 200 sectors.
  @Test func theBlockOfAnotherAIsCounted() throws {
    let (engine, rows) = (TestEngines.swift, [[Double]].coefficients(200, columnSum: 0.5, seed: 119))
    let copied = try CopiedCoefficients(coefficients(rows))
    let (held, needed) = (8 * 40_000, 4 * 40_000 + (8 + 4) * 64 * 200)
    #expect(needed > MixedLUSolver().bytesNeeded(sectors: 200, rightHandSides: 1, on: engine))
    func prepared(_ limit: Int) throws -> Int {
      try MixedLUSolver().prepare(copied, on: engine, budget: MemoryBudget(limit: limit)).sectorCount
    }
    #expect(
      throws: SolverError.memory(
        MemoryRefusal(
          purpose: "LU of 200 sectors in single precision", needed: needed, held: held, limit: held + needed - 1))
    ) { try prepared(held + needed - 1) }
    #expect(try prepared(held + needed) == 200)
    let choice = SolverChoice(SolveProblem(copied, rightHandSides: 1), on: engine)
    #expect(choice.candidates.first { $0.title == "lu-mixed" }?.bytes == needed)
  }

  @Test(arguments: TestEngines.all) func stoppingAndProgress(_ test: TestEngine) throws {
    let rows = [[Double]].coefficients(320, columnSum: 0.8, seed: 116)
    let whole = RecordedProgress()
    let system = try prepare(rows, test.engine, monitor: whole.monitor)
    #expect(whole.isRising)
    for stop in whole.fractions.indices {
      #expect(throws: SolverError.stopped) {
        try prepare(rows, test.engine, monitor: RecordedProgress(stoppingAt: stop).monitor).sectorCount
      }
    }
    let sides = try Matrix<Double>(rows: 320, columns: 300)
    let solving = RecordedProgress()
    #expect(try system.solve(sides.view, orientation: .output, monitor: solving.monitor).values.columns == 300)
    #expect(solving.fractions == [256.0 / 300, 1])
    #expect(throws: SolverError.stopped) {
      try system.solve(sides.view, orientation: .output, monitor: RecordedProgress(stoppingAt: 0).monitor).values.rows
    }
  }

  /// What is told does not fall when the system is eliminated once more.
  @Test func aFallbackGoesOnFromTheEnd() throws {
    var rows = [[Double]].coefficients(320, columnSum: 0.8, seed: 117)
    rows[3][5] = 1e-42
    let progress = RecordedProgress()
    let system = try prepare(rows, TestEngines.swift, monitor: progress.monitor)
    #expect(progress.isRising && progress.fractions.last == 1)
    #expect(try system.solve([Double](repeating: 1, count: 320)).report.method == "lu")
  }
}
