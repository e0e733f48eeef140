import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// The iterative methods on operands that are not dense.
@Suite struct SparseIterationTests {
  static let solvers: [IterativeSolver] = IterativeSolver.Method.allCases.flatMap { method in
    Preconditioner.allCases.map { IterativeSolver(method, preconditioner: $0) }
  }

  @Test(arguments: solvers) func knownSolutions(_ solver: IterativeSolver) throws {
    let sizes = [40, 1, 70, 30, 100, 3]
    let n = sizes.reduce(0, +)
    let rows = SparseTables.trading(sizes, columnSum: 0.9, seed: 711)
    for test in TestEngines.all {
      for operand in try SparseTables.operands(rows, sizes, on: test) {
        let system = try solver.prepare(operand, on: test.engine)
        for orientation in [Orientation.output, .transposed] {
          let x = (0..<n).map { Double($0 % 9 + 1) }
          // y = (I − A) x in twice the precision, so that x is the exact answer to a rounding of y.
          let y = rows.indices.map { i in
            var sum = AccurateProduct()
            sum.add(1, x[i])
            for j in rows.indices { sum.add(-(orientation == .output ? rows[i][j] : rows[j][i]), x[j]) }
            return sum.value
          }
          let solution = try system.solve(y, orientation: orientation)
          #expect(solution.report.errors.componentwiseBackwardError <= IterativeSolver.standardTolerance)
          // ‖(I − A)⁻¹‖ ≤ 1/0.1 and numbers up to 9: observed at most 3e-14.
          #expect(zip(solution.vector, x).map { abs($0 - $1) }.max() ?? .nan <= 1e-12, "\(solver) on \(test)")
        }
      }
    }
  }

  @Test(arguments: solvers) func manyRightHandSidesAgreeWithExactFractions(_ solver: IterativeSolver) throws {
    let sizes = [4, 1, 3]
    let (n, m) = (8, 20)
    let rows = SparseTables.trading(sizes, columnSum: 0.75, seed: 712, negatives: true)
    let exact = try #require(
      RationalElimination.inverse(rows.subtractedFromIdentity.map { $0.map(Rational.init(exactly:)) }))
    for test in TestEngines.all {
      for operand in try SparseTables.operands(rows, sizes, on: test) {
        var y = try Matrix<Double>(rows: n, columns: m)
        for j in 0..<m { y[j % n, j] = Double(j + 1) }
        let solution = try solver.prepare(operand, on: test.engine).solve(y.view, orientation: .output)
        for j in 0..<m {
          for i in 0..<n {
            // 1 − a_ii is rounded before it is inverted exactly; observed at most 2e-15 relative to j + 1.
            #expect(abs(solution.values[i, j] - exact[i][j % n].approximation * Double(j + 1)) <= 1e-13 * Double(j + 1))
          }
        }
      }
    }
  }

  @Test func singlePrecisionIsNotReservedForSparseOperands() throws {
    let n = 400
    let operand = try SparseCoefficients(
      sectors: SparseTables.codes(n),
      values: SparseMatrix(rows: n, columns: n, entries: (0..<n).map { ($0, ($0 + 1) % n, 0.5) }), on: TestEngines.swift)
    // A in single precision would take 640,000 bytes, 39 vectors take 128,000.
    let solver = IterativeSolver(.gmres, preconditioner: .none)
    let system = try solver.prepare(operand, on: TestEngines.swift, budget: MemoryBudget(limit: 300_000))
    #expect(
      relativeDifference(try system.solve([Double](repeating: 1, count: n)).vector, [Double](repeating: 2, count: n)) < 1e-13)
  }

  @Test(.enabled(if: SharedTables.areAvailable, "\(SharedTables.absence)"), arguments: TestEngines.all)
  func aRealTableAgreesWithLU(_ test: TestEngine) throws {
    let table = try SharedTables.read("wiod2013_2011")
    let y = table.totalFinalDemand
    let dense = try CoefficientMatrix(table, on: test.engine)
    let reference = try DenseLUSolver().prepare(dense, on: test.engine).solve(y).vector
    let sparse = try SparseCoefficients(table, on: test.engine)
    #expect(sparse.facts.nonZeros == dense.facts.nonZeros)
    for method in IterativeSolver.Method.allCases {
      let solution = try IterativeSolver(method).prepare(sparse, on: test.engine).solve(y)
      #expect(solution.report.iterations <= 40, "\(solution.report.iterations) passes of \(method)")
      #expect(relativeDifference(solution.vector, reference) <= 1e-12)
    }
  }
}
