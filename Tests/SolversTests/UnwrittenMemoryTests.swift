import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Factors and inverses are made in memory that holds the numbers of earlier matrices: none of them may be seen.
@Suite(.serialized) struct UnwrittenMemoryTests {
  /// Large enough for kept pages in double precision, and in single.
  private let sizes = [300, 240]

  private func operands(_ test: TestEngine) throws -> [any CoefficientOperator] {
    let rows = SparseTables.trading(sizes, columnSum: 0.6, seed: 5)
    let dense: any CoefficientOperator = try CoefficientMatrix(
      sectors: SparseTables.sectors(sizes), values: Matrix(rows), on: test.engine)
    return [dense] + (try SparseTables.operands(rows, sizes, on: test))
  }

  /// Leaves memory of the factors' size full of a number.
  private func soil(_ n: Int, with number: Double) throws {
    var doubles = try Matrix<Double>(unwrittenRows: n, columns: n)
    var singles = try Matrix<Float>(unwrittenRows: n, columns: n)
    Self.fill(&doubles, number)
    Self.fill(&singles, Float(number))
  }

  private static func fill<Scalar>(_ matrix: inout Matrix<Scalar>, _ number: Scalar) {
    var elements = matrix.mutableElements
    for i in 0..<elements.count { elements[i] = number }
  }

  @Test(arguments: TestEngines.all) func nothingOfItIsSeen(_ test: TestEngine) throws {
    let n = sizes.reduce(0, +)
    let y = (0..<n).map { Double(1 + $0 % 7) }
    let solvers: [any LeontiefSolver] = [DenseLUSolver(), MixedLUSolver()]
    for coefficients in try operands(test) {
      for solver in solvers {
        let answers = try [Double.nan, 7].map { (number: Double) -> [Double] in
          try soil(n, with: number)
          let solution = try solver.prepare(coefficients, on: test.engine, budget: .unlimited, monitor: .none).solve(y)
          // Not in double precision, to which lu-mixed turns when factors are of no use.
          #expect(solution.report.method == (solver is MixedLUSolver ? "lu-mixed" : "lu"))
          return solution.vector
        }
        #expect(answers[0] == answers[1] && answers[0].allSatisfy(\.isFinite), "\(type(of: coefficients)) \(type(of: solver))")
      }
      let sums = try [Double.nan, 7].map { (number: Double) -> [Double] in
        try soil(n, with: number)
        let inverse = try InverseSolver().inverse(coefficients, on: test.engine)
        #expect(inverse.report.elimination?.pivoting == (test.engine.description.name == "swift" ? Pivoting.none : .partial))
        return inverse.values.view.columnSums()
      }
      #expect(sums[0] == sums[1] && sums[0].allSatisfy(\.isFinite), "\(type(of: coefficients))")
    }
  }
}
