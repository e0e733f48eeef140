import Kernels
import MatrixCore
import TestSupport
import Testing

/// C ← R Z Kᵀ: integers exactly, weights to rounding, the same for every team.
@Suite struct AggregateTests {
  /// Sectors of three targets, the middle one empty, in runs and alternating; more than one part for the largest.
  private static func aggregator(_ n: Int, targets: Int) -> [(row: Int, column: Int, value: Double)] {
    (0..<n).map { column in
      let row = column % 7 == 0 ? targets - 1 : column / 9 % max(1, targets - 2)
      return (row, column, 1)
    }
  }

  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func integersAreExact(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for (n, m) in [(0, 0), (1, 1), (10, 31), (200, 65), (65, 300)] {
      let z = [[Double]].random(n, m, seed: 41).map { $0.map { ($0 * 0x1p23).rounded() } }
      let (p, q) = (4, 3)
      let rows = SparseMatrix<Double>(rows: p, columns: n, entries: Self.aggregator(n, targets: p))
      let columns = SparseMatrix<Double>(rows: q, columns: m, entries: Self.aggregator(m, targets: q))
      var expected = [[Int]](repeating: [Int](repeating: 0, count: q), count: p)
      for (row, source, _) in Self.aggregator(n, targets: p) {
        for (column, from, _) in Self.aggregator(m, targets: q) { expected[row][column] += Int(z[source][from]) }
      }
      let placed = try PlacedMatrix<Double>(z, columns: m, placement)
      var c = try PlacedMatrix<Double>(
        [[Double]](repeating: [Double](repeating: .nan, count: q), count: p), columns: q, placement)
      var target = c.mutableView
      subject.engine.aggregate(rows: rows, placed.view, columns: columns, into: &target)
      #expect(c.numbers == expected.map { $0.map(Double.init) }, "\(n) × \(m)")
      c.expectUntouchedSurroundings()
    }
  }

  /// Targets of every number of sectors from none to twenty, in random order; some sectors go nowhere, and what they hold
  /// (NaN) must not be read into any target.
  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func unequalGroups(_ subject: EngineUnderTest, _ placement: Placement) throws {
    let sizes = [3, 0, 20, 1, 8, 2, 5, 4, 7, 0, 6, 9]
    var numbers = SeededNumbers(46)
    var sources = [Int](0..<sizes.reduce(2, +))
    for k in sources.indices.reversed() where k > 0 { sources.swapAt(k, Int(numbers.next() % UInt64(k + 1))) }
    var entries: [(row: Int, column: Int, value: Double)] = []
    for (target, size) in sizes.enumerated() { for _ in 0..<size { entries.append((target, sources.removeLast(), 1)) } }
    let n = sizes.reduce(2, +)
    var z = [[Double]].random(n, n, seed: 47).map { $0.map { ($0 * 0x1p20).rounded() } }
    for lost in sources { for j in 0..<n { (z[lost][j], z[j][lost]) = (.nan, .nan) } }
    var expected = [[Double]](repeating: [Double](repeating: 0, count: sizes.count), count: sizes.count)
    for row in entries { for column in entries { expected[row.row][column.row] += z[row.column][column.column] } }
    let q = SparseMatrix<Double>(rows: sizes.count, columns: n, entries: entries)
    let placed = try PlacedMatrix<Double>(z, columns: n, placement)
    var c = try PlacedMatrix<Double>(
      [[Double]](repeating: [Double](repeating: .nan, count: sizes.count), count: sizes.count), columns: sizes.count,
      placement)
    var target = c.mutableView
    subject.engine.aggregate(rows: q, placed.view, columns: q, into: &target)
    #expect(c.numbers == expected)
    c.expectUntouchedSurroundings()
  }

  @Test(arguments: EngineUnderTest.all)
  func weightsStayWithinRounding(_ subject: EngineUnderTest) throws {
    let (n, m) = (150, 90)
    let z = [[Double]].random(n, m, seed: 42)
    let rowWeights = [[Double]].random(5, n, seed: 43)
    let columnWeights = [[Double]].random(6, m, seed: 44)
    // Z Kᵀ rounded once is exact enough beside an error of n u of the magnitudes.
    let inner = AccurateMatrixProduct(z, columnWeights.transposed(columns: m), columns: 6)
    let exact = AccurateMatrixProduct(rowWeights, inner.values, columns: 6)
    let absolute = rowWeights.map { $0.map(abs) }
    let magnitudes = AccurateMatrixProduct(absolute, inner.magnitudes, columns: 6).values
    for placement in [Placement.rowMajor, .columnMajor, .scattered] {
      let placed = try PlacedMatrix<Double>(z, columns: m, placement)
      var c = try PlacedMatrix<Double>([[Double]].random(5, 6, seed: 0), columns: 6, .rowMajor)
      var target = c.mutableView
      subject.engine.aggregate(
        rows: try sparse(rowWeights), placed.view, columns: try sparse(columnWeights), into: &target)
      for i in 0..<5 {
        for j in 0..<6 {
          let bound = Double(n + m + 2) * Double.unitRoundoff * magnitudes[i][j]
          #expect(abs(c[i, j] - exact.values[i][j]) <= bound)
        }
      }
    }
  }

  @Test(arguments: [2, 3, 7, 8])
  func teamsAgreeBitwise(_ threads: Int) throws {
    let (n, m) = (500, 70)
    let placed = try PlacedMatrix<Double>([[Double]].randomReals(n, m, seed: 45), columns: m, .rowMajor)
    let rows = SparseMatrix<Double>(rows: 4, columns: n, entries: Self.aggregator(n, targets: 4))
    let columns = SparseMatrix<Double>(rows: 3, columns: m, entries: Self.aggregator(m, targets: 3))
    var results: [[[Double]]] = []
    for members in [1, threads] {
      var c = try PlacedMatrix<Double>([[Double]].random(4, 3, seed: 0), columns: 3, .rowMajor)
      var target = c.mutableView
      EngineUnderTest.tiny(threads: members).aggregate(rows: rows, placed.view, columns: columns, into: &target)
      results.append(c.numbers)
    }
    #expect(results[0] == results[1])
  }

  private func sparse(_ numbers: [[Double]]) throws -> SparseMatrix<Double> {
    let dense = try Matrix<Double>(numbers)
    return SparseMatrix(dense.view)
  }
}
