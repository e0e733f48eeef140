import Kernels
import MatrixCore

/// V⁻ᵀ by its factors, for square V.
struct MakeInverse: ~Copyable {
  private let factors: Matrix<Double>
  private let pivots: Pivots

  /// Errors: a make matrix that is singular, exactly or to working precision.
  init(_ make: borrowing Matrix<Double>, _ engine: Engine) throws(SupplyUseError) {
    var factors: Matrix<Double>
    do { factors = try Matrix(copying: make.view.transposed, layout: .columnMajor) } catch { throw .allocation(error) }
    let pivots = try Self.factorize(&factors, engine)
    let largest = (0..<make.rows).map { abs(factors[$0, $0]) }
    guard (largest.min() ?? 1) > Double(make.rows) * .ulpOfOne * (largest.max() ?? 0) || make.rows == 0 else {
      throw .singularMake
    }
    self.factors = factors
    self.pivots = pivots
  }

  private static func factorize(_ matrix: inout Matrix<Double>, _ engine: Engine) throws(SupplyUseError) -> Pivots {
    var target = matrix.mutableView
    do throws(FactorizationError) { return try engine.factorize(&target) } catch { throw .singularMake }
  }

  /// V⁻ᵀ B.
  func leftOf(_ b: borrowing Matrix<Double>, _ engine: Engine) throws(SupplyUseError) -> Matrix<Double> {
    var result: Matrix<Double>
    do { result = try Matrix(copying: b.view, layout: .columnMajor) } catch { throw .allocation(error) }
    solve(&result, transposed: false, engine)
    return result
  }

  /// B V⁻ᵀ, by (V⁻¹ Bᵀ)ᵀ.
  func rightOf(_ b: borrowing Matrix<Double>, _ engine: Engine) throws(SupplyUseError) -> Matrix<Double> {
    do {
      var sides = try Matrix<Double>(copying: b.view.transposed, layout: .columnMajor)
      solve(&sides, transposed: true, engine)
      return try Matrix(copying: sides.view.transposed)
    } catch { throw .allocation(error) }
  }

  /// bᵀ V⁻ᵀ.
  func rightOf(_ b: [Double], _ engine: Engine) throws(SupplyUseError) -> [Double] {
    var side: Matrix<Double>
    do { side = try Matrix(column: b) } catch { throw .allocation(error) }
    solve(&side, transposed: true, engine)
    return b.indices.map { side[$0, 0] }
  }

  private func solve(_ b: inout Matrix<Double>, transposed: Bool, _ engine: Engine) {
    var target = b.mutableView
    engine.solve(factors: factors.view, pivots: pivots, transposed: transposed, &target)
  }
}
