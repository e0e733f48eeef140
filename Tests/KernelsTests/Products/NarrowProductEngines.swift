import Kernels

extension EngineUnderTest {
  /// The Swift kernels with sums cut into parts so short that small matrices have many: the widest instruction set alone and
  /// as teams larger than the machine, every other set as one; then all the others.
  static let narrow: [EngineUnderTest] =
    [1, 2, 3, 7].map { threads in
      EngineUnderTest(name: "parts of 16, \(threads) threads", engine: shortParts(threads: threads))
    }
    + InstructionSet.available.dropLast().map { set in
      EngineUnderTest(name: "parts of 16 on \(set.title), 3 threads", engine: shortParts(set, threads: 3))
    }
    + [
      EngineUnderTest(name: "parts of twice the rows, to 40", engine: shortParts(threads: 3, deepest: 40)),
      EngineUnderTest(name: "caches of a few lines", engine: smallCaches(threads: 1)),
      EngineUnderTest(name: "caches of a few lines, 3 threads", engine: smallCaches(threads: 3)),
    ]
    + InstructionSet.available.dropLast().map { set in
      EngineUnderTest(name: "caches of a few lines on \(set.title)", engine: smallCaches(set, threads: 2))
    } + all

  static func shortParts(_ set: InstructionSet = .best, threads: Int, deepest: Int = 16) -> Engine {
    var blocks = BlockSizes(
      depth: 7, rows: 8, columns: 12, triangle: 5, panel: 6, leaf: 2, flopsPerThread: 1, bytesPerThread: 1)
    blocks.part = 16
    blocks.deepestPart = deepest
    return .swift(set, blocks: blocks, threads: threads)
  }

  /// Inner loops whose blocks are as short as they become, or as caches of other sizes make them.
  static func smallCaches(
    _ set: InstructionSet = .best, threads: Int, first: Int = 1024, second: Int = 2048
  ) -> Engine {
    var blocks = BlockSizes(
      depth: 7, rows: 8, columns: 12, triangle: 5, panel: 6, leaf: 2, flopsPerThread: 1, bytesPerThread: 1)
    (blocks.firstLevel, blocks.secondLevel) = (first, second)
    return .swift(set, blocks: blocks, threads: threads)
  }
}
