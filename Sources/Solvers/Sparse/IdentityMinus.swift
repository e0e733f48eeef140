import Kernels
import MatrixCore

/// I − A in compressed rows.
enum IdentityMinus {
  /// Rows of A that are looked through at a time where it is not stored by its non-zeros.
  private static let panelHeight = 64

  /// Cost: one pass over the non-zeros, or over A.
  static func compressedRows(
    of coefficients: any CoefficientOperator, on engine: Engine
  ) throws(SolverError) -> SparseMatrix<Double> {
    var rows = SparseRows(sectors: coefficients.count, nonZeros: coefficients.facts.nonZeros)
    if let sparse = coefficients as? SparseCoefficients {
      for i in 0..<sparse.count {
        sparse.rows.forEach(in: i..<i + 1, 0..<sparse.count) { rows.add($0, $1, $2) }
        rows.close(i)
      }
      return rows.matrix
    }
    let n = coefficients.count
    do {
      var panel = try Matrix<Double>(rows: min(n, panelHeight), columns: n)
      for first in stride(from: 0, to: n, by: panelHeight) {
        let lines = first..<min(first + panelHeight, n)
        fill(&panel, lines, coefficients, engine)
        for i in lines {
          let row = panel.view.row(i - first)
          for j in 0..<n where row[j] != 0 { rows.add(i, j, row[j]) }
          rows.close(i)
        }
      }
    } catch { throw .allocation(error) }
    return rows.matrix
  }

  private static func fill(
    _ panel: inout Matrix<Double>, _ lines: Range<Int>, _ coefficients: any CoefficientOperator, _ engine: Engine
  ) {
    var all = panel.mutableView
    var part = all.window(rows: 0..<lines.count, columns: 0..<coefficients.count)
    coefficients.copy(rows: lines, columns: 0..<coefficients.count, into: &part, on: engine)
  }
}

/// The rows of I − A while they are made of those of A: each has its diagonal element, also where A's is zero.
private struct SparseRows {
  private let n: Int
  private var starts = [0]
  private var columns: [Int32] = []
  private var values: [Double] = []
  private var hasDiagonal = false

  init(sectors n: Int, nonZeros: Int) {
    self.n = n
    starts.reserveCapacity(n + 1)
    columns.reserveCapacity(nonZeros + n)
    values.reserveCapacity(nonZeros + n)
  }

  mutating func add(_ i: Int, _ j: Int, _ value: Double) {
    if j > i, !hasDiagonal { append(i, 1) }
    hasDiagonal = hasDiagonal || j >= i
    if i == j { append(j, 1 - value) } else { append(j, -value) }
  }

  mutating func close(_ i: Int) {
    if !hasDiagonal { append(i, 1) }
    hasDiagonal = false
    starts.append(values.count)
  }

  private mutating func append(_ column: Int, _ value: Double) {
    columns.append(Int32(truncatingIfNeeded: column))
    values.append(value)
  }

  var matrix: SparseMatrix<Double> {
    SparseMatrix(rows: n, columns: n, rowStarts: starts, columnIndices: columns, values: values)
  }
}
