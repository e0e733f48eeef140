import Kernels
import MatrixCore
import Testing

/// An engine with a name for the report of a test.
struct EngineUnderTest: Sendable, CustomTestStringConvertible {
  let name: String
  let engine: Engine

  var testDescription: String { name }

  /// The Swift kernels of the widest instruction set with their own blocks, alone and as a team; cut into tiny blocks, so
  /// that small matrices walk every loop and every edge, alone and as a team of more members than processors; the same with
  /// little scratch memory and with none; those of every other set this processor has, in their own and in tiny blocks; and
  /// the loaded BLAS if there is one.
  static let all: [EngineUnderTest] = {
    var all = inverting
    for threads in [1, 3] {
      all.append(EngineUnderTest(name: "swift without scratch, \(threads) threads", engine: withoutScratch(threads: threads)))
    }
    // Too little for the parts of a product, enough for smaller ones; too little for a panel and for a triangle.
    let little = BlockSizes(
      depth: 256, rows: 64, columns: 512, triangle: 64, panel: 64, leaf: 8, flopsPerThread: 1, bytesPerThread: 1)
    all.append(EngineUnderTest(name: "swift with little scratch", engine: .swift(blocks: little.limited(4096), threads: 2)))
    return all
  }()

  /// Those that can invert: an inversion needs room for a panel.
  static let inverting: [EngineUnderTest] = {
    var all: [EngineUnderTest] = []
    for threads in [1, 2] {
      for engine in Engine.availableEngines(threads: threads) {
        all.append(EngineUnderTest(name: "\(engine.description.name), \(threads) threads", engine: engine))
      }
    }
    for threads in [1, 3] {
      all.append(EngineUnderTest(name: "swift in tiny blocks, \(threads) threads", engine: tiny(threads: threads)))
    }
    return all + narrower
  }()

  /// The instruction sets below the widest: the same drivers on other tiles.
  static let narrower: [EngineUnderTest] = InstructionSet.available.dropLast().flatMap { set in
    [
      EngineUnderTest(name: "swift on \(set.title), 2 threads", engine: .swift(set, threads: 2)),
      EngineUnderTest(
        name: "swift on \(set.title) in tiny blocks, 3 threads", engine: .swift(set, blocks: tinyBlocks, threads: 3)),
    ]
  }

  /// Smaller than the tiles of wide vectors, where the drivers round up to one tile.
  private static let tinyBlocks = BlockSizes(
    depth: 7, rows: 8, columns: 12, triangle: 5, panel: 6, leaf: 2, flopsPerThread: 1, bytesPerThread: 1)

  static func tiny(threads: Int) -> Engine { .swift(blocks: tinyBlocks, threads: threads) }

  static func withoutScratch(threads: Int) -> Engine { .swift(blocks: tinyBlocks.limited(0), threads: threads) }
}

extension BlockSizes {
  fileprivate func limited(_ elements: Int) -> BlockSizes {
    var blocks = self
    blocks.mostScratch = elements
    return blocks
  }
}

/// Sizes around the edges of tiles and blocks.
let edgeSizes = [0, 1, 2, 3, 5, 10, 31, 64, 65, 127, 200]

extension [[Double]] {
  /// Rows and columns exchanged; `count` columns come out even when there are no rows.
  func transposed(columns count: Int) -> [[Double]] { (0..<count).map { j in map { $0[j] } } }

  /// The largest column sum of magnitudes.
  var norm: Double {
    guard let first else { return 0 }
    return first.indices.map { j in reduce(0) { $0 + abs($1[j]) } }.max() ?? 0
  }
}

extension MatrixScalar {
  /// The distance from one to the next number.
  static var epsilon: Double { 2 * Double(unitRoundoff) }
}
