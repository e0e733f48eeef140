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

  /// A block of at least `bytes`, kept or new; nil when the system refuses one even after the kept ones are given back.
  func take(_ bytes: Int) -> Block? {
    let found: Block? = kept.withLock { blocks in
      // A much larger one is left for those who need it.
      let fitting = blocks.indices.filter { (bytes...4 * bytes).contains(blocks[$0].bytes) }
      return fitting.min { blocks[$0].bytes < blocks[$1].bytes }.map { blocks.remove(at: $0) }
    }
    if let found { return found }
    if let new = map(bytes) { return new }
    empty()
    return map(bytes)
  }

  /// Keeps the block; the oldest go when there are too many.
  func give(_ block: Block) {
    let surplus: [Block] = kept.withLock { blocks in
      guard block.bytes <= Self.mostKept else { return [block] }
      blocks.append(block)
      var surplus: [Block] = []
      while blocks.reduce(0, { $0 + $1.bytes }) > Self.mostKept { surplus.append(blocks.removeFirst()) }
      return surplus
    }
    release(surplus)
  }

  private func map(_ bytes: Int) -> Block? { PageMemory.map(bytes).map { Block(start: $0, bytes: bytes) } }

  private func empty() {
    release(
      kept.withLock { blocks in
        defer { blocks = [] }
        return blocks
      })
  }

  private func release(_ blocks: [Block]) {
    for block in blocks { PageMemory.unmap(block.start, block.bytes) }
  }
}
