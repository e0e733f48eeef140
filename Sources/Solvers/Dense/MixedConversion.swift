import Kernels
import MatrixCore

/// Forms I − A in single precision from an A that is read in double precision.
///
/// A block of A is copied, rounded row by row, and turned into columns; it stays in cache, and is all there is of I − A in
/// double precision.
struct MixedConversion: ~Copyable {
  private static let (blockRows, blockColumns) = (64, 1024)

  private var double: Matrix<Double>
  private var single: Matrix<Float>
  /// The smallest magnitude met that is not zero.
  private(set) var smallest = Double.infinity

  static func bytes(sectors n: Int) -> Int {
    let (rows, columns) = (min(n, blockRows), min(n, blockColumns))
    return MemoryBudget.sum(MemoryBudget.bytes(rows: rows, columns: columns), MixedFactors.bytes(rows: rows, columns: columns))
  }

  private init(sectors n: Int) throws(AllocationError) {
    let double = try Matrix<Double>(rows: min(n, Self.blockRows), columns: min(n, Self.blockColumns))
    let single = try Matrix<Float>(rows: double.rows, columns: double.columns)
    self.double = double
    self.single = single
  }

  /// M ← I − A, column-major. The smallest magnitude of A that is not zero is returned.
  static func form(
    _ m: inout Matrix<Float>, _ coefficients: any CoefficientOperator, on engine: Engine
  ) throws(AllocationError) -> Double {
    let n = m.rows
    var conversion = try MixedConversion(sectors: n)
    for i in stride(from: 0, to: n, by: blockRows) {
      for j in stride(from: 0, to: n, by: blockColumns) {
        let (rows, columns) = (i..<min(i + blockRows, n), j..<min(j + blockColumns, n))
        conversion.load(coefficients, rows, columns, engine)
        conversion.store(rows, columns, &m, engine)
      }
    }
    for (k, element) in coefficients.diagonal.enumerated() { m[k, k] = Float(1 - element) }
    return conversion.smallest
  }

  private mutating func load(
    _ coefficients: any CoefficientOperator, _ rows: Range<Int>, _ columns: Range<Int>, _ engine: Engine
  ) {
    let least = Self.load(coefficients, rows, columns, by: &double, into: &single, engine)
    smallest = min(smallest, least)
  }

  private static func load(
    _ coefficients: any CoefficientOperator, _ rows: Range<Int>, _ columns: Range<Int>, by double: inout Matrix<Double>,
    into single: inout Matrix<Float>, _ engine: Engine
  ) -> Double {
    var all = double.mutableView
    var block = all.window(rows: 0..<rows.count, columns: 0..<columns.count)
    coefficients.copy(rows: rows, columns: columns, into: &block, on: engine)
    return round(block.view, into: &single)
  }

  /// The block of M ← minus the block of A.
  private func store(_ rows: Range<Int>, _ columns: Range<Int>, _ m: inout Matrix<Float>, _ engine: Engine) {
    var all = m.mutableView
    var target = all.window(rows: rows, columns: columns)
    let block = single.view.window(rows: 0..<rows.count, columns: 0..<columns.count)
    engine.columnScaled(block, by: [Float](repeating: -1, count: columns.count), into: &target)
  }

  private static func round(_ source: MatrixView<Double>, into single: inout Matrix<Float>) -> Double {
    var target = single.mutableView
    var smallest = Double.infinity
    for i in 0..<source.rows {
      var row = target.row(i)
      smallest = min(smallest, round(source.row(i), into: &row))
    }
    return smallest
  }

  /// Eight elements at a time. The smallest magnitude that is not zero is returned.
  @_lifetime(target: copy target)
  private static func round(_ source: Span<Double>, into target: inout MutableSpan<Float>) -> Double {
    var least = SIMD8<Double>(repeating: .infinity)
    var j = 0
    while j + 8 <= source.count {
      var values = SIMD8<Double>()
      for lane in 0..<8 { values[lane] = source[j + lane] }
      keepSmaller(&least, values)
      let rounded = SIMD8<Float>(values)
      for lane in 0..<8 { target[j + lane] = rounded[lane] }
      j += 8
    }
    while j < source.count {
      keepSmaller(&least, SIMD8(repeating: source[j]))
      target[j] = Float(source[j])
      j += 1
    }
    return least.min()
  }

  /// Lane by lane the smaller of `least` and the magnitude of a value that is not zero.
  @inline(__always)
  private static func keepSmaller(_ least: inout SIMD8<Double>, _ values: SIMD8<Double>) {
    let magnitudes = values.replacing(with: -values, where: values .< 0)
    least.replace(with: magnitudes, where: (magnitudes .< least) .& (magnitudes .> 0))
  }
}
