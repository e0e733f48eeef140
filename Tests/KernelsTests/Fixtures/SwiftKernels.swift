import Kernels
import TestSupport
import Testing

/// The Swift kernels of one instruction set in one way of cutting.
struct SwiftKernels: Sendable, CustomTestStringConvertible {
  let set: InstructionSet
  /// Nil for the set's own.
  let blocks: BlockSizes?
  let name: String

  var testDescription: String { "\(set.title), \(name)" }

  func engine(threads: Int) -> Engine { .swift(set, blocks: blocks, threads: threads) }

  /// Every set this processor has, in its own blocks, in tiny ones, and in panels that are cut twice before they are narrow
  /// enough.
  static let all: [SwiftKernels] = InstructionSet.available.flatMap { set in
    [
      SwiftKernels(set: set, blocks: nil, name: "own blocks"),
      SwiftKernels(set: set, blocks: blocks(panel: 6, leaf: 2), name: "tiny blocks"),
      SwiftKernels(set: set, blocks: blocks(panel: 23, leaf: 5), name: "odd blocks"),
    ]
  }

  private static func blocks(panel: Int, leaf: Int) -> BlockSizes {
    BlockSizes(
      depth: 7, rows: 8, columns: 12, triangle: 5, panel: panel, leaf: leaf, flopsPerThread: 1, bytesPerThread: 1)
  }
}
