import Kernels
import MatrixCore

/// A matrix as P − N, both without negative cells: P stored densely, N by its cells.
struct SignedParts: ~Copyable {
  /// P, row-major; where Z is negative, 0.
  let positive: Matrix<Double>
  /// N and its transpose.
  let negative: SparseMatrix<Double>
  private let negativeTransposed: SparseMatrix<Double>
  /// Whether a line has a positive cell, and a negative one.
  private let hasPositive: (rows: [Bool], columns: [Bool])
  private let hasNegative: (rows: [Bool], columns: [Bool])

  init(
    _ z: MatrixView<Double>, refusingNegatives: Bool, _ names: (rows: [String], columns: [String])
  ) throws(BalancingError) {
    var positive: Matrix<Double>
    do { positive = try Matrix(copying: z) } catch { throw .allocation(error) }
    var cells: [(row: Int, column: Int, value: Double)] = []
    var (plus, minus) = (Self.none(z), Self.none(z))
    for i in 0..<z.rows {
      for j in 0..<z.columns {
        let value = positive[i, j]
        if value > 0 {
          plus.rows[i] = true
          plus.columns[j] = true
        } else if value < 0 {
          guard !refusingNegatives else {
            throw .negativeCell(row: names.rows[i], column: names.columns[j], value: value)
          }
          cells.append((i, j, -value))
          minus.rows[i] = true
          minus.columns[j] = true
          positive[i, j] = 0
        }
      }
    }
    self.positive = positive
    negative = SparseMatrix(rows: z.rows, columns: z.columns, entries: cells)
    negativeTransposed = SparseMatrix(
      rows: z.columns, columns: z.rows, entries: cells.map { ($0.column, $0.row, $0.value) })
    (hasPositive, hasNegative) = (plus, minus)
  }

  private static func none(_ z: MatrixView<Double>) -> (rows: [Bool], columns: [Bool]) {
    ([Bool](repeating: false, count: z.rows), [Bool](repeating: false, count: z.columns))
  }

  /// Errors: the first target no factor can reach.
  func check(
    _ u: [Double], _ t: [Double], _ names: (rows: [String], columns: [String])
  ) throws(BalancingError) {
    try Self.check(u, hasPositive.rows, hasNegative.rows, names.rows)
    try Self.check(t, hasPositive.columns, hasNegative.columns, names.columns)
  }

  private static func check(
    _ targets: [Double], _ hasPositive: [Bool], _ hasNegative: [Bool], _ names: [String]
  ) throws(BalancingError) {
    for (k, target) in targets.enumerated() {
      if target < 0 && !hasNegative[k] { throw .negativeTarget(line: names[k], target: target) }
      if target > 0 && !hasPositive[k] { throw .nothingToScale(line: names[k], target: target) }
      // Negative cells alone can only come near zero.
      if target == 0 && hasNegative[k] && !hasPositive[k] { throw .nothingToScale(line: names[k], target: target) }
    }
  }

  /// P s and N s⁻¹.
  func rowSums(_ s: [Double], on engine: Engine) -> (positive: [Double], negative: [Double]) {
    var p = [Double](repeating: 0, count: positive.rows)
    engine.multiplyVector(1, positive.view, s, plus: 0, into: &p)
    return (p, Self.sums(negative, s))
  }

  /// Pᵀ r and Nᵀ r⁻¹.
  func columnSums(_ r: [Double], on engine: Engine) -> (positive: [Double], negative: [Double]) {
    var p = [Double](repeating: 0, count: positive.columns)
    engine.multiplyVector(1, positive.view.transposed, r, plus: 0, into: &p)
    return (p, Self.sums(negativeTransposed, r))
  }

  private static func sums(_ cells: SparseMatrix<Double>, _ factors: [Double]) -> [Double] {
    (0..<cells.rows).map { i in
      (cells.rowStarts[i]..<cells.rowStarts[i + 1]).lazy
        .map { cells.values[$0] / factors[Int(cells.columnIndices[$0])] }.compensatedSum()
    }
  }

  /// r̂ P ŝ − r̂⁻¹ N ŝ⁻¹. Cost: one pass.
  func scaled(rows r: [Double], columns s: [Double], on engine: Engine) throws(BalancingError) -> Matrix<Double> {
    var values: Matrix<Double>
    do { values = try Matrix(rows: positive.rows, columns: positive.columns) } catch { throw .allocation(error) }
    var target = values.mutableView
    engine.scaled(positive.view, rows: r, columns: s, into: &target)
    for i in 0..<negative.rows {
      for k in negative.rowStarts[i]..<negative.rowStarts[i + 1] {
        let j = Int(negative.columnIndices[k])
        target[i, j] = -negative.values[k] / (r[i] * s[j])
      }
    }
    return values
  }
}
