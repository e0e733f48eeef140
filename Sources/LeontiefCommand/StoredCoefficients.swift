import CommandLineSupport
import Leontief

/// How the coefficients of a table are held for a solve: as the table's own flows, with a copy in single precision where an
/// iteration wants one, or, for `auto` and tables with few flows, in compressed rows.
struct StoredCoefficients {
  let kind: SolverKind
  let rightHandSides: Int
  /// A proof is of the flows themselves, whose quotients compressed rows round.
  let isProved: Bool
  let engine: Engine
  let budget: MemoryBudget
  let progress: StepProgress

  /// The coefficients, and what was done to them, for the report. Errors: those of `CoefficientMatrix`.
  func coefficients(
    _ table: consuming InputOutputTable, _ negativeOutput: NegativeOutput
  ) throws -> (any CoefficientOperator, note: String?) {
    let n = table.sectorCount
    let mayCompress =
      kind == .auto && !isProved && table.transactions.view.sampledDensity(ofRows: 64) <= CompressionChoice.mostDensity
    let alsoSingle = !mayCompress && wantsSingle(n, budget.holding(table.allocatedBytes))
    progress.step("looking at \(n) × \(n) coefficients")
    let matrix = try CoefficientMatrix(
      flowsOf: table, negativeOutput: negativeOutput, alsoSingle: alsoSingle, on: engine, budget: budget,
      monitor: progress.monitor)
    guard mayCompress else { return (matrix, nil) }
    let choice = CompressionChoice(
      SolveProblem(matrix, rightHandSides: rightHandSides), on: engine, budget: budget.holding(matrix.allocatedBytes))
    return choice.isWorthwhile ? (try matrix.compressed(on: engine, budget: budget), choice.reason) : (matrix, nil)
  }

  /// Only the size is known before the coefficients are looked at, which is enough to say whether single precision pays.
  private func wantsSingle(_ n: Int, _ budget: MemoryBudget) -> Bool {
    switch kind {
    case .auto: SolverChoice(SolveProblem(sectors: n, rightHandSides: rightHandSides), on: engine, budget: budget).wantsSingle
    case .gmres, .gaussSeidel, .bicgstab, .chebyshev, .neumann: true
    case .lu, .luMixed, .gth, .sparseLU, .inverse: false
    }
  }
}

extension MatrixView<Double> {
  /// The share of elements that are not zero in some rows that lie evenly; 1 without elements.
  fileprivate func sampledDensity(ofRows count: Int) -> Double {
    let step = Swift.max(1, rows / count)
    var (found, seen) = (0, 0)
    for i in stride(from: 0, to: rows, by: step) {
      for j in 0..<columns where self[i, j] != 0 { found += 1 }
      seen += columns
    }
    return seen > 0 ? Double(found) / Double(seen) : 1
  }
}
