import Kernels
import MatrixCore

/// A as a matrix or as a matrix and factors of its columns.
struct ScaledMatrix: ~Copyable {
  /// A, or Z of A = Z diag(scale). n × n, row-major.
  let values: Matrix<Double>
  /// nil for A itself.
  let scale: [Double]?
  let isNonNegative: Bool
  /// Rows of A that are made at a time where A is not stored as it is needed.
  static let panelHeight = 64

  private var count: Int { values.rows }

  @_lifetime(c: copy c)
  func multiply(
    _ alpha: Double, lines: Range<Int>, of orientation: Orientation, magnitudes: Bool, _ x: MatrixView<Double>,
    plus beta: Double, into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError) {
    let all = orientation == .output ? values.view : values.view.transposed
    let part = all.window(rows: lines, columns: 0..<count)
    if magnitudes && !isNonNegative {
      try multiplyMagnitudes(alpha, part, lines, orientation, x, beta, into: &c, on: engine)
    } else if let scale, orientation == .output {
      let scaled = try x.rowScaled(by: scale, on: engine)
      engine.multiply(alpha, part, scaled.view, plus: beta, into: &c)
    } else if let scale {
      var product = try Matrix<Double>(rows: lines.count, columns: x.columns, layout: .columnMajor)
      Self.multiply(alpha, part, x, into: &product, on: engine)
      c.scaleAndAdd(product.view, factors: scale[lines], beta: beta)
    } else {
      engine.multiply(alpha, part, x, plus: beta, into: &c)
    }
  }

  private static func multiply(
    _ alpha: Double, _ a: MatrixView<Double>, _ x: MatrixView<Double>, into product: inout Matrix<Double>, on engine: Engine
  ) {
    var target = product.mutableView
    engine.multiply(alpha, a, x, into: &target)
  }

  /// |A| is made a panel of lines at a time.
  @_lifetime(c: copy c)
  private func multiplyMagnitudes(
    _ alpha: Double, _ part: MatrixView<Double>, _ lines: Range<Int>, _ orientation: Orientation, _ x: MatrixView<Double>,
    _ beta: Double, into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError) {
    let height = min(Self.panelHeight, lines.count)
    guard height > 0 else { return }
    var panel = try Matrix<Double>(rows: height, columns: count)
    for first in stride(from: 0, to: lines.count, by: height) {
      let rows = first..<min(first + height, lines.count)
      fill(&panel, with: part.window(rows: rows, columns: 0..<count), first: lines.lowerBound + first, orientation)
      var target = c.window(rows: rows, columns: 0..<x.columns)
      engine.multiply(
        alpha, panel.view.window(rows: 0..<rows.count, columns: 0..<count), x, plus: beta, into: &target)
    }
  }

  /// The magnitudes of the lines from `first` on.
  private func fill(
    _ panel: inout Matrix<Double>, with source: MatrixView<Double>, first: Int, _ orientation: Orientation
  ) {
    var target = panel.mutableView
    for i in 0..<source.rows {
      var row = target.row(i)
      for j in 0..<source.columns {
        row[j] = abs(source[i, j] * (scale?[orientation == .output ? j : first + i] ?? 1))
      }
    }
  }

  @_lifetime(b: copy b)
  func copy(rows: Range<Int>, columns: Range<Int>, into b: inout MutableMatrixView<Double>, on engine: Engine) {
    let part = values.view.window(rows: rows, columns: columns)
    if let scale { engine.columnScaled(part, by: Array(scale[columns]), into: &b) } else { b.copy(part) }
  }

  @_lifetime(m: copy m)
  func formIdentityMinus(into m: inout MutableMatrixView<Double>, on engine: Engine) {
    guard let scale else { return engine.identityMinus(values.view, into: &m) }
    engine.identityMinus(values.view, columns: scale, into: &m)
  }

  @_lifetime(m: copy m)
  func formIdentityMinus(narrowedInto m: inout MutableMatrixView<Float>, on engine: Engine) -> Int {
    engine.identityMinus(values.view, columns: scale, narrowedInto: &m)
  }
}

extension MatrixView<Double> {
  /// diag(d) X in memory of its own.
  fileprivate func rowScaled(by d: [Double], on engine: Engine) throws(AllocationError) -> Matrix<Double> {
    var scaled = try Matrix<Double>(rows: rows, columns: columns, layout: .columnMajor)
    var target = scaled.mutableView
    engine.rowScaled(self, by: d, into: &target)
    return scaled
  }
}

extension MutableMatrixView<Double> {
  /// C ← diag(d) P + β C.
  @_lifetime(self: copy self)
  fileprivate mutating func scaleAndAdd(_ product: MatrixView<Double>, factors: ArraySlice<Double>, beta: Double) {
    for (i, factor) in factors.enumerated() {
      // β = 0 overwrites, also NaN.
      for j in 0..<columns { self[i, j] = factor * product[i, j] + (beta == 0 ? 0 : beta * self[i, j]) }
    }
  }
}
