import Kernels
import MatrixCore

/// What is zero in exact arithmetic: the output of sectors from which no chain of sales leads to a demand.
///
/// Methods that add and take away leave rounding there, tiny against the rest but infinitely wrong element by element.
struct ExactZeros {
  /// Longer chains of sales are not followed: every link costs a pass over A.
  static let mostLinks = 32

  /// The sectors that are zero in each column.
  private let sectors: [[Int]]

  /// Of X of (I − A) X = Y or its transpose; none where chains of more than `mostLinks` sales go on. Cost: a pass over A for
  /// each link of the longest chain, in economies two or three. Errors: memory for two n × m matrices.
  init(
    of y: MatrixView<Double>, _ coefficients: any CoefficientOperator, _ orientation: Orientation, on engine: Engine
  ) throws(AllocationError) {
    var reached = try Matrix<Double>(rows: y.rows, columns: y.columns, layout: .columnMajor)
    var sold = try Matrix<Double>(rows: y.rows, columns: y.columns, layout: .columnMajor)
    for j in 0..<y.columns {
      for i in 0..<y.rows { reached[i, j] = y[i, j] == 0 ? 0 : 1 }
    }
    for _ in 0..<Self.mostLinks {
      try coefficients.form(&sold, orientation, magnitudes: true, reached.view, on: engine)
      guard Self.extend(&reached, by: sold) else {
        sectors = Self.zeros(reached)
        return
      }
    }
    sectors = []
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

  private static func zeros(_ reached: borrowing Matrix<Double>) -> [[Int]] {
    (0..<reached.columns).map { j in (0..<reached.rows).filter { reached[$0, j] == 0 } }
  }

  /// Sets X to zero there.
  @_lifetime(x: copy x)
  func clear(_ x: inout MutableMatrixView<Double>) {
    for j in sectors.indices {
      for i in sectors[j] { x[i, j] = 0 }
    }
  }
}
