import Kernels
import MatrixCore

/// The second half of a pass: X ← X + W (Q (I − A) W)⁻¹ Q (Y − (I − A) X), after which the residual of every group of sectors
/// adds up to zero.
///
/// A sweep evens out quickly what is uneven within a group and is slow to move whole groups. This solves the economy of
/// groups at once, the output of each spread over its sectors as an iterate has it, W. Iterative aggregation: Vakhutinsky,
/// Dudkin and Ryvkin (1979), Econometrica 47; Chatelin and Miranker (1982), Linear Algebra Appl. 43. Cost: 2mn flops a
/// column, and 8mn bytes, for m groups; 2mn + 2m³ flops a column to begin with. Every column has weights of its own, so that
/// output which no demand reaches stays zero.
final class AggregateCorrection {
  private let rows: AggregatedRows
  private let engine: Engine
  private var columns: [Column] = []
  private var isLeftOut = false

  /// The inverse for groups of one column, empty where its groups have none, and its shares of output, which add up to one in
  /// every group that has output.
  private struct Column {
    var weights: [Double]
    /// m × m, row-major.
    var inverse: [Double] = []
  }

  init(_ rows: AggregatedRows, on engine: Engine) {
    self.rows = rows
    self.engine = engine
  }

  /// Takes the weights from X, once. Errors: memory.
  func begin(_ x: borrowing Matrix<Double>) throws(AllocationError) {
    guard columns.isEmpty, !isLeftOut else { return }
    for j in 0..<x.columns {
      var column = Column(weights: weights(x, column: j))
      column.inverse = try inverse(column.weights) ?? []
      columns.append(column)
    }
  }

  /// From now on the sweeps go alone: weights far from the answer can lead away from it, above all where sectors have units of
  /// their own. False where they did already.
  func leaveOut() -> Bool {
    defer { (columns, isLeftOut) = ([], true) }
    return columns.contains { !$0.inverse.isEmpty }
  }

  /// The correction, Y nil for zeros; none before `begin`. Errors: memory.
  func apply(to x: inout Matrix<Double>, _ y: MatrixView<Double>?) throws(AllocationError) {
    guard columns.contains(where: { !$0.inverse.isEmpty }) else { return }
    let sums = try rows.product(x, on: engine)
    for (j, column) in columns.enumerated() where !column.inverse.isEmpty {
      var residuals = rows.groups.indices.map { -sums[$0, j] }
      if let y { for g in residuals.indices { residuals[g] += rows.sum(g, y, column: j) } }
      add(column, residuals, to: &x, j)
    }
  }

  private func add(_ column: Column, _ residuals: [Double], to x: inout Matrix<Double>, _ j: Int) {
    let m = residuals.count
    for (g, sectors) in rows.groups.enumerated() {
      var change = 0.0
      for h in 0..<m { change += column.inverse[g * m + h] * residuals[h] }
      for i in sectors { x[i, j] += change * column.weights[i] }
    }
  }

  private func weights(_ x: borrowing Matrix<Double>, column j: Int) -> [Double] {
    var weights = (0..<x.rows).map { abs(x[$0, j]) }
    for sectors in rows.groups {
      let total = weights[sectors].reduce(0, +)
      // The inverse of smaller sums would not be finite.
      let share = total >= .leastNormalMagnitude ? 1 / total : 0
      for i in sectors { weights[i] *= share }
    }
    return weights
  }

  /// Nil where the aggregated economy is not productive, or not finite: the sweeps then go on alone.
  private func inverse(_ weights: [Double]) throws(AllocationError) -> [Double]? {
    var matrix = try rows.aggregated(by: weights)
    guard invert(&matrix) else { return nil }
    let elements = (0..<matrix.rows).flatMap { g in (0..<matrix.columns).map { matrix[g, $0] } }
    return elements.allSatisfy(\.isFinite) ? elements : nil
  }

  private func invert(_ matrix: inout Matrix<Double>) -> Bool {
    var target = matrix.mutableView
    do { try engine.invert(withoutExchanges: &target) } catch { return false }
    return true
  }
}
