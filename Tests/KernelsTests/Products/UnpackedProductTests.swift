import Kernels
import MatrixCore
import TestSupport
import Testing

/// Products of matrices that are used where they lie against those of packed ones: the same operations in the same order.
@Suite struct UnpackedProductTests {
  /// Edges of every tile, and depths beyond a block of seven.
  static let shapes: [(m: Int, n: Int, k: Int)] =
    [9, 15, 16, 17, 23, 24, 25, 31, 47, 48, 49, 71, 97].map { ($0, $0, $0) } + [
      (72, 9, 100), (9, 72, 100), (64, 64, 1), (23, 97, 14), (97, 23, 15),
    ]

  /// Rows and columns fewer than those of a tile. Without a unit stride these are no narrow products either.
  static let narrowShapes: [(m: Int, n: Int, k: Int)] =
    [2, 3, 5, 7, 8].map { ($0, $0, $0) } + [(3, 50, 8), (50, 3, 8), (2, 9, 20), (9, 2, 20), (49, 8, 14), (7, 49, 15)]

  /// A matrix of many bytes a thread is never so large that more than eight columns are narrow.
  static func blocks(unpacked: Int) -> BlockSizes {
    var blocks = BlockSizes(
      depth: 7, rows: 8, columns: 12, triangle: 5, panel: 6, leaf: 2, flopsPerThread: 1, bytesPerThread: 1 << 30)
    blocks.unpacked = unpacked
    return blocks
  }

  @Test(arguments: InstructionSet.available, [1, 2, 3, 7])
  func sameBitsAsPacked(_ set: InstructionSet, _ threads: Int) throws {
    let packed = Engine.swift(set, blocks: Self.blocks(unpacked: 0), threads: 1)
    let unpacked = Engine.swift(set, blocks: Self.blocks(unpacked: .max), threads: threads)
    for shape in Self.shapes {
      for placement in Placement.allCases {
        try compare(Double.self, packed, unpacked, shape, placement, .columnMajor, .columnMajorWindow)
        try compare(Float.self, packed, unpacked, shape, .columnMajorWindow, placement, .columnMajor)
        try compare(Double.self, packed, unpacked, shape, .rowMajor, placement, .rowMajorWindow)
      }
    }
    for shape in Self.narrowShapes {
      for placement in [Placement.columnMajor, .rowMajorWindow] {
        try compare(Double.self, packed, unpacked, shape, .scattered, .scattered, placement)
        try compare(Float.self, packed, unpacked, shape, .scattered, .scattered, placement)
      }
    }
  }

  private func compare<Scalar: MatrixScalar>(
    _: Scalar.Type, _ packed: Engine, _ unpacked: Engine, _ shape: (m: Int, n: Int, k: Int), _ aPlacement: Placement,
    _ bPlacement: Placement, _ cPlacement: Placement
  ) throws {
    let a = try PlacedMatrix<Scalar>(.randomReals(shape.m, shape.k, seed: 1), columns: shape.k, aPlacement)
    let b = try PlacedMatrix<Scalar>(.randomReals(shape.k, shape.n, seed: 2), columns: shape.n, bPlacement)
    let old = [[Double]].randomReals(shape.m, shape.n, seed: 3)
    for (alpha, beta) in [(1.0, 0.0), (1, 1), (-1, 1), (-1, 0.5), (1, -2)] {
      let start = beta == 0 ? old.map { $0.map { _ in Double.nan } } : old
      var expected = try PlacedMatrix<Scalar>(start, columns: shape.n, cPlacement)
      var found = try PlacedMatrix<Scalar>(start, columns: shape.n, cPlacement)
      var target = expected.mutableView
      var other = found.mutableView
      packed.multiply(Scalar(alpha), a.view, b.view, plus: Scalar(beta), into: &target)
      unpacked.multiply(Scalar(alpha), a.view, b.view, plus: Scalar(beta), into: &other)
      for i in 0..<shape.m {
        for j in 0..<shape.n where found[i, j] != expected[i, j] || found[i, j].isNaN {
          Issue.record("\(shape) \(aPlacement), \(bPlacement), α \(alpha), β \(beta) at \(i), \(j)")
          return
        }
      }
      found.expectUntouchedSurroundings()
    }
  }
}
