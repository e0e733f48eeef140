import Kernels
import MatrixCore

/// Replaced rows and columns of one matrix.
struct ReplacedCross: ~Copyable, Sendable {
  let rows: ReplacedLines
  let columns: ReplacedLines

  init(_ edits: borrowing LineEdits) throws(AllocationError) {
    let rows = try ReplacedLines(edits.rows, slots: edits.rowSlots)
    let columns = try ReplacedLines(edits.columns, slots: edits.columnSlots)
    self.rows = rows
    self.columns = columns
  }

  var allocatedBytes: Int { rows.allocatedBytes + columns.allocatedBytes }

  @_lifetime(c: copy c)
  func multiply(
    _ step: ReplacedProduct, _ x: MatrixView<Double>, into c: inout MutableMatrixView<Double>
  ) throws(AllocationError) {
    if step.orientation == .output {
      try step.multiply(along: rows, across: columns, x, into: &c)
    } else {
      try step.multiply(along: columns, across: rows, x, into: &c)
    }
  }

  func diagonal(of base: any CoefficientOperator) -> [Double] {
    var diagonal = base.diagonal
    for j in columns.positions { diagonal[j] = columns.element(j, j) ?? diagonal[j] }
    for i in rows.positions { diagonal[i] = rows.element(i, i) ?? diagonal[i] }
    return diagonal
  }

  /// Writes the new elements of a block; `value` turns (whether on the diagonal, a'_ij) into what is written.
  @_lifetime(b: copy b)
  func overwrite(
    rows rowRange: Range<Int>, columns columnRange: Range<Int>, in b: inout MutableMatrixView<Double>,
    _ value: (Bool, Double) -> Double
  ) {
    for j in columns.positions(in: columnRange) {
      for i in rowRange {
        b[i - rowRange.lowerBound, j - columnRange.lowerBound] = value(i == j, columns.element(j, i) ?? 0)
      }
    }
    for i in rows.positions(in: rowRange) {
      for j in columnRange {
        b[i - rowRange.lowerBound, j - columnRange.lowerBound] = value(i == j, rows.element(i, j) ?? 0)
      }
    }
  }

  func facts(
    of base: any CoefficientOperator, _ edits: borrowing LineEdits, _ diagonal: [Double], on engine: Engine
  ) throws(AllocationError) -> CoefficientFacts {
    let ones = [Double](repeating: 1, count: base.count)
    let rowSums = try magnitudeSums(.output, ones, base, on: engine)
    let columnSums = try magnitudeSums(.transposed, ones, base, on: engine)
    var facts = CoefficientFacts(magnitudeSums: rowSums, columnSums, diagonal: diagonal)
    facts.isNonNegative = base.facts.isNonNegative && rows.isNonNegative && columns.isNonNegative
    facts.largestMagnitude = max(
      base.facts.largestMagnitude, rows.largestMagnitude, columns.largestMagnitude,
      diagonal.map { abs(1 - $0) }.maximumNorm())
    facts.nonZeros = base.facts.nonZeros + edits.addedNonZeros
    return facts
  }

  private func magnitudeSums(
    _ orientation: Orientation, _ ones: [Double], _ base: any CoefficientOperator, on engine: Engine
  ) throws(AllocationError) -> [Double] {
    let n = ones.count
    var sums = try Matrix<Double>(rows: n, columns: 1, layout: .columnMajor)
    let step = ReplacedProduct(
      base: base, alpha: 1, beta: 0, lines: 0..<n, orientation: orientation, magnitudes: true, engine: engine)
    try multiply(step, ones, into: &sums)
    return (0..<n).map { sums[$0, 0] }
  }

  private func multiply(
    _ step: ReplacedProduct, _ x: [Double], into c: inout Matrix<Double>
  ) throws(AllocationError) {
    var target = c.mutableView
    try multiply(step, MatrixView(column: x.span), into: &target)
  }
}

extension LineEdits {
  /// How many more coefficients are not zero.
  fileprivate var addedNonZeros: Int {
    let covered = Set(columnSlots.map { columns.positions[$0] })
    var added = 0
    for slot in columnSlots {
      for i in 0..<columns.new.columns { added += Self.step(from: columns.old[slot, i], to: columns.new[slot, i]) }
    }
    for slot in rowSlots {
      for j in 0..<rows.new.columns where !covered.contains(j) {
        added += Self.step(from: rows.old[slot, j], to: rows.new[slot, j])
      }
    }
    return added
  }

  private static func step(from old: Double, to new: Double) -> Int { (new == 0 ? 0 : 1) - (old == 0 ? 0 : 1) }
}
