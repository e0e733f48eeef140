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

  struct Made {
    let coefficients: any CoefficientOperator
    /// What was done to them, for the report.
    let note: String?
    /// The most memory that was held while they were made.
    let peakBytes: Int
  }

  /// Errors: those of `CoefficientMatrix`.
  func coefficients(_ table: consuming InputOutputTable, _ negativeOutput: NegativeOutput) throws -> Made {
    let (n, making) = (table.sectorCount, CoefficientMemory(table).making)
    let mayCompress =
      kind == .auto && !isProved
      && CompressionChoice.sampledDensity(of: table.transactions.view) <= CompressionChoice.mostDensity
    let alsoSingle = !mayCompress && wantsSingle(n, budget.holding(making))
    progress.step("looking at \(n) × \(n) coefficients")
    let matrix = try CoefficientMatrix(
      flowsOf: table, negativeOutput: negativeOutput, alsoSingle: alsoSingle, on: engine, budget: budget,
      monitor: progress.monitor)
    let peak = MemoryBudget.sum(making, matrix.single?.allocatedBytes ?? 0)
    let dense = Made(coefficients: matrix, note: nil, peakBytes: peak)
    guard mayCompress else { return dense }
    let choice = CompressionChoice(
      SolveProblem(matrix, rightHandSides: rightHandSides), on: engine, budget: budget.holding(matrix.allocatedBytes))
    guard choice.isWorthwhile else { return dense }
    let rows = try matrix.compressed(on: engine, budget: budget)
    return Made(
      coefficients: rows, note: choice.reason,
      peakBytes: max(peak, MemoryBudget.sum(matrix.allocatedBytes, rows.allocatedBytes)))
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
