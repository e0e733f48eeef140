import Kernels
import MatrixCore

/// Sets to zero what is zero in exact arithmetic: the output of sectors from which no chain of sales leads to a demand.
///
/// Methods that add and take away leave rounding there, tiny against the rest but infinitely wrong element by element.
enum ExactZeros {
  /// Longer chains of sales are not followed: every link costs a pass over A.
  static let mostLinks = 32

  /// Clears X of (I − A) X = Y or its transpose. Nothing is changed where chains of more than `mostLinks` sales go on. Cost:
  /// a pass over A for each link of the longest chain, in economies two or three. Errors: memory for two n × m matrices.
  @_lifetime(x: copy x)
  static func clear(
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>, _ coefficients: any CoefficientOperator,
    _ orientation: Orientation, on engine: Engine
  ) throws(AllocationError) {
    var reached = try Matrix<Double>(rows: y.rows, columns: y.columns, layout: .columnMajor)
    var sold = try Matrix<Double>(rows: y.rows, columns: y.columns, layout: .columnMajor)
    for j in 0..<y.columns {
      for i in 0..<y.rows { reached[i, j] = y[i, j] == 0 ? 0 : 1 }
    }
    for _ in 0..<mostLinks {
      try coefficients.form(&sold, orientation, magnitudes: true, reached.view, on: engine)
      guard extend(&reached, by: sold) else { return clear(&x, where: reached) }
    }
  }

  /// Whether sectors are reached that were not.
  private static func extend(_ reached: inout Matrix<Double>, by sold: borrowing Matrix<Double>) -> Bool {
    var isLarger = false
    for j in 0..<reached.columns {
      for i in 0..<reached.rows where reached[i, j] == 0 && sold[i, j] != 0 {
        reached[i, j] = 1
        isLarger = true
      }
    }
    return isLarger
  }

  @_lifetime(x: copy x)
  private static func clear(_ x: inout MutableMatrixView<Double>, where reached: borrowing Matrix<Double>) {
    for j in 0..<x.columns {
      for i in 0..<x.rows where reached[i, j] == 0 { x[i, j] = 0 }
    }
  }
}
