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

  /// Puts the sums they have in the place of targets that no factor can reach, where these are within the slack; their names.
  /// Errors: the targets that are farther off.
  func settle(
    _ u: inout [Double], _ t: inout [Double], _ names: (rows: [String], columns: [String]),
    _ slack: (rows: [Double], columns: [Double])?
  ) throws(BalancingError) -> [String] {
    var errors: [(line: String, error: BalancingError)] = []
    let left =
      Self.settle(&u, hasPositive.rows, hasNegative.rows, names.rows, slack?.rows, negative, &errors)
      + Self.settle(&t, hasPositive.columns, hasNegative.columns, names.columns, slack?.columns, negativeTransposed, &errors)
    guard let first = errors.first?.error else { return left }
    throw errors.count == 1 ? first : .unreachable(first, others: errors.dropFirst().map(\.line))
  }

  private static func settle(
    _ targets: inout [Double], _ hasPositive: [Bool], _ hasNegative: [Bool], _ names: [String], _ slack: [Double]?,
    _ cells: SparseMatrix<Double>, _ errors: inout [(line: String, error: BalancingError)]
  ) -> [String] {
    var left: [String] = []
    for (k, target) in targets.enumerated() {
      guard let error = unreachable(target, hasPositive[k], hasNegative[k], names[k]) else { continue }
      // A line without positive cells sums to its negative ones, one without cells to zero.
      let sum = hasPositive[k] ? 0 : -(cells.rowStarts[k]..<cells.rowStarts[k + 1]).reduce(0) { $0 + cells.values[$1] }
      guard let slack, abs(target - sum) <= slack[k] else {
        errors.append((names[k], error))
        continue
      }
      targets[k] = sum == 0 ? 0 : sum
      left.append(names[k])
    }
    return left
  }

  private static func unreachable(
    _ target: Double, _ hasPositive: Bool, _ hasNegative: Bool, _ name: String
  ) -> BalancingError? {
    if target < 0 && !hasNegative { return .negativeTarget(line: name, target: target) }
    // Negative cells alone can come near zero only.
    let needsPositive = target > 0 || (target == 0 && hasNegative)
    return needsPositive && !hasPositive ? .nothingToScale(line: name, target: target) : nil
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
