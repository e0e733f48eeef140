import Kernels
import MatrixCore

/// The precisions of vectors that A in single precision is multiplied by.
protocol SingleFactor: MatrixScalar {
  /// C ← C + α A X.
  @_lifetime(c: copy c)
  static func add(
    _ alpha: Self, _ a: MatrixView<Float>, _ x: MatrixView<Self>, to c: inout MutableMatrixView<Self>, on engine: Engine)
}

extension Float: SingleFactor {
  @_lifetime(c: copy c)
  static func add(
    _ alpha: Float, _ a: MatrixView<Float>, _ x: MatrixView<Float>, to c: inout MutableMatrixView<Float>, on engine: Engine
  ) { engine.multiply(alpha, a, x, plus: 1, into: &c) }
}

extension Double: SingleFactor {
  @_lifetime(c: copy c)
  static func add(
    _ alpha: Double, _ a: MatrixView<Float>, _ x: MatrixView<Double>, to c: inout MutableMatrixView<Double>,
    on engine: Engine
  ) { engine.multiply(alpha, a, x, plus: 1, into: &c) }
}

extension SingleMatrix {
  /// C ← C + α (lines) X.
  @_lifetime(c: copy c)
  func add<Scalar: SingleFactor>(
    _ alpha: Scalar, _ lines: Range<Int>, _ orientation: Orientation, _ x: MatrixView<Scalar>,
    into c: inout MutableMatrixView<Scalar>, on engine: Engine
  ) { Self.add(alpha, values, lines, orientation, x, into: &c, on: engine) }

  @_lifetime(c: copy c)
  private static func add<Scalar: SingleFactor>(
    _ alpha: Scalar, _ a: borrowing Matrix<Float>, _ lines: Range<Int>, _ orientation: Orientation,
    _ x: MatrixView<Scalar>, into c: inout MutableMatrixView<Scalar>, on engine: Engine
  ) {
    let all = orientation == .output ? a.view : a.view.transposed
    Scalar.add(alpha, all.window(rows: lines, columns: 0..<a.rows), x, to: &c, on: engine)
  }
}
