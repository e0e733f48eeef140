import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Passes that take long are asked about on their way.
@Suite struct LongPassTests {
  /// 64 columns of 2100 sectors are more than one part of a pass; those of 900 are one.
  @Test(arguments: [(2100, true), (900, false)]) func questionsWithinPasses(_ n: Int, _ isLong: Bool) throws {
    var state: UInt64 = 977
    var values = try Matrix<Double>(rows: n, columns: n)
    for i in 0..<n {
      for j in 0..<n {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        values[i, j] = 1.2 / Double(n) * Double(state >> 40) * 0x1p-24
      }
    }
    let sectors = try SectorIndex((0..<n).map { SectorLabel(region: "R", code: "s\($0)", name: "") })
    let matrix = try CoefficientMatrix(sectors: sectors, values: values, on: TestEngines.swift)
    let system = try IterativeSolver(.bicgstab).prepare(matrix, on: TestEngines.swift)
    var y = try Matrix<Double>(rows: n, columns: 64, layout: .columnMajor)
    for j in 0..<64 { for i in 0..<n { y[i, j] = Double((i * (j + 3)) % 11 + 1) } }
    let told = RecordedProgress()
    let solution = try system.solve(y.view, orientation: .output, monitor: told.monitor)
    #expect(solution.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance)
    // One question for two passes of BiCGSTAB, and two for a correction.
    #expect(
      (told.fractions.count > solution.report.iterations) == isLong, "\(told.fractions.count), \(solution.report.iterations)")
    let stop = RecordedProgress(stoppingAt: 1)
    #expect(throws: SolverError.stopped) {
      try system.solve(y.view, orientation: .output, monitor: stop.monitor).report.iterations
    }
    #expect(stop.fractions.count == 2)
  }
}
