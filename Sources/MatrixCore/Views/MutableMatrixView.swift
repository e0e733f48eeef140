/// A rectangular window on somebody's matrix for writing; exclusive while it lives.
@safe
public struct MutableMatrixView<Scalar: MatrixScalar>: ~Copyable, ~Escapable {
  @usableFromInline package let base: UnsafeMutablePointer<Scalar>
  public let rows: Int
  public let columns: Int
  public let rowStride: Int
  public let columnStride: Int

  @_lifetime(&owner)
  package init<Owner: ~Copyable & ~Escapable>(
    base: UnsafeMutablePointer<Scalar>, rows: Int, columns: Int, rowStride: Int, columnStride: Int, owner: inout Owner
  ) {
    self.base = base
    self.rows = rows
    self.columns = columns
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  @inlinable public subscript(row: Int, column: Int) -> Scalar {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "matrix index out of range")
      return base[row &* rowStride &+ column &* columnStride]
    }
    @_lifetime(self: copy self)
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "matrix index out of range")
      base[row &* rowStride &+ column &* columnStride] = newValue
    }
  }

  /// The same window for reading.
  public var view: MatrixView<Scalar> {
    @_lifetime(borrow self)
    get {
      MatrixView(
        base: UnsafePointer(base), rows: rows, columns: columns, rowStride: rowStride, columnStride: columnStride,
        owner: self)
    }
  }

  /// The same window with rows and columns exchanged.
  public var transposed: MutableMatrixView {
    @_lifetime(&self)
    mutating get {
      MutableMatrixView(
        base: base, rows: columns, columns: rows, rowStride: columnStride, columnStride: rowStride, owner: &self)
    }
  }

  /// The window of the given rows and columns.
  @_lifetime(&self)
  public mutating func window(rows rowRange: Range<Int>, columns columnRange: Range<Int>) -> MutableMatrixView {
    precondition(rowRange.lowerBound >= 0 && rowRange.upperBound <= rows, "rows out of range")
    precondition(columnRange.lowerBound >= 0 && columnRange.upperBound <= columns, "columns out of range")
    let isEmpty = rowRange.isEmpty || columnRange.isEmpty
    let start = isEmpty ? base : base + (rowRange.lowerBound * rowStride + columnRange.lowerBound * columnStride)
    return MutableMatrixView(
      base: start, rows: rowRange.count, columns: columnRange.count, rowStride: rowStride, columnStride: columnStride,
      owner: &self)
  }

  /// Row `i` as a span. The view must be contiguous along rows.
  @_lifetime(&self)
  public mutating func row(_ i: Int) -> MutableSpan<Scalar> {
    precondition(columnStride == 1 || columns <= 1, "rows of this view are not contiguous")
    precondition(i >= 0 && i < rows, "row out of range")
    let span = UnsafeMutableBufferPointer(start: base + i * rowStride, count: columns).mutableSpan
    return _overrideLifetime(span, mutating: &self)
  }

  /// Column `j` as a span. The view must be contiguous along columns.
  @_lifetime(&self)
  public mutating func column(_ j: Int) -> MutableSpan<Scalar> {
    precondition(rowStride == 1 || rows <= 1, "columns of this view are not contiguous")
    precondition(j >= 0 && j < columns, "column out of range")
    let span = UnsafeMutableBufferPointer(start: base + j * columnStride, count: rows).mutableSpan
    return _overrideLifetime(span, mutating: &self)
  }

  /// Copies `source`, of the same shape: line by line where both have the same lines, else in square blocks so that neither
  /// side strides through memory.
  @_lifetime(self: copy self)
  public mutating func copy(_ source: MatrixView<Scalar>) {
    precondition(source.rows == rows && source.columns == columns, "shapes disagree")
    if columnStride == 1 && source.columnStride == 1 {
      for i in 0..<rows { (base + i * rowStride).update(from: source.base + i * source.rowStride, count: columns) }
      return
    }
    if rowStride == 1 && source.rowStride == 1 {
      for j in 0..<columns { (base + j * columnStride).update(from: source.base + j * source.columnStride, count: rows) }
      return
    }
    let block = 32
    for i0 in stride(from: 0, to: rows, by: block) {
      for j0 in stride(from: 0, to: columns, by: block) {
        copyBlock(source, rows: i0..<min(i0 + block, rows), columns: j0..<min(j0 + block, columns))
      }
    }
  }

  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  @_lifetime(self: copy self)
  private mutating func copyBlock(_ source: MatrixView<Scalar>, rows: Range<Int>, columns: Range<Int>) {
    if columnStride == 1 {
      for i in rows {
        for j in columns { base[i &* rowStride &+ j] = source.base[i &* source.rowStride &+ j &* source.columnStride] }
      }
    } else {
      for j in columns {
        for i in rows {
          base[i &* rowStride &+ j &* columnStride] = source.base[i &* source.rowStride &+ j &* source.columnStride]
        }
      }
    }
  }

  @_lifetime(self: copy self)
  public mutating func fill(_ value: Scalar) {
    for i in 0..<rows {
      for j in 0..<columns { base[i &* rowStride &+ j &* columnStride] = value }
    }
  }
}
