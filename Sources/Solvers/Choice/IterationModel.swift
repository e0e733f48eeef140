import MatrixCore

/// How many passes an iteration makes and what they cost beside the product with A.
struct IterationModel {
  let problem: SolveProblem
  let solver: IterativeSolver
  /// Sectors of a block, as a root mean square over all sectors.
  let blockSize: Double

  static func blockSize(_ problem: SolveProblem) -> Double {
    let blocks = IterativeSolver.partition(
      problem.regions, bytesPerPass: problem.bytesPerPass, sectors: problem.sectors
    ).blocks
    let cubes = blocks.reduce(0) { $0 + Double($1.count) * Double($1.count) * Double($1.count) }
    return max(1, (cubes / Double(max(1, problem.sectors))).squareRoot())
  }

  /// Only what is stored element by element is narrowed.
  var isSingle: Bool { solver.storage == .single && problem.isDense }

  var hasBlocks: Bool { solver.preconditioner.hasBlocks }

  /// Whether the columns share one space of directions, in single arithmetic.
  func isShared(columns: Double) -> Bool { isSingle && solver.method == .gmres && solver.mayShare(Int(columns)) }

  private func isMany(_ columns: Double) -> Bool { columns >= Double(PanelIteration.manyColumns) }

  /// Seconds a pass spends on each element of the vectors: GMRES orthogonalizes.
  var vectorSeconds: Double { solver.method == .gmres ? 1.3e-8 : 4e-9 }

  /// Residuals on A as it is stored: what the inner iteration knows of A, or its arithmetic, says how often.
  func corrections(columns: Double) -> Double { isShared(columns: columns) ? 3 : isSingle ? 2 : 1 }

  /// Passes over A, residuals apart, until fourteen digits are right, as on tables of WIOD and OECD; of many right-hand sides
  /// the slowest counts. Nil for methods that are not weighed.
  func passes(columns: Double) -> Double? {
    let many = isMany(columns)
    let passes: Double? =
      switch (solver.method, hasBlocks) {
      case (.gmres, true): isShared(columns: columns) ? 10 : many ? 14 : 12
      case (.gmres, false): isShared(columns: columns) ? 18 : 25
      case (.stationary, true): many ? 20 : 14
      case (.bicgstab, true): isSingle ? (many ? 18 : 15) : (many ? 15 : 12)
      case (.bicgstab, false): isSingle ? 29 : 27
      case (.chebyshev, _), (.stationary, false): nil
      }
    return passes.map { $0 * difficulty }
  }

  /// Passes grow with what a column uses up of its output; beyond one the matrix may still be an M-matrix, or not.
  private var difficulty: Double {
    if !problem.isNonNegative || problem.largestColumnSum >= 1 { return 1.6 }
    return problem.largestColumnSum > 0.98 ? 1.2 : 1
  }
}
