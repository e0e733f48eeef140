import Kernels
import MatrixCore

extension SupplyUseTransformation {
  /// A diag(d)⁻¹.
  static func scaled(_ a: borrowing Matrix<Double>, _ d: [Double], _ engine: Engine) throws(SupplyUseError) -> Matrix<Double> {
    try scaledBack(try copy(a), d.map { 1 / $0 }, engine)
  }

  /// A diag(d).
  static func scaledBack(_ a: consuming Matrix<Double>, _ d: [Double], _ engine: Engine) throws(SupplyUseError) -> Matrix<Double>
  {
    var result = try matrix(a.rows, a.columns)
    var target = result.mutableView
    engine.columnScaled(a.view, by: d, into: &target)
    return result
  }

  /// diag(d) A.
  static func rowScaled(_ a: consuming Matrix<Double>, _ d: [Double], _ engine: Engine) throws(SupplyUseError) -> Matrix<Double> {
    var result = try matrix(a.rows, a.columns)
    var target = result.mutableView
    engine.rowScaled(a.view, by: d, into: &target)
    return result
  }

  static func product(
    _ a: borrowing Matrix<Double>, _ b: borrowing Matrix<Double>, _ engine: Engine
  ) throws(SupplyUseError) -> Matrix<Double> {
    var result = try matrix(a.rows, b.columns)
    var target = result.mutableView
    engine.multiply(1, a.view, b.view, plus: 0, into: &target)
    return result
  }

  /// rᵀ A.
  static func row(_ r: [Double], _ a: borrowing Matrix<Double>, _ engine: Engine) throws(SupplyUseError) -> [Double] {
    var result = [Double](repeating: 0, count: a.columns)
    engine.multiplyVector(1, a.view.transposed, r, plus: 0, into: &result)
    return result
  }

  static func copy(_ a: borrowing Matrix<Double>) throws(SupplyUseError) -> Matrix<Double> {
    do { return try Matrix(copying: a.view) } catch { throw .allocation(error) }
  }

  static func matrix(_ rows: Int, _ columns: Int) throws(SupplyUseError) -> Matrix<Double> {
    do { return try Matrix(rows: rows, columns: columns) } catch { throw .allocation(error) }
  }
}
