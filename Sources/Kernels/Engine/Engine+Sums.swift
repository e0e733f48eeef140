import MatrixCore

// Sums and norms: one pass over the matrix in any layout, the same bits whatever the number of threads. NaN comes out as NaN.
extension Engine {
  /// Compensated row sums: about one rounding of the result, as `CompensatedSum`.
  public func rowSums<Scalar: MatrixScalar>(_ a: MatrixView<Scalar>) -> [Scalar] { sums(a, magnitudes: false) }

  /// Compensated column sums: about one rounding of the result, as `CompensatedSum`.
  public func columnSums<Scalar: MatrixScalar>(_ a: MatrixView<Scalar>) -> [Scalar] {
    sums(a.transposed, magnitudes: false)
  }

  /// Row sums of magnitudes.
  public func rowMagnitudes<Scalar: MatrixScalar>(_ a: MatrixView<Scalar>) -> [Scalar] { sums(a, magnitudes: true) }

  /// ‖A‖₁, the largest column sum of magnitudes; 0 for a matrix without elements.
  public func oneNorm<Scalar: MatrixScalar>(_ a: MatrixView<Scalar>) -> Scalar { infinityNorm(a.transposed) }

  /// ‖A‖∞, the largest row sum of magnitudes; 0 for a matrix without elements.
  public func infinityNorm<Scalar: MatrixScalar>(_ a: MatrixView<Scalar>) -> Scalar {
    sums(a, magnitudes: true).maximumNorm()
  }

  /// The largest magnitude; 0 for a matrix without elements.
  public func maximumNorm<Scalar: MatrixScalar>(_ a: MatrixView<Scalar>) -> Scalar {
    guard a.rows > 0, a.columns > 0 else { return 0 }
    return table.kernels(Scalar.self).maximumNorm(StridedMatrix(a), team)
  }

  /// ‖A‖_F, the root of the sum of squares. Cost: two more passes when squares overflow or vanish; the norm itself overflows
  /// only when it is out of range.
  public func frobeniusNorm<Scalar: MatrixScalar>(_ a: MatrixView<Scalar>) -> Scalar {
    guard a.rows > 0, a.columns > 0 else { return 0 }
    return table.kernels(Scalar.self).frobeniusNorm(StridedMatrix(a), team)
  }

  private func sums<Scalar: MatrixScalar>(_ a: MatrixView<Scalar>, magnitudes: Bool) -> [Scalar] {
    var sums = [Scalar](repeating: 0, count: a.rows)
    guard a.columns > 0 else { return sums }
    sums.withUnsafeMutableBufferPointer { sums in
      guard let base = sums.baseAddress else { return }
      table.kernels(Scalar.self).rowSums(StridedMatrix(a), magnitudes, base, team)
    }
    return sums
  }
}
