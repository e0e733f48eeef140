/// A dense matrix that owns its memory and cannot be copied by accident.
///
/// Shapes: `rows` × `columns`, contiguous in `layout`. Cost: 64-byte aligned, `rows · columns` elements; above 1 MiB the
/// memory comes as untouched zero pages.
/// Errors: `AllocationError` with the bytes asked for.
@safe
public struct Matrix<Scalar: MatrixScalar>: ~Copyable, @unchecked Sendable {
  public let rows: Int
  public let columns: Int
  public let layout: Layout
  private var storage: MatrixStorage<Scalar>
  /// `storage.base` again, for element access that inlines into other modules: making the storage itself visible to them
  /// crashes the optimiser of Swift 6.3.1. The storage owns the memory and is the reason why this is safe to send.
  @usableFromInline let base: UnsafeMutablePointer<Scalar>

  /// A zero matrix.
  public init(rows: Int, columns: Int, layout: Layout = .rowMajor) throws(AllocationError) {
    try self.init(rows: rows, columns: columns, layout: layout, holding: .zeros)
  }

  /// A matrix that holds anything until it is written, such as the numbers of an earlier one: for large ones that are made again
  /// and again, of which every element is written first. Cost: none where an earlier one left memory as large; up to 64 MiB are
  /// kept for that.
  package init(unwrittenRows rows: Int, columns: Int, layout: Layout = .rowMajor) throws(AllocationError) {
    try self.init(rows: rows, columns: columns, layout: layout, holding: .anything)
  }

  private init(
    rows: Int, columns: Int, layout: Layout, holding contents: MatrixStorage<Scalar>.Contents
  ) throws(AllocationError) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot have a negative size")
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow else { throw AllocationError(bytes: nil) }
    self.init(rows: rows, columns: columns, layout: layout, storage: try MatrixStorage(count, contents))
  }

  init(rows: Int, columns: Int, layout: Layout, storage: consuming MatrixStorage<Scalar>) {
    self.rows = rows
    self.columns = columns
    self.layout = layout
    base = storage.base
    self.storage = storage
  }

  /// The same memory read as the transpose: rows become columns, nothing moves.
  public consuming func transposed() -> Matrix {
    Matrix(rows: columns, columns: rows, layout: layout.transposed, storage: storage)
  }

  public var count: Int { storage.count }

  /// Bytes of memory the matrix holds: none when it is a mapped file.
  public var allocatedBytes: Int { storage.allocatedBytes }

  @inlinable public subscript(row: Int, column: Int) -> Scalar {
    get {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "matrix index out of range")
      return base[row &* rowStride &+ column &* columnStride]
    }
    set {
      precondition(row >= 0 && row < rows && column >= 0 && column < columns, "matrix index out of range")
      base[row &* rowStride &+ column &* columnStride] = newValue
    }
  }

  /// A window on the whole matrix for reading.
  public var view: MatrixView<Scalar> {
    @_lifetime(borrow self)
    get {
      MatrixView(
        base: storage.base, rows: rows, columns: columns, rowStride: rowStride, columnStride: columnStride, owner: self)
    }
  }

  /// A window on the whole matrix for writing.
  public var mutableView: MutableMatrixView<Scalar> {
    @_lifetime(&self)
    mutating get {
      MutableMatrixView(
        base: storage.base, rows: rows, columns: columns, rowStride: rowStride, columnStride: columnStride, owner: &self)
    }
  }

  // Spans are taken from buffer pointers: made from `Span(_unsafeStart:)` they fail SIL verification in Swift 6.2.3.

  /// All elements in storage order.
  public var elements: Span<Scalar> {
    @_lifetime(borrow self)
    get {
      let span = UnsafeBufferPointer(start: storage.base, count: storage.count).span
      return _overrideLifetime(span, borrowing: self)
    }
  }

  /// All elements in storage order, for writing.
  public var mutableElements: MutableSpan<Scalar> {
    @_lifetime(&self)
    mutating get {
      let span = UnsafeMutableBufferPointer(start: storage.base, count: storage.count).mutableSpan
      return _overrideLifetime(span, mutating: &self)
    }
  }

  @inlinable var rowStride: Int { layout == .rowMajor ? columns : 1 }
  @inlinable var columnStride: Int { layout == .rowMajor ? 1 : rows }
}
