import MatrixCore
import Testing

/// Where a test puts a matrix: the layouts and strides an operation must take.
enum Placement: CaseIterable, Sendable, CustomStringConvertible {
  case rowMajor, columnMajor
  /// A window inside a larger matrix, so that lines are further apart than they are long.
  case rowMajorWindow, columnMajorWindow
  /// Every second row and column of a larger matrix: no stride is one.
  case scattered

  var description: String {
    switch self {
    case .rowMajor: "row-major"
    case .columnMajor: "column-major"
    case .rowMajorWindow: "window of row-major"
    case .columnMajorWindow: "window of column-major"
    case .scattered: "no unit stride"
    }
  }

  var layout: Layout { self == .columnMajor || self == .columnMajorWindow ? .columnMajor : .rowMajor }
  var margin: Int { self == .rowMajorWindow || self == .columnMajorWindow ? 3 : 0 }
  var step: Int { self == .scattered ? 2 : 1 }
}

/// A matrix of numbers in one placement. The memory around it holds NaN, which must neither be read nor written.
struct PlacedMatrix<Scalar: MatrixScalar>: ~Copyable {
  private let storage: Matrix<Scalar>
  private let placement: Placement
  let rows: Int
  let columns: Int
  private let margin: Int
  private let step: Int
  // The memory does not move while the matrix lives.
  private let base: UnsafeMutablePointer<Scalar>
  private let rowStride: Int
  private let columnStride: Int

  init(_ numbers: [[Double]], columns: Int, _ placement: Placement) throws {
    rows = numbers.count
    self.columns = columns
    self.placement = placement
    self.margin = placement.margin
    self.step = placement.step
    let (margin, step) = (placement.margin, placement.step)
    var memory = try Matrix<Scalar>(
      rows: rows * step + 2 * margin, columns: columns * step + 2 * margin, layout: placement.layout)
    var everything = memory.mutableView
    everything.fill(.nan)
    for (i, row) in numbers.enumerated() {
      for (j, value) in row.enumerated() { everything[margin + i * step, margin + j * step] = Scalar(value) }
    }
    let start = numbers.isEmpty || columns == 0 ? 0 : margin * (everything.rowStride + everything.columnStride)
    base = everything.base + start
    rowStride = step * everything.rowStride
    columnStride = step * everything.columnStride
    storage = memory
  }

  /// Element of the placed matrix.
  subscript(i: Int, j: Int) -> Scalar { storage[margin + i * step, margin + j * step] }

  var view: MatrixView<Scalar> {
    @_lifetime(borrow self)
    get {
      MatrixView(
        base: UnsafePointer(base), rows: rows, columns: columns, rowStride: rowStride, columnStride: columnStride,
        owner: self)
    }
  }

  var mutableView: MutableMatrixView<Scalar> {
    @_lifetime(&self)
    mutating get {
      MutableMatrixView(
        base: base, rows: rows, columns: columns, rowStride: rowStride, columnStride: columnStride, owner: &self)
    }
  }

  var numbers: [[Double]] { (0..<rows).map { i in (0..<columns).map { Double(self[i, $0]) } } }

  /// Expects the memory around the matrix still to hold NaN.
  borrowing func expectUntouchedSurroundings(_ location: SourceLocation = #_sourceLocation) {
    var written = 0
    for i in 0..<storage.rows {
      for j in 0..<storage.columns where !isInside(i, j) && !storage[i, j].isNaN { written += 1 }
    }
    #expect(written == 0, "elements written around the matrix", sourceLocation: location)
  }

  private func isInside(_ i: Int, _ j: Int) -> Bool {
    let (row, column) = (i - margin, j - margin)
    return row >= 0 && column >= 0 && row < rows * step && column < columns * step && row % step == 0 && column % step == 0
  }
}
