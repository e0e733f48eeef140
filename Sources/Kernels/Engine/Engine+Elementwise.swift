import MatrixCore

extension Engine {
  /// A ← Z diag(s): coefficients from flows with s = 1/x.
  ///
  /// Shapes: Z and A m × n in any two layouts, s n. Cost: one pass over Z and A, in cache blocks. A must not overlap Z unless
  /// it is the same memory in the same layout.
  @_lifetime(a: copy a)
  public func columnScaled<Scalar: MatrixScalar>(
    _ z: MatrixView<Scalar>, by s: [Scalar], into a: inout MutableMatrixView<Scalar>
  ) {
    scale(z, rows: nil, columns: s, into: &a)
  }

  /// A ← diag(d) Z.
  ///
  /// Shapes: Z and A m × n in any two layouts, d m. Cost and overlap: as `columnScaled`.
  @_lifetime(a: copy a)
  public func rowScaled<Scalar: MatrixScalar>(
    _ z: MatrixView<Scalar>, by d: [Scalar], into a: inout MutableMatrixView<Scalar>
  ) {
    scale(z, rows: d, columns: nil, into: &a)
  }

  /// A ← diag(d) Z diag(s): an element is multiplied by its row's factor, rounded, then by its column's.
  ///
  /// Shapes: Z and A m × n in any two layouts, d m, s n. Cost and overlap: as `columnScaled`.
  @_lifetime(a: copy a)
  public func scaled<Scalar: MatrixScalar>(
    _ z: MatrixView<Scalar>, rows d: [Scalar], columns s: [Scalar], into a: inout MutableMatrixView<Scalar>
  ) {
    scale(z, rows: d, columns: s, into: &a)
  }

  @_lifetime(a: copy a)
  private func scale<Scalar: MatrixScalar>(
    _ z: MatrixView<Scalar>, rows d: [Scalar]?, columns s: [Scalar]?, into a: inout MutableMatrixView<Scalar>
  ) {
    precondition(z.rows == a.rows && z.columns == a.columns, "shapes disagree")
    precondition(d.map { $0.count == z.rows } ?? true && s.map { $0.count == z.columns } ?? true, "shapes disagree")
    (d ?? []).withUnsafeBufferPointer { rows in
      (s ?? []).withUnsafeBufferPointer { columns in
        table.kernels(Scalar.self).scaled(
          StridedMatrix(z), d == nil ? nil : StridedMatrix(vector: rows), s == nil ? nil : StridedMatrix(vector: columns),
          MutableStridedMatrix(a), team)
      }
    }
  }

  /// M ← I − A, typically from a row-major A into a column-major M ready for `factorize`.
  ///
  /// Shapes: A and M n × n in any two layouts. Cost: one pass over A and M, in cache blocks. M must not overlap A unless it
  /// is the same memory in the same layout.
  @_lifetime(m: copy m)
  public func identityMinus<Scalar: MatrixScalar>(
    _ a: MatrixView<Scalar>, into m: inout MutableMatrixView<Scalar>
  ) {
    precondition(a.rows == a.columns && a.rows == m.rows && a.columns == m.columns, "shapes disagree")
    table.kernels(Scalar.self).identityMinus(StridedMatrix(a), MutableStridedMatrix(m), team)
  }

  /// M ← I − M in place. Shapes: n × n in any layout. Cost: one pass over M.
  @_lifetime(m: copy m)
  public func subtractFromIdentity<Scalar: MatrixScalar>(_ m: inout MutableMatrixView<Scalar>) {
    precondition(m.rows == m.columns, "only square matrices are subtracted from the identity")
    table.kernels(Scalar.self).identityMinus(StridedMatrix(m.view), MutableStridedMatrix(m), team)
  }

  /// M ← I − A for A = Z diag(s), rounded as A is and then as 1 − a.
  ///
  /// Shapes: Z and M n × n in any two layouts, s n. Cost and overlap: as `columnScaled`.
  @_lifetime(m: copy m)
  public func identityMinus<Scalar: MatrixScalar>(
    _ z: MatrixView<Scalar>, columns s: [Scalar], into m: inout MutableMatrixView<Scalar>
  ) {
    precondition(z.rows == z.columns, "only square matrices are subtracted from the identity")
    scale(z, rows: nil, columns: s.map { -$0 }, into: &m)
    for k in 0..<m.rows { m[k, k] += 1 }
  }

  /// M ← I − A in single precision, ready for `factorize`, for A = Z diag(s) in double precision.
  ///
  /// Shapes: Z n × n with contiguous rows, s n or nil for ones, M n × n with contiguous columns, which must not overlap Z. Elements
  /// of A beyond the range become infinities, tiny ones zeros or subnormal numbers: how many of these there are is returned.
  /// Cost: one pass over Z and M, in cache blocks.
  @_lifetime(m: copy m)
  public func identityMinus(
    _ z: MatrixView<Double>, columns s: [Double]?, narrowedInto m: inout MutableMatrixView<Float>
  ) -> Int {
    let n = z.rows
    precondition(z.columns == n && m.rows == n && m.columns == n && (s?.count ?? n) == n, "shapes disagree")
    precondition(n <= 1 || (z.columnStride == 1 && m.rowStride == 1), "rows or columns are not contiguous")
    let lost = (s ?? []).withUnsafeBufferPointer { factors in
      table.negateNarrowed(StridedMatrix(z), s == nil ? nil : factors.baseAddress, MutableStridedMatrix(m), team)
    }
    // 1 − a is rounded once.
    for k in 0..<n { m[k, k] = Float(1 - z[k, k] * (s?[k] ?? 1)) }
    return lost
  }
}
