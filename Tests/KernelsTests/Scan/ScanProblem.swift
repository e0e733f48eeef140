import Kernels
import MatrixCore
import TestSupport
import Testing

/// A matrix, factors of its columns, and what a plain loop finds of them.
struct ScanProblem {
  let elements: [[Double]]
  let scale: [Double]?
  private(set) var rowSums: [Double]
  private(set) var columnSums: [Double]
  private(set) var diagonal: [Double]
  private(set) var largest = 0.0
  private(set) var least = 0.0
  private(set) var nonZeros = 0

  init(_ elements: [[Double]], scale: [Double]? = nil) {
    let n = elements.count
    self.elements = elements
    self.scale = scale
    rowSums = [Double](repeating: 0, count: n)
    (columnSums, diagonal) = (rowSums, rowSums)
    for i in 0..<n {
      for j in 0..<n { take(elements[i][j] * (scale?[j] ?? 1), i, j) }
    }
  }

  /// Whole numbers and powers of two, so that sums are exact in every order; many of them zero, of both signs.
  init(wholeNumbers n: Int, scaled: Bool) {
    let elements = [[Double]].random(n, n, seed: UInt64(n)).map { row in
      row.map { abs($0) < 0.3 ? ($0 < 0 ? -0.0 : 0) : ($0 * 1000).rounded() }
    }
    self.init(elements, scale: scaled ? (0..<n).map { [1, 0.5, -4, 0x1p-20][$0 % 4] } : nil)
  }

  private mutating func take(_ value: Double, _ i: Int, _ j: Int) {
    if i == j {
      diagonal[i] = value
    } else {
      rowSums[i] += abs(value)
      columnSums[j] += abs(value)
      if abs(value) > largest { largest = abs(value) }
    }
    if value < least { least = value }
    if value != 0 { nonZeros += 1 }
  }

  /// Expects exactly this of an engine, with single precision and without.
  func check(_ engine: Engine, _ placement: Placement, _ location: SourceLocation = #_sourceLocation) throws {
    let n = elements.count
    let z = try PlacedMatrix<Double>(elements, columns: n, placement)
    let alone = engine.scan(z.view, columns: scale)
    expectEqual(alone, location)
    #expect(alone.groups == nil, sourceLocation: location)
    var f = try PlacedMatrix<Float>([[Double]](repeating: [Double](repeating: 7, count: n), count: n), columns: n, placement)
    var target = f.mutableView
    let narrowing = engine.scan(z.view, columns: scale, narrowingInto: &target)
    expectEqual(narrowing, location)
    expectGroups(narrowing.groups, location)
    var wrong = 0
    for i in 0..<n {
      for j in 0..<n where !Self.isSame(f[i, j], Float(elements[i][j] * (scale?[j] ?? 1))) { wrong += 1 }
    }
    #expect(wrong == 0, "elements in single precision, n = \(n)", sourceLocation: location)
    f.expectUntouchedSurroundings(location)
  }

  /// Groups of at least 64 rows, where there is more than one and memory for them.
  private func expectGroups(_ found: RowGroupSums?, _ location: SourceLocation) {
    guard let found else { return }
    let (n, groups) = (elements.count, found.groups)
    #expect(groups.count > 1 && groups.count <= RowGroupSums.most && groups[0].count >= 64, sourceLocation: location)
    #expect(groups.flatMap(Array.init) == Array(0..<n), sourceLocation: location)
    for (g, rows) in groups.enumerated() {
      var sums = [Double](repeating: 0, count: n)
      for i in rows {
        for j in 0..<n where j != i { sums[j] += abs(elements[i][j] * (scale?[j] ?? 1)) }
      }
      let own = (0..<n).map { found.sums[g, $0] }
      #expect(Self.areSame(own, sums), "group \(g), n = \(n)", sourceLocation: location)
    }
  }

  private func expectEqual(_ scan: CoefficientScan, _ location: SourceLocation) {
    let n = elements.count
    #expect(Self.areSame(scan.rowSums, rowSums), "row sums, n = \(n)", sourceLocation: location)
    #expect(Self.areSame(scan.columnSums, columnSums), "column sums, n = \(n)", sourceLocation: location)
    #expect(Self.areSame(scan.diagonal, diagonal), "diagonal, n = \(n)", sourceLocation: location)
    #expect(scan.largest == largest && scan.least == least, "n = \(n)", sourceLocation: location)
    #expect(scan.nonZeros == nonZeros, "n = \(n)", sourceLocation: location)
  }

  private static func areSame(_ a: [Double], _ b: [Double]) -> Bool { a.count == b.count && zip(a, b).allSatisfy(isSame) }

  /// Equal with the sign of zero, or both NaN.
  private static func isSame<Scalar: BinaryFloatingPoint>(_ a: Scalar, _ b: Scalar) -> Bool {
    a == b && a.sign == b.sign || a.isNaN && b.isNaN
  }
}
