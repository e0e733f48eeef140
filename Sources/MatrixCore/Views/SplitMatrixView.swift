/// Two neighbouring windows that make up one matrix: the first for reading, the second for writing.
///
/// Eliminations read what is done and write what is left of the same memory.
public struct SplitMatrixView<Scalar: MatrixScalar>: ~Copyable, ~Escapable {
  public let done: MatrixView<Scalar>
  public var rest: MutableMatrixView<Scalar>

  /// The two parts must be of the matrix that `rest` holds, and not overlap.
  @_lifetime(copy rest)
  fileprivate init(done: MatrixView<Scalar>, rest: consuming MutableMatrixView<Scalar>) {
    self.done = _overrideLifetime(done, copying: rest)
    self.rest = rest
  }
}

extension MutableMatrixView {
  /// The columns before `column` for reading, the others for writing.
  @_lifetime(&self)
  public mutating func split(atColumn column: Int) -> SplitMatrixView<Scalar> {
    precondition(column >= 0 && column <= columns, "column out of range")
    let done = MatrixView(
      base: UnsafePointer(base), rows: rows, columns: column, rowStride: rowStride, columnStride: columnStride, owner: ())
    let rest = window(rows: 0..<rows, columns: column..<columns)
    return SplitMatrixView(done: done, rest: rest)
  }

  /// The rows before `row` for reading, the others for writing.
  @_lifetime(&self)
  public mutating func split(atRow row: Int) -> SplitMatrixView<Scalar> {
    precondition(row >= 0 && row <= rows, "row out of range")
    let done = MatrixView(
      base: UnsafePointer(base), rows: row, columns: columns, rowStride: rowStride, columnStride: columnStride, owner: ())
    let rest = window(rows: row..<rows, columns: 0..<columns)
    return SplitMatrixView(done: done, rest: rest)
  }
}
