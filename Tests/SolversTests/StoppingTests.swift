import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Preparing, solving and inverting tell how far they are and stop when asked.
@Suite struct StoppingTests {
  /// Wide enough for several panels, where a panel is an eighth of the matrix.
  private let n = 320

  private func coefficients() throws -> CoefficientMatrix {
    let labels = (0..<n).map { SectorLabel(region: "R", code: "s\($0)", name: "") }
    return try CoefficientMatrix(
      sectors: SectorIndex(labels), values: Matrix(.coefficients(n, columnSum: 0.8, seed: 63)), on: TestEngines.swift)
  }

  private func prepare(_ progress: RecordedProgress) throws -> any PreparedSystem {
    try DenseLUSolver().prepare(coefficients(), on: TestEngines.swift, monitor: progress.monitor)
  }

  @Test func preparing() throws {
    let whole = RecordedProgress()
    #expect(try prepare(whole).sectorCount == n)
    #expect(whole.isRising && whole.fractions.count > 2)
    for stop in [0, whole.fractions.count / 2, whole.fractions.count - 1] {
      #expect(throws: SolverError.stopped) { try prepare(RecordedProgress(stoppingAt: stop)).sectorCount }
    }
  }

  @Test(arguments: TestEngines.all) func manyRightHandSides(_ test: TestEngine) throws {
    let system = try DenseLUSolver().prepare(coefficients(), on: test.engine)
    let sides = try Matrix<Double>(rows: n, columns: 600)
    let whole = RecordedProgress()
    #expect(try system.solve(sides.view, orientation: .output, monitor: whole.monitor).values.columns == 600)
    #expect(whole.fractions == [256.0 / 600, 512.0 / 600, 1])
    for stop in 0..<3 {
      let stopped = RecordedProgress(stoppingAt: stop)
      #expect(throws: SolverError.stopped) {
        try system.solve(sides.view, orientation: .output, monitor: stopped.monitor).values.columns
      }
      #expect(stopped.fractions.count == stop + 1)
    }
  }

  private func invert(_ progress: RecordedProgress, _ engine: Engine) throws -> Double {
    try DenseLUSolver().factorize(coefficients(), on: engine).inverse(monitor: progress.monitor).report.errors.scaledResidual
  }

  @Test(arguments: TestEngines.all) func inverses(_ test: TestEngine) throws {
    let whole = RecordedProgress()
    #expect(try invert(whole, test.engine) < 1)
    #expect(whole.isRising && whole.fractions.last == 1 && whole.fractions.count > 1)
    for stop in whole.fractions.indices {
      #expect(throws: SolverError.stopped) { try invert(RecordedProgress(stoppingAt: stop), test.engine) }
    }
  }

  /// What is told does not fall when an elimination has to be done again.
  @Test func aFallbackGoesOnFromTheEnd() throws {
    // Rings of three sectors in which what goes round is a half; the units are such that the factors grow.
    let progress = RecordedProgress()
    var rows = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
    for i in stride(from: 0, to: n - 2, by: 3) {
      rows[i][i + 2] = 100
      rows[i + 1][i] = 100
      rows[i + 2][i + 1] = 5e-5
    }
    let labels = (0..<n).map { SectorLabel(region: "R", code: "s\($0)", name: "") }
    let system = try DenseLUSolver().prepare(
      CoefficientMatrix(sectors: SectorIndex(labels), values: Matrix(rows), on: TestEngines.swift), on: TestEngines.swift,
      monitor: progress.monitor)
    #expect(try system.solve([Double](repeating: 1, count: n)).report.elimination?.reason.contains("grew") == true)
    #expect(progress.isRising && progress.fractions.last == 1)
  }
}
