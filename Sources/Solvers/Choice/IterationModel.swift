import MatrixCore

/// How many passes an iteration makes and what they cost beside the product with A.
struct IterationModel {
  let problem: SolveProblem
  let solver: IterativeSolver

  /// Only what is stored element by element is narrowed.
  var isSingle: Bool { solver.storage == .single && problem.isDense }

  func isArithmeticSingle(columns: Double) -> Bool {
    isSingle && columns >= Double(PanelIteration.manyColumns) && [.stationary, .gmres].contains(solver.method)
  }

  /// Blocks of the block preconditioners.
  var blocks: Double { Double(problem.sectors) / Double(RegionPartition.leastBlock) }

  /// Seconds a pass spends on each element of the vectors: GMRES orthogonalizes.
  var vectorSeconds: Double {
    switch solver.method {
    case .stationary: 8e-9
    case .gmres, .bicgstab, .chebyshev: 1.4e-8
    }
  }

  /// Residuals on A as it is stored: what the inner iteration knows of A, or its arithmetic, says how often.
  func corrections(columns: Double) -> Double { isArithmeticSingle(columns: columns) ? 3 : isSingle ? 2 : 1 }

  /// Passes over A until thirteen digits are right, on real tables.
  func passes(columns: Double) -> Double {
    let passes: Double =
      switch (solver.method, solver.preconditioner.hasBlocks) {
      case (.gmres, true): isArithmeticSingle(columns: columns) ? 19 : isSingle ? 13 : 11
      case (.gmres, false): 25
      case (.stationary, true): isArithmeticSingle(columns: columns) ? 25 : 15
      case (.bicgstab, true): isSingle ? 18 : 14
      case (.bicgstab, false): 30
      case (.chebyshev, true): isSingle ? 28 : 20
      case (.chebyshev, false): 52
      case (.stationary, false): 54
      }
    return passes * difficulty
  }

  /// Passes grow with what a column uses up of its output; beyond one the matrix may still be an M-matrix, or not.
  private var difficulty: Double {
    if !problem.isNonNegative || problem.largestColumnSum >= 1 { return 1.6 }
    return problem.largestColumnSum > 0.98 ? 1.2 : 1
  }
}
