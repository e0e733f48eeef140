import MatrixCore

extension Engine {
  /// Overwrites X with X⁻¹ by Gauss-Jordan elimination without row exchanges. For matrices known to need none: I − A with
  /// dominant columns or rows, M-matrices. Always the Swift kernels.
  ///
  /// Shapes: X n × n, row-major or column-major alike. Cost: 2n³ flops, all of them products. The monitor is asked after
  /// every block of pivots. Errors: `FactorizationError`, `noPivot` with the row whose pivot is not positive; X is lost then.
  public func invert<Scalar: MatrixScalar>(
    withoutExchanges x: inout MutableMatrixView<Scalar>, monitor: WorkMonitor = .none
  ) throws(FactorizationError) {
    precondition(x.rows == x.columns, "only square matrices have an inverse")
    if let failure = table.kernels(Scalar.self).invertWithoutExchanges(MutableStridedMatrix(x), monitor, team) {
      throw failure
    }
  }

  /// Whether matrices of doubles of this order are factorized by the Swift kernels. A library has its own way, which exchanges
  /// rows.
  public func factorizesInSwift(order n: Int) -> Bool {
    guard let selection = description.selection else { return description.path == nil }
    return selection.source(of: AutoCase(.factorize, .double, SizeClass(meanOf: n))) == .swift
  }
}
