import Kernels
import MatrixCore
import TestSupport
import Testing

/// Targets of few rows, whose sums are made and distributed by fours. Integers, exact in any order.
@Suite struct AggregateByFoursTests {
  private static let placements = [Placement.rowMajor, .rowMajorWindow, .columnMajor, .scattered]

  /// Five targets of every size: four together and one alone, or four neighbours and one more.
  private static let neighbours = (0...18).flatMap { [Int](repeating: $0, count: 5) }
  private static let alternating = (0..<5).flatMap { _ in 0...18 }
  private static let few = [4, 4, 4, 4, 2, 2, 2, 2, 2, 1, 1, 1, 1, 0, 3, 3, 3, 3]

  @Test(arguments: SwiftKernels.all, placements)
  func rowsOfEveryNumber(_ kernels: SwiftKernels, _ placement: Placement) throws {
    for isWeighted in [false, true] {
      let rows = Grouping(Self.neighbours, lost: 3, isWeighted: isWeighted, seed: 51)
      let columns = Grouping([4, 4, 4, 4, 3, 3], lost: 5, isWeighted: isWeighted, seed: 52)
      try check(kernels, rows, columns, placement)
    }
  }

  @Test(arguments: SwiftKernels.all, placements)
  func listsOfEveryLength(_ kernels: SwiftKernels, _ placement: Placement) throws {
    for sizes in [Self.neighbours, Self.alternating] {
      for isWeighted in [false, true] {
        let columns = Grouping(sizes, lost: 3, isWeighted: isWeighted, seed: 53)
        try check(kernels, Grouping(Self.few, lost: 1, seed: 54), columns, placement)
      }
    }
  }

  /// Numbers of columns below, at and above every number of lanes.
  @Test(arguments: SwiftKernels.all, [false, true])
  func columnsStraddlingVectors(_ kernels: SwiftKernels, isWeighted: Bool) throws {
    let rows = Grouping(Self.few + Self.few, isWeighted: isWeighted, seed: 55)
    for lost in 0...33 {
      let columns = Grouping(lost.isMultiple(of: 2) ? [1] : [1, 1, 0], lost: lost, isWeighted: isWeighted, seed: 56)
      try check(kernels, rows, columns, .rowMajor)
    }
  }

  private func check(_ kernels: SwiftKernels, _ rows: Grouping, _ columns: Grouping, _ placement: Placement) throws {
    try check(Double.self, kernels, rows, columns, placement)
    try check(Float.self, kernels, rows, columns, placement)
  }

  private func check<Scalar: MatrixScalar>(
    _: Scalar.Type, _ kernels: SwiftKernels, _ rows: Grouping, _ columns: Grouping, _ placement: Placement
  ) throws {
    let z = Grouping.integers(rows, columns, seed: 57)
    let placed = try PlacedMatrix<Scalar>(z, columns: columns.sources, placement)
    let width = columns.sizes.count
    let unset = [[Double]](repeating: [Double](repeating: .nan, count: width), count: rows.sizes.count)
    var c = try PlacedMatrix<Scalar>(unset, columns: width, placement)
    var target = c.mutableView
    kernels.engine(threads: 2).aggregate(
      rows: rows.matrix(Scalar.self), placed.view, columns: columns.matrix(Scalar.self), into: &target)
    let isExact = c.numbers == Grouping.aggregate(rows, z, columns)
    #expect(isExact, "\(Scalar.self), \(z.count) × \(columns.sources)")
    c.expectUntouchedSurroundings()
  }
}
