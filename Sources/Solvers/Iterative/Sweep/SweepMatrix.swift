import Kernels
import MatrixCore

/// Lines of A or Aᵀ times a block of vectors, as an iteration reads them.
///
/// A line is a row of A in the output orientation, a column in the transposed one. X is n × k, column-major.
protocol SweepMatrix: Sendable {
  /// C ← C + (lines) X.
  @_lifetime(c: copy c)
  func add(
    lines: Range<Int>, of orientation: Orientation, _ x: MatrixView<Double>, into c: inout MutableMatrixView<Double>,
    on engine: Engine
  ) throws(AllocationError)
  /// One block Gauss-Seidel sweep for (I − A) X = Y, Y nil for zeros: the largest residual that each column showed on the way.
  /// Where X is zero but for the lines of `support`, the rest need not be read. Nil, with nothing changed, where it has to be
  /// made of the operation above.
  @_lifetime(x: copy x)
  func sweep(
    _ blocks: [Range<Int>], of orientation: Orientation, _ inverses: BlockInverses,
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>?, _ support: Range<Int>?, on engine: Engine
  ) -> [Double]?
}

/// The coefficients themselves.
struct DoubleSweepMatrix: SweepMatrix {
  let coefficients: any CoefficientOperator

  @_lifetime(c: copy c)
  func add(
    lines: Range<Int>, of orientation: Orientation, _ x: MatrixView<Double>, into c: inout MutableMatrixView<Double>,
    on engine: Engine
  ) throws(AllocationError) {
    try coefficients.multiply(1, lines: lines, of: orientation, magnitudes: false, x, plus: 1, into: &c, on: engine)
  }

  @_lifetime(x: copy x)
  func sweep(
    _ blocks: [Range<Int>], of orientation: Orientation, _ inverses: BlockInverses,
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>?, _ support: Range<Int>?, on engine: Engine
  ) -> [Double]? {
    (coefficients as? CoefficientMatrix)?.sweep(blocks, of: orientation, inverses, &x, y, support, on: engine)
  }
}

/// A in single precision, products in double precision: for few vectors, where memory is the bound.
struct SingleSweepMatrix: SweepMatrix {
  let single: SingleMatrix

  @_lifetime(c: copy c)
  func add(
    lines: Range<Int>, of orientation: Orientation, _ x: MatrixView<Double>, into c: inout MutableMatrixView<Double>,
    on engine: Engine
  ) throws(AllocationError) {
    single.add(1, lines, orientation, x, into: &c, on: engine)
  }

  @_lifetime(x: copy x)
  func sweep(
    _ blocks: [Range<Int>], of orientation: Orientation, _ inverses: BlockInverses,
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>?, _ support: Range<Int>?, on engine: Engine
  ) -> [Double]? { inverses.sweep(single.values, orientation, blocks, &x, y, support, on: engine) }
}
