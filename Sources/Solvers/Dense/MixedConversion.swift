import Kernels
import MatrixCore

/// Forms I − A in single precision from an A that is not stored row by row, or not as it is: by blocks read in double precision.
///
/// A block of A is copied, rounded row by row, and turned into columns; it stays in cache, and is all there is of I − A in
/// double precision.
enum MixedConversion {
  private static let (blockRows, blockColumns) = (64, 1024)

  static func bytes(sectors n: Int) -> Int {
    let (rows, columns) = (min(n, blockRows), min(n, blockColumns))
    return MemoryBudget.sum(MemoryBudget.bytes(rows: rows, columns: columns), MixedFactors.bytes(rows: rows, columns: columns))
  }

  /// M ← I − A. How many elements of A that are not zero become zero or subnormal in single precision.
  @_lifetime(m: copy m)
  static func form(
    _ m: inout MutableMatrixView<Float>, _ coefficients: any CoefficientOperator, on engine: Engine
  ) throws(AllocationError) -> Int {
    let n = m.rows
    var double = try Matrix<Double>(rows: min(n, blockRows), columns: min(n, blockColumns))
    var single = try Matrix<Float>(rows: double.rows, columns: double.columns)
    var lost = 0
    for i in stride(from: 0, to: n, by: blockRows) {
      for j in stride(from: 0, to: n, by: blockColumns) {
        let (rows, columns) = (i..<min(i + blockRows, n), j..<min(j + blockColumns, n))
        lost += load(coefficients, rows, columns, by: &double, into: &single, engine)
        store(single, rows, columns, &m, engine)
      }
    }
    for (k, element) in coefficients.diagonal.enumerated() { m[k, k] = Float(1 - element) }
    return lost
  }

  private static func load(
    _ coefficients: any CoefficientOperator, _ rows: Range<Int>, _ columns: Range<Int>, by double: inout Matrix<Double>,
    into single: inout Matrix<Float>, _ engine: Engine
  ) -> Int {
    var all = double.mutableView
    var block = all.window(rows: 0..<rows.count, columns: 0..<columns.count)
    coefficients.copy(rows: rows, columns: columns, into: &block, on: engine)
    return round(block.view, into: &single)
  }

  /// The block of M ← minus the block of A.
  @_lifetime(m: copy m)
  private static func store(
    _ single: borrowing Matrix<Float>, _ rows: Range<Int>, _ columns: Range<Int>, _ m: inout MutableMatrixView<Float>,
    _ engine: Engine
  ) {
    var target = m.window(rows: rows, columns: columns)
    let block = single.view.window(rows: 0..<rows.count, columns: 0..<columns.count)
    engine.columnScaled(block, by: [Float](repeating: -1, count: columns.count), into: &target)
  }

  private static func round(_ source: MatrixView<Double>, into single: inout Matrix<Float>) -> Int {
    var target = single.mutableView
    var lost = 0
    for i in 0..<source.rows {
      var row = target.row(i)
      lost += round(source.row(i), into: &row)
    }
    return lost
  }

  @_lifetime(target: copy target)
  private static func round(_ source: Span<Double>, into target: inout MutableSpan<Float>) -> Int {
    var lost = 0
    for j in source.indices {
      let rounded = Float(source[j])
      lost += source[j] != 0 && abs(rounded) < .leastNormalMagnitude ? 1 : 0
      target[j] = rounded
    }
    return lost
  }
}
