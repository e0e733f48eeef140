import Kernels
import MatrixCore
import TestSupport
import Testing

/// The three ways of an aggregation, by fours, part by part and cell by cell: which is taken depends on the memory to be had.
@Suite struct AggregateMemoryTests {
  private static let rows = Grouping((0..<60).map { 1 + $0 % 17 }, isWeighted: true, seed: 61)
  private static let columns = Grouping([4, 4, 4, 4, 7, 1, 2, 3, 5], lost: 5, isWeighted: true, seed: 62)
  private static let z = [[Double]].randomReals(rows.sources, columns.sources, seed: 63)

  private static func aggregate(threads: Int = 1, _ change: (inout BlockSizes) -> Void) throws -> [[Double]] {
    var blocks = BlockSizes(
      depth: 64, rows: 64, columns: 64, triangle: 64, panel: 64, leaf: 8, flopsPerThread: 1, bytesPerThread: 1)
    change(&blocks)
    let placed = try PlacedMatrix<Double>(z, columns: columns.sources, .rowMajor)
    let unset = [[Double]](repeating: [Double](repeating: .nan, count: columns.sizes.count), count: rows.sizes.count)
    var c = try PlacedMatrix<Double>(unset, columns: columns.sizes.count, .rowMajor)
    var target = c.mutableView
    Engine.swift(blocks: blocks, threads: threads).aggregate(
      rows: rows.matrix(Double.self), placed.view, columns: columns.matrix(Double.self), into: &target)
    return c.numbers
  }

  @Test func everyWayStaysWithinRounding() throws {
    let (rows, columns) = (Self.dense(Self.rows), Self.dense(Self.columns))
    let inner = AccurateMatrixProduct(Self.z, columns.transposed(columns: Self.columns.sources), columns: columns.count)
    let exact = AccurateMatrixProduct(rows, inner.values, columns: columns.count)
    let magnitudes = AccurateMatrixProduct(rows, inner.magnitudes, columns: columns.count).values
    let ways = [
      try Self.aggregate { _ in }, try Self.aggregate { $0.waitingSums = 0 }, try Self.aggregate { $0.mostScratch = 0 },
    ]
    for c in ways {
      for i in c.indices {
        for j in c[i].indices {
          // 17 rows of 7 columns at most, two products and Z Kᵀ rounded once.
          let bound = 30 * Double.unitRoundoff * magnitudes[i][j]
          #expect(abs(c[i][j] - exact.values[i][j]) <= bound, "\(i), \(j)")
        }
      }
    }
    // Else one way would have been tested thrice.
    #expect(ways[0] != ways[1] && ways[1] != ways[2] && ways[0] != ways[2])
  }

  /// Four rows of Z in memory are room for single parts and not for eight.
  @Test(arguments: [1, 3])
  func refusedMemoryForFoursLeavesSingleParts(_ threads: Int) throws {
    let row = (Self.columns.sources + 15) / 16 * 16
    let little = try Self.aggregate(threads: threads) { $0.mostScratch = 4 * row }
    #expect(little == (try Self.aggregate { $0.waitingSums = 0 }))
  }

  @Test(arguments: [2, 3, 8])
  func teamsAgreeBitwise(_ threads: Int) throws {
    #expect(try Self.aggregate(threads: threads) { _ in } == Self.aggregate { _ in })
  }

  private static func dense(_ grouping: Grouping) -> [[Double]] {
    var matrix = [[Double]](repeating: [Double](repeating: 0, count: grouping.sources), count: grouping.sizes.count)
    for entry in grouping.entries { matrix[entry.row][entry.column] = entry.value }
    return matrix
  }
}
