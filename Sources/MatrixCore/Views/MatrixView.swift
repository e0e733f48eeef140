/// A rectangular window on somebody's matrix: a base address and two strides, valid while its owner is borrowed.
///
/// Transposing swaps the strides and moves nothing. Element access is checked; kernels read the pointer inside the
/// package.
@safe
public struct MatrixView<Scalar: MatrixScalar>: ~Escapable {
  @usableFromInline package let base: UnsafePointer<Scalar>
  public let rows: Int
  public let columns: Int
  /// Elements from one row to the next in the same column.
  public let rowStride: Int
  /// Elements from one column to the next in the same row.
  public let columnStride: Int

  @_lifetime(borrow owner)
  package init<Owner: ~Copyable & ~Escapable>(
    base: UnsafePointer<Scalar>, rows: Int, columns: Int, rowStride: Int, columnStride: Int, owner: borrowing Owner
  ) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  /// A column vector seen as an n × 1 matrix.
  @_lifetime(copy vector)
  public init(column vector: Span<Scalar>) {
    let base = vector.withUnsafeBufferPointer { $0.baseAddress ?? MatrixView.nowhere }
    let count = vector.count
    self = _overrideLifetime(
      MatrixView(base: base, rows: count, columns: 1, rowStride: 1, columnStride: max(count, 1), owner: vector),
      copying: vector)
  }

  /// An address for views without elements; never read.
  package static var nowhere: UnsafePointer<Scalar> {
    UnsafePointer(bitPattern: MemoryLayout<Scalar>.alignment).unsafelyUnwrapped
  }

  @inlinable public subscript(row: Int, column: Int) -> Scalar {
    precondition(row >= 0 && row < rows && column >= 0 && column < columns, "matrix index out of range")
    return base[row &* rowStride &+ column &* columnStride]
  }

  /// The same window with rows and columns exchanged.
  public var transposed: MatrixView {
    @_lifetime(copy self)
    get {
      _overrideLifetime(
        MatrixView(
          base: base, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride, owner: self),
        copying: self)
    }
  }

  /// The window of the given rows and columns.
  @_lifetime(copy self)
  public func window(rows rowRange: Range<Int>, columns columnRange: Range<Int>) -> MatrixView {
    precondition(rowRange.lowerBound >= 0 && rowRange.upperBound <= rows, "rows out of range")
    precondition(columnRange.lowerBound >= 0 && columnRange.upperBound <= columns, "columns out of range")
    let isEmpty = rowRange.isEmpty || columnRange.isEmpty
    let start = isEmpty ? base : base + (rowRange.lowerBound * rowStride + columnRange.lowerBound * columnStride)
    return _overrideLifetime(
      MatrixView(
        base: start, rows: rowRange.count, columns: columnRange.count, rowStride: rowStride, columnStride: columnStride,
        owner: self),
      copying: self)
  }

  /// Row `i` as a span. The view must be contiguous along rows.
  @_lifetime(copy self)
  public func row(_ i: Int) -> Span<Scalar> {
    precondition(columnStride == 1 || columns <= 1, "rows of this view are not contiguous")
    precondition(i >= 0 && i < rows, "row out of range")
    let span = UnsafeBufferPointer(start: base + i * rowStride, count: columns).span
    return _overrideLifetime(span, copying: self)
  }

  /// Column `j` as a span. The view must be contiguous along columns.
  @_lifetime(copy self)
  public func column(_ j: Int) -> Span<Scalar> { transposed.row(j) }

  /// The index that runs fastest, or nil when neither stride is one.
  public var layout: Layout? {
    if columnStride == 1 || columns <= 1 { return .rowMajor }
    if rowStride == 1 || rows <= 1 { return .columnMajor }
    return nil
  }
}
