import MatrixCore
import Synchronization

/// Large scratch blocks kept for the next call: fresh pages cost a fault and a clearing each, as much as packing into them.
struct ScratchPool: ~Copyable {
  static let shared = ScratchPool()

  /// Blocks below this come from the heap, which keeps them itself.
  static let smallest = 1 << 20
  /// Bytes kept between calls; what is beyond goes back to the system.
  static let mostKept = 64 << 20

  struct Block: @unchecked Sendable {
    let start: UnsafeMutableRawPointer
    let bytes: Int
  }

  private let kept = Mutex<[Block]>([])

  /// A block of at least `bytes`, kept or new; nil when the system refuses one.
  func take(_ bytes: Int) -> Block? {
    let found: Block? = kept.withLock { blocks in
      let fitting = blocks.indices.filter { blocks[$0].bytes >= bytes }
      return fitting.min { blocks[$0].bytes < blocks[$1].bytes }.map { blocks.remove(at: $0) }
    }
    return found ?? PageMemory.map(bytes).map { Block(start: $0, bytes: bytes) }
  }

  /// Keeps the block, or the larger ones when there are too many.
  func give(_ block: Block) {
    let surplus: [Block] = kept.withLock { blocks in
      blocks.append(block)
      var surplus: [Block] = []
      while blocks.reduce(0, { $0 + $1.bytes }) > Self.mostKept, let first = blocks.first {
        surplus.append(first)
        blocks.removeFirst()
      }
      return surplus
    }
    for block in surplus { PageMemory.unmap(block.start, block.bytes) }
  }
}
