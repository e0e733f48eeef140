import Kernels
import MatrixCore

/// Rows (or columns) of a matrix that take the place of its own. Lines of zeros take no memory.
struct ReplacedLines: ~Copyable, Sendable {
  private let replaced: SortedPositions
  /// Those that are not all zero, as positions, and their elements, k × n row-major.
  private let stored: SortedPositions
  private let values: Matrix<Double>
  let isNonNegative: Bool
  let nonZeros: Int
  let largestMagnitude: Double

  /// The new lines of the given slots.
  init(_ lines: borrowing LineSet, slots: [Int]) throws(AllocationError) {
    var notZero: [Int] = []
    for slot in slots where !lines.isZero(slot) { notZero.append(slot) }
    var values = try Matrix<Double>(rows: notZero.count, columns: lines.new.columns)
    var (isNonNegative, nonZeros, largest) = (true, 0, 0.0)
    for (k, slot) in notZero.enumerated() {
      for j in 0..<values.columns {
        let value = lines.new[slot, j]
        values[k, j] = value
        isNonNegative = isNonNegative && value >= 0
        nonZeros += value == 0 ? 0 : 1
        largest = max(largest, abs(value))
      }
    }
    self.values = values
    replaced = SortedPositions(slots.map { lines.positions[$0] })
    stored = SortedPositions(notZero.map { lines.positions[$0] })
    (self.isNonNegative, self.nonZeros, largestMagnitude) = (isNonNegative, nonZeros, largest)
  }

  /// Ascending.
  var positions: [Int] { replaced.all }

  var allocatedBytes: Int { values.allocatedBytes }

  /// Element j of the line at a position; nil when it is not replaced.
  func element(_ position: Int, _ j: Int) -> Double? {
    guard replaced.place(of: position) != nil else { return nil }
    return stored.place(of: position).map { values[$0, j] } ?? 0
  }

  /// The replaced positions inside a range.
  func positions(in range: Range<Int>) -> ArraySlice<Int> { replaced.all[replaced.places(in: range)] }

  /// C += α Bᵀ X for the stored lines B, of which only the elements `part` are used: what replaced columns add to some rows.
  ///
  /// Shapes: X n × m, C part × m. Errors: memory for the rows of X, and for |B|.
  @_lifetime(c: copy c)
  func addTransposed(
    _ alpha: Double, _ part: Range<Int>, magnitudes: Bool, _ x: MatrixView<Double>,
    into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError) {
    guard !stored.all.isEmpty, !part.isEmpty else { return }
    let gathered = try x.rows(stored.all)
    if magnitudes, !isNonNegative {
      let sizes = try Self.magnitudes(values.view.window(rows: 0..<stored.all.count, columns: part))
      engine.multiply(alpha, sizes.view.transposed, gathered.view, plus: 1, into: &c)
    } else {
      let lines = values.view.window(rows: 0..<stored.all.count, columns: part)
      engine.multiply(alpha, lines.transposed, gathered.view, plus: 1, into: &c)
    }
  }

  /// C's rows of these lines ← α B X + `before`, whose rows belong to `positions(in: lines)`; without rows it counts as zero.
  @_lifetime(c: copy c)
  func overwrite(
    _ alpha: Double, _ lines: Range<Int>, magnitudes: Bool, _ x: MatrixView<Double>, plus before: borrowing Matrix<Double>,
    into c: inout MutableMatrixView<Double>, on engine: Engine
  ) throws(AllocationError) {
    for (p, position) in positions(in: lines).enumerated() {
      for j in 0..<c.columns { c[position - lines.lowerBound, j] = before.rows == 0 ? 0 : before[p, j] }
    }
    let slots = stored.places(in: lines)
    guard !slots.isEmpty else { return }
    let products = try product(alpha, slots, magnitudes, x, on: engine)
    for (k, position) in stored.all[slots].enumerated() {
      for j in 0..<c.columns { c[position - lines.lowerBound, j] += products[k, j] }
    }
  }

  private func product(
    _ alpha: Double, _ slots: Range<Int>, _ magnitudes: Bool, _ x: MatrixView<Double>, on engine: Engine
  ) throws(AllocationError) -> Matrix<Double> {
    let part = values.view.window(rows: slots, columns: 0..<values.columns)
    guard magnitudes, !isNonNegative else { return try Self.product(alpha, part, x, on: engine) }
    let sizes = try Self.magnitudes(part)
    return try Self.product(alpha, sizes.view, x, on: engine)
  }

  private static func product(
    _ alpha: Double, _ a: MatrixView<Double>, _ x: MatrixView<Double>, on engine: Engine
  ) throws(AllocationError) -> Matrix<Double> {
    var products = try Matrix<Double>(rows: a.rows, columns: x.columns, layout: .columnMajor)
    var target = products.mutableView
    engine.multiply(alpha, a, x, into: &target)
    return products
  }

  private static func magnitudes(_ lines: MatrixView<Double>) throws(AllocationError) -> Matrix<Double> {
    var sizes = try Matrix<Double>(copying: lines)
    for i in 0..<sizes.rows {
      for j in 0..<sizes.columns { sizes[i, j] = abs(sizes[i, j]) }
    }
    return sizes
  }
}

extension MatrixView<Double> {
  /// The given rows as a matrix of their own, column-major. Errors: memory.
  func rows(_ positions: some RandomAccessCollection<Int>) throws(AllocationError) -> Matrix<Double> {
    var gathered = try Matrix<Double>(rows: positions.count, columns: columns, layout: .columnMajor)
    for j in 0..<columns {
      for (k, position) in positions.enumerated() { gathered[k, j] = self[position, j] }
    }
    return gathered
  }
}
