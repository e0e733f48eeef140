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

/// A matrix of numbers in one placement. The memory around it holds a NaN of its own bits, which must neither be read nor
/// written; behind its last element the process has no memory.
struct PlacedMatrix<Scalar: MatrixScalar>: ~Copyable {
  private let memory: GuardedMemory<Scalar>
  private let placement: Placement
  let rows: Int
  let columns: Int
  private let base: UnsafeMutablePointer<Scalar>
  private let rowStride: Int
  private let columnStride: Int

  /// A quiet NaN that no operation makes by itself.
  private static var filling: Scalar {
    var filling = Scalar.nan
    withUnsafeMutableBytes(of: &filling) { $0.copyBytes(from: [0x5A, 0x5A]) }
    return filling
  }

  init(_ numbers: [[Double]], columns: Int, _ placement: Placement) throws {
    rows = numbers.count
    self.columns = columns
    self.placement = placement
    let (margin, step) = (placement.margin, placement.step)
    let (height, width) = (rows * step + 2 * margin, columns * step + 2 * margin)
    let isByRows = placement.layout == .rowMajor
    memory = try GuardedMemory(count: height * width, filling: Self.filling)
    rowStride = step * (isByRows ? width : 1)
    columnStride = step * (isByRows ? 1 : height)
    base = memory.base + (numbers.isEmpty || columns == 0 ? 0 : margin * (isByRows ? width + 1 : height + 1))
    for (i, row) in numbers.enumerated() {
      for (j, value) in row.enumerated() { base[i * rowStride + j * columnStride] = Scalar(value) }
    }
  }

  /// Element of the placed matrix.
  subscript(i: Int, j: Int) -> Scalar {
    precondition((0..<rows).contains(i) && (0..<columns).contains(j), "out of range")
    return base[i * rowStride + j * columnStride]
  }

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

  /// Expects the memory around the matrix to hold what it was filled with, bit by bit.
  borrowing func expectUntouchedSurroundings(_ location: SourceLocation = #_sourceLocation) {
    var isInside = [Bool](repeating: false, count: memory.count)
    let first = base - memory.base
    for i in 0..<rows { for j in 0..<columns { isInside[first + i * rowStride + j * columnStride] = true } }
    let filling = Self.filling
    var written = 0
    withUnsafeBytes(of: filling) { expected in
      for k in 0..<memory.count where !isInside[k] {
        let found = UnsafeRawBufferPointer(start: memory.base + k, count: MemoryLayout<Scalar>.stride)
        if !found.elementsEqual(expected) { written += 1 }
      }
    }
    #expect(written == 0, "elements written around the matrix", sourceLocation: location)
  }
}
