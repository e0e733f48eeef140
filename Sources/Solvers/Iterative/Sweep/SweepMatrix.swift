import Kernels
import MatrixCore

/// Lines of A or Aᵀ times a block of vectors, as an iteration reads them.
///
/// A line is a row of A in the output orientation, a column in the transposed one. X is n × k, column-major.
protocol SweepMatrix: Sendable {
  associatedtype Scalar: MatrixScalar
  /// Bytes of a product with all lines.
  var bytesPerPass: Int { get }
  /// C ← C + (lines) X.
  @_lifetime(c: copy c)
  func add(
    lines: Range<Int>, of orientation: Orientation, _ x: MatrixView<Scalar>, into c: inout MutableMatrixView<Scalar>,
    on engine: Engine
  ) throws(AllocationError)
  /// X_s ← X_s + (I − A_ss)⁻¹ R.
  @_lifetime(x: copy x)
  func apply(
    _ inverses: BlockInverses, _ s: Int, of orientation: Orientation, to r: MatrixView<Scalar>,
    addingTo x: inout MutableMatrixView<Scalar>, on engine: Engine)
  /// One block Gauss-Seidel sweep for (I − A) X = Y, Y nil for zeros: the largest residual that each column showed on the way.
  /// Nil, with nothing changed, where it has to be made of the operations above.
  @_lifetime(x: copy x)
  func sweep(
    _ blocks: [Range<Int>], of orientation: Orientation, _ inverses: BlockInverses,
    _ x: inout MutableMatrixView<Scalar>, _ y: MatrixView<Scalar>?, on engine: Engine
  ) -> [Double]?
}

extension SweepMatrix {
  @_lifetime(x: copy x)
  func sweep(
    _ blocks: [Range<Int>], of orientation: Orientation, _ inverses: BlockInverses,
    _ x: inout MutableMatrixView<Scalar>, _ y: MatrixView<Scalar>?, on engine: Engine
  ) -> [Double]? { nil }
}

extension SweepMatrix where Scalar == Double {
  @_lifetime(x: copy x)
  func apply(
    _ inverses: BlockInverses, _ s: Int, of orientation: Orientation, to r: MatrixView<Double>,
    addingTo x: inout MutableMatrixView<Double>, on engine: Engine
  ) { inverses.apply(s, orientation, to: r, addingTo: &x, on: engine) }
}

extension SweepMatrix where Scalar == Float {
  @_lifetime(x: copy x)
  func apply(
    _ inverses: BlockInverses, _ s: Int, of orientation: Orientation, to r: MatrixView<Float>,
    addingTo x: inout MutableMatrixView<Float>, on engine: Engine
  ) { inverses.apply(s, orientation, to: r, addingTo: &x, on: engine) }
}

/// The coefficients themselves.
struct DoubleSweepMatrix: SweepMatrix {
  let coefficients: any CoefficientOperator

  var bytesPerPass: Int { coefficients.bytesPerPass }

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
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>?, on engine: Engine
  ) -> [Double]? {
    (coefficients as? CoefficientMatrix)?.sweep(blocks, of: orientation, inverses, &x, y, on: engine)
  }
}

/// A in single precision, products in double precision: for few vectors, where memory is the bound.
struct SingleSweepMatrix: SweepMatrix {
  let single: SingleMatrix

  var bytesPerPass: Int { single.allocatedBytes }

  @_lifetime(c: copy c)
  func add(
    lines: Range<Int>, of orientation: Orientation, _ x: MatrixView<Double>, into c: inout MutableMatrixView<Double>,
    on engine: Engine
  ) throws(AllocationError) {
    single.add(lines, orientation, x, into: &c, on: engine)
  }

  @_lifetime(x: copy x)
  func sweep(
    _ blocks: [Range<Int>], of orientation: Orientation, _ inverses: BlockInverses,
    _ x: inout MutableMatrixView<Double>, _ y: MatrixView<Double>?, on engine: Engine
  ) -> [Double]? { inverses.sweep(single.values, orientation, blocks, &x, y, on: engine) }
}

/// A and the vectors in single precision: for many vectors, where arithmetic is the bound.
struct SingleArithmeticSweepMatrix: SweepMatrix {
  let single: SingleMatrix

  var bytesPerPass: Int { single.allocatedBytes }

  @_lifetime(c: copy c)
  func add(
    lines: Range<Int>, of orientation: Orientation, _ x: MatrixView<Float>, into c: inout MutableMatrixView<Float>,
    on engine: Engine
  ) throws(AllocationError) {
    single.add(lines, orientation, x, into: &c, on: engine)
  }
}

extension SingleMatrix {
  @_lifetime(c: copy c)
  fileprivate func add(
    _ lines: Range<Int>, _ orientation: Orientation, _ x: MatrixView<Double>, into c: inout MutableMatrixView<Double>,
    on engine: Engine
  ) { Self.add(values, lines, orientation, x, into: &c, on: engine) }

  @_lifetime(c: copy c)
  fileprivate func add(
    _ lines: Range<Int>, _ orientation: Orientation, _ x: MatrixView<Float>, into c: inout MutableMatrixView<Float>,
    on engine: Engine
  ) { Self.add(values, lines, orientation, x, into: &c, on: engine) }

  @_lifetime(c: copy c)
  private static func add(
    _ a: borrowing Matrix<Float>, _ lines: Range<Int>, _ orientation: Orientation, _ x: MatrixView<Double>,
    into c: inout MutableMatrixView<Double>, on engine: Engine
  ) {
    let all = orientation == .output ? a.view : a.view.transposed
    engine.multiply(1, all.window(rows: lines, columns: 0..<a.rows), x, plus: 1, into: &c)
  }

  @_lifetime(c: copy c)
  private static func add(
    _ a: borrowing Matrix<Float>, _ lines: Range<Int>, _ orientation: Orientation, _ x: MatrixView<Float>,
    into c: inout MutableMatrixView<Float>, on engine: Engine
  ) {
    let all = orientation == .output ? a.view : a.view.transposed
    engine.multiply(1, all.window(rows: lines, columns: 0..<a.rows), x, plus: 1, into: &c)
  }
}
