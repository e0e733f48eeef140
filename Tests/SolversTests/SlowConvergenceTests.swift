import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Systems on which an iteration moves slowly, or reaches some sectors late.
@Suite struct SlowConvergenceTests {
  private let engine = TestEngines.swift

  /// Each sector buys `c` from the one before: l_ij = c^(j − i).
  private func chain(_ n: Int, _ c: Double) throws -> CoefficientMatrix {
    let rows = (0..<n).map { i in (0..<n).map { $0 == i + 1 ? c : 0 } }
    return try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine)
  }

  private func power(_ c: Double, _ k: Int) -> Double { (0..<k).reduce(1) { value, _ in value * c } }

  @Test(arguments: [(20, 0.9), (10, 0.05), (40, 0.5)]) func chainsOfSalesAreFollowedToTheirEnd(n: Int, c: Double) throws {
    let matrix = try chain(n, c)
    let y = (0..<n).map { $0 == n - 1 ? 1.0 : 0 }
    let exact = (0..<n).map { power(c, n - 1 - $0) }
    for solver in [
      IterativeSolver(.stationary, preconditioner: .diagonal), .neumann, IterativeSolver(.gmres, preconditioner: .none),
      IterativeSolver(.stationary), IterativeSolver(.gmres),
    ] {
      let solution = try solver.prepare(matrix, on: engine).solve(y)
      // Each component, however small. Observed: at most 1.3e-13.
      for i in 0..<n {
        #expect(relativeDifference(solution.vector[i], exact[i]) <= 1e-12, "\(solver.name), sector \(i)")
      }
    }
  }

  /// A region of several blocks. From twelve columns on other iterations take them together, whose eigenvalues Chebyshev's
  /// method does not expect: 12 columns took 726 passes then.
  @Test func manyColumnsAreNoHarderForChebyshev() throws {
    let n = 1100
    var numbers = SeededNumbers(433)
    var values = try Matrix<Double>(rows: n, columns: n)
    for j in 0..<n {
      let column = (0..<n).map { _ in numbers.unit() + 1 }
      let sum = column.reduce(0, +)
      for i in 0..<n { values[i, j] = 0.9 * column[i] / sum }
    }
    let matrix = try CoefficientMatrix(sectors: SparseTables.codes(n), values: values, on: engine)
    let system = try IterativeSolver(.chebyshev).prepare(matrix, on: engine)
    func passes(_ columns: Int) throws -> Int {
      var y = try Matrix<Double>(rows: n, columns: columns)
      for i in 0..<n {
        for j in 0..<columns { y[i, j] = i % (j + 2) == 0 ? 2 : 1 }
      }
      return try system.solve(y.view, orientation: .output).report.iterations
    }
    // Observed: 50 and 50.
    #expect(try passes(12) <= 2 * passes(11))
  }

  @Test func aSlowIterationGoesOnWithGMRES() throws {
    let rows = [[Double]].coefficients(60, columnSum: 0.999, seed: 421)
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine)
    let solution = try IterativeSolver(.stationary, preconditioner: .diagonal).prepare(matrix, on: engine)
      .solve([Double](repeating: 1, count: 60))
    #expect(solution.report.method == "jacobi, then gmres")
    #expect(solution.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance)
  }
}
