import Kernels
import MatrixCore

extension ScaledMatrix {
  /// Bytes between two questions whether to go on: a twentieth of a second from a quick disk, half a second from a slow one.
  static let partBytes = 128 << 20

  /// C ← A X or Aᵀ X in parts of rows, for either orientation: a file is read in its order. False when `allows` stops it.
  @_lifetime(c: copy c)
  func multiply(
    _ orientation: Orientation, magnitudes: Bool, _ x: MatrixView<Double>, into c: inout MutableMatrixView<Double>,
    on engine: Engine, allows: () -> Bool
  ) throws(AllocationError) -> Bool {
    let takesMagnitudes = magnitudes && !isNonNegative
    guard orientation == .transposed else {
      return try inParts(allows) { rows throws(AllocationError) in
        var target = c.window(rows: rows, columns: 0..<x.columns)
        try multiply(
          1, lines: rows, of: .output, magnitudes: takesMagnitudes, x, plus: 0, into: &target, on: engine)
      }
    }
    c.fill(0)
    let finished = try inParts(allows) { rows throws(AllocationError) in
      let part = x.window(rows: rows, columns: 0..<x.columns)
      if takesMagnitudes {
        try addMagnitudesTransposed(rows, part, to: &c, engine)
      } else {
        engine.multiply(1, values.view.window(rows: rows, columns: 0..<values.columns).transposed, part, plus: 1, into: &c)
      }
    }
    if let scale { c.scaleRows(takesMagnitudes ? scale.map { abs($0) } : scale) }
    return finished
  }

  /// C ← C + |Z|ᵀ X for some rows of Z, a panel of them at a time.
  @_lifetime(c: copy c)
  private func addMagnitudesTransposed(
    _ rows: Range<Int>, _ x: MatrixView<Double>, to c: inout MutableMatrixView<Double>, _ engine: Engine
  ) throws(AllocationError) {
    var panel = try Matrix<Double>(rows: min(Self.panelHeight, rows.count), columns: values.columns)
    for first in stride(from: 0, to: rows.count, by: Self.panelHeight) {
      let count = min(Self.panelHeight, rows.count - first)
      for i in 0..<count {
        for j in 0..<values.columns { panel[i, j] = abs(values[rows.lowerBound + first + i, j]) }
      }
      let magnitudes = panel.view.window(rows: 0..<count, columns: 0..<values.columns)
      engine.multiply(1, magnitudes.transposed, x.window(rows: first..<first + count, columns: 0..<x.columns), plus: 1, into: &c)
    }
  }

  /// The next part is on its way from the file while one is worked on.
  private func inParts(
    _ allows: () -> Bool, _ body: (Range<Int>) throws(AllocationError) -> Void
  ) throws(AllocationError) -> Bool {
    let n = values.rows
    let height = max(1, Self.partBytes / (max(1, n) * MemoryLayout<Double>.stride))
    for first in stride(from: 0, to: n, by: height) {
      let rows = first..<min(first + height, n)
      values.view.beginReading(rows: first..<min(first + 2 * height, n))
      try body(rows)
      guard allows() else { return false }
    }
    return true
  }
}

extension MutableMatrixView<Double> {
  /// C ← diag(d) C.
  @_lifetime(self: copy self)
  fileprivate mutating func scaleRows(_ factors: [Double]) {
    for j in 0..<columns {
      for i in 0..<rows { self[i, j] *= factors[i] }
    }
  }
}
