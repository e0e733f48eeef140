/// Which index runs fastest in memory.
public enum Layout: Sendable, Equatable {
  /// Rows are contiguous (C, NumPy's default).
  case rowMajor
  /// Columns are contiguous (Fortran, BLAS and LAPACK).
  case columnMajor

  public var transposed: Layout { self == .rowMajor ? .columnMajor : .rowMajor }
}
