import Kernels

extension EngineUnderTest {
  /// The Swift kernels with sums cut into parts so short that small matrices have many, alone and as teams larger than the
  /// machine; with their own parts; and without scratch memory.
  static let narrow: [EngineUnderTest] =
    [1, 2, 3, 7].map { threads in
      EngineUnderTest(name: "parts of 16, \(threads) threads", engine: shortParts(threads: threads))
    } + all

  static func shortParts(threads: Int) -> Engine {
    var blocks = BlockSizes(
      depth: 7, rows: 8, columns: 12, triangle: 5, panel: 6, leaf: 2, flopsPerThread: 1, bytesPerThread: 1)
    blocks.part = 16
    return .swift(blocks: blocks, threads: threads)
  }
}
