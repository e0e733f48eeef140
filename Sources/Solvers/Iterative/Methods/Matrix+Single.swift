import Kernels
import MatrixCore

// Blocks of vectors in single precision, row-major: the columns of a row lie beside each other.
extension Matrix<Float> {
  /// ‖x_j‖₂ of every column; their squares are in the range of double precision.
  var columnNorms: [Double] {
    var squares = [Double](repeating: 0, count: columns)
    var sums = squares.mutableSpan
    for i in 0..<rows {
      let row = view.row(i)
      for j in 0..<row.count { sums[j] += Double(row[j]) * Double(row[j]) }
    }
    return squares.map { $0.squareRoot() }
  }

  /// diag(f) on the columns of X and rounded, row-major.
  init(rounding x: borrowing Matrix<Double>, times factors: [Double], on engine: Engine) throws(AllocationError) {
    var rows = try Matrix<Double>(rows: x.rows, columns: x.columns)
    rows.formScaled(x, factors, on: engine)
    self = try Matrix(rows: x.rows, columns: x.columns)
    var target = mutableView
    engine.convert(rows.view, into: &target)
  }
}

extension Matrix<Double> {
  /// X ← Z diag(f), in any two layouts.
  mutating func formScaled(_ z: borrowing Matrix<Double>, _ factors: [Double], on engine: Engine) {
    var target = mutableView
    engine.columnScaled(z.view, by: factors, into: &target)
  }

  /// X ← X + D diag(f), D in another precision and layout.
  mutating func add(_ d: borrowing Matrix<Float>, times factors: [Double], on engine: Engine) throws(AllocationError) {
    var wide = try Matrix<Double>(rows: rows, columns: columns)
    var target = wide.mutableView
    engine.convert(d.view, into: &target)
    var change = try Matrix<Double>(rows: rows, columns: columns, layout: layout)
    change.formScaled(wide, factors, on: engine)
    combine(1, 1, change)
  }
}
