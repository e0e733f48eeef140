import Kernels
import MatrixCore
import TestSupport
import Testing

/// Matrices of dense and sparse region blocks against the dense product.
@Suite struct RegionMatrixTests {
  /// Regions of unequal size, one of them empty; blocks full, sparse and zero in turn.
  private static let rowStarts = [0, 3, 3, 10, 24]
  private static let columnStarts = [0, 7, 20]
  private static let (rows, columns) = (31, 26)

  private static let numbers: [[Double]] = {
    let random = [[Double]].random(rows, columns, seed: 81)
    return random.enumerated().map { i, row in
      row.enumerated().map { j, x in
        let block = rowStarts.count { $0 <= i } + columnStarts.count { $0 <= j }
        return block % 3 == 0 ? x : block % 3 == 1 && abs(x) < 0.1 ? x : 0
      }
    }
  }()

  @Test func blocksHoldEveryElementOnce() throws {
    let dense = try Matrix<Double>(Self.numbers)
    let regions = try RegionMatrix(
      dense.view, rowStarts: Self.rowStarts, columnStarts: Self.columnStarts, density: 0.5)
    var found = [[Double]](repeating: [Double](repeating: 0, count: Self.columns), count: Self.rows)
    for k in regions.blocks.indices {
      let (block, values) = (regions.blocks[k], regions.values(of: k))
      for i in 0..<values.rows {
        for j in 0..<values.columns { found[block.rows.lowerBound + i][block.columns.lowerBound + j] += values[i, j] }
      }
    }
    for i in 0..<Self.rows {
      for k in regions.rest.rowStarts[i]..<regions.rest.rowStarts[i + 1] {
        found[i][Int(regions.rest.columnIndices[k])] += regions.rest.values[k]
      }
    }
    #expect(found == Self.numbers)
    let (blocks, nonZeros) = (regions.blocks.count, regions.rest.nonZeros)
    #expect(blocks == 4)
    #expect(nonZeros > 0)
  }

  /// What is stored is known before anything is allocated: 8 bytes an element of a block, 12 a non-zero outside, 8 a row.
  @Test(arguments: Placement.allCases)
  func theCutTellsTheMemory(_ placement: Placement) throws {
    let dense = try PlacedMatrix<Double>(Self.numbers, columns: Self.columns, placement)
    for density in [0, 0.5, 2] {
      let cut = RegionCut(dense.view, rowStarts: Self.rowStarts, columnStarts: Self.columnStarts, density: density)
      let regions = try RegionMatrix(dense.view, cut: cut)
      let elements = regions.blocks.reduce(0) { $0 + $1.rows.count * $1.columns.count }
      #expect(cut.elements == elements && cut.nonZeros == regions.rest.nonZeros)
      let held = MemoryLayout<Double>.stride * elements + regions.rest.allocatedBytes
      #expect(cut.bytes(of: Double.self) == held)
      let full = Self.numbers.joined().count { $0 != 0 }
      #expect(density == 0 ? cut.nonZeros == 0 : density == 2 ? cut.elements == 0 && cut.nonZeros == full : elements > 0)
    }
  }

  @Test func infinitiesAndNaNAreNonZeros() throws {
    let dense = try Matrix<Double>([[.nan, 0, 0, 0], [0, 0, 0, -.infinity], [0, 0, -0.0, 0]])
    let cut = RegionCut(dense.view, rowStarts: [0], columnStarts: [0, 2], density: 0.17)
    #expect(cut.elements == 0 && cut.nonZeros == 2)
    let regions = try RegionMatrix(dense.view, cut: cut)
    let places = zip(regions.rest.columnIndices, regions.rest.values).map { ($0, $1) }
    #expect(places.map(\.0) == [0, 3] && places[0].1.isNaN && places[1].1 == -.infinity)
  }

  @Test(arguments: EngineUnderTest.all, Placement.allCases)
  func products(_ subject: EngineUnderTest, _ placement: Placement) throws {
    let dense = try Matrix<Double>(Self.numbers)
    for density in [0, 0.5, 2] {
      let regions = try RegionMatrix(
        dense.view, rowStarts: Self.rowStarts, columnStarts: Self.columnStarts, density: density)
      for width in [0, 1, 5] {
        let b = [[Double]].random(Self.columns, width, seed: 82)
        let placedB = try PlacedMatrix<Double>(b, columns: width, placement)
        let start = [[Double]](repeating: [Double](repeating: 0.5, count: width), count: Self.rows)
        var c = try PlacedMatrix<Double>(start, columns: width, placement)
        var target = c.mutableView
        subject.engine.multiply(-2, regions: regions, placedB.view, plus: 3, into: &target)
        let exact = AccurateMatrixProduct(Self.numbers, b, columns: width)
        for i in 0..<Self.rows {
          for j in 0..<width {
            let bound = Double(Self.columns + 6) * Double.unitRoundoff * (2 * exact.magnitudes[i][j] + 1.5)
            #expect(abs(c[i, j] - (1.5 - 2 * exact.values[i][j])) <= bound)
          }
        }
        c.expectUntouchedSurroundings()
      }
    }
  }

  @Test(arguments: Placement.allCases)
  func teamsAgreeBitwise(_ placement: Placement) throws {
    let dense = try Matrix<Double>(Self.numbers)
    let regions = try RegionMatrix(dense.view, rowStarts: Self.rowStarts, columnStarts: Self.columnStarts, density: 0.05)
    for width in [1, 3, 9] {
      let b = try PlacedMatrix<Double>([[Double]].randomReals(Self.columns, width, seed: 83), columns: width, placement)
      let start = [[Double]].random(Self.rows, width, seed: 84)
      var results: [[[Double]]] = []
      for threads in [1, 2, 3, 8] {
        var c = try PlacedMatrix<Double>(start, columns: width, placement)
        var target = c.mutableView
        EngineUnderTest.tiny(threads: threads).multiply(0.7, regions: regions, b.view, plus: 1.1, into: &target)
        results.append(c.numbers)
      }
      #expect(results.dropFirst().allSatisfy { $0 == results[0] })
    }
  }

  @Test func emptyMatrices() throws {
    let none = try Matrix<Double>(rows: 0, columns: 4)
    let regions = try RegionMatrix(none.view, rowStarts: [], columnStarts: [2], density: 0)
    let (blocks, nonZeros, columns) = (regions.blocks.count, regions.rest.nonZeros, regions.columns)
    #expect(blocks == 0)
    #expect(nonZeros == 0)
    #expect(columns == 4)
  }
}
