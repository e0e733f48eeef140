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
  private var storage: Matrix<Scalar>
  private let placement: Placement
  let rows: Int
  let columns: Int
  private let margin: Int
  private let step: Int

  init(_ numbers: [[Double]], columns: Int, _ placement: Placement) throws {
    rows = numbers.count
    self.columns = columns
    self.placement = placement
    margin = placement.margin
    step = placement.step
    storage = try Matrix(
      rows: rows * step + 2 * margin, columns: columns * step + 2 * margin, layout: placement.layout)
    var everything = storage.mutableView
    everything.fill(.nan)
    for (i, row) in numbers.enumerated() {
      for (j, value) in row.enumerated() { storage[margin + i * step, margin + j * step] = Scalar(value) }
    }
  }

  /// Element of the placed matrix.
  subscript(i: Int, j: Int) -> Scalar { storage[margin + i * step, margin + j * step] }

  var view: MatrixView<Scalar> {
    @_lifetime(borrow self)
    get {
      MatrixView(
        base: storage.view.base + offset, rows: rows, columns: columns, rowStride: step * storage.view.rowStride,
        columnStride: step * storage.view.columnStride, owner: self)
    }
  }

  var mutableView: MutableMatrixView<Scalar> {
    @_lifetime(&self)
    mutating get {
      let (rowStride, columnStride, start) = (storage.view.rowStride, storage.view.columnStride, offset)
      let base = storage.mutableView.base + start
      return MutableMatrixView(
        base: base, rows: rows, columns: columns, rowStride: step * rowStride, columnStride: step * columnStride,
        owner: &self)
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

  private var offset: Int {
    rows == 0 || columns == 0 ? 0 : margin * (storage.view.rowStride + storage.view.columnStride)
  }
}
