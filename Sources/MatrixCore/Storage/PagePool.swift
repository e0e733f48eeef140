import Synchronization

/// Large blocks kept for the next use: fresh pages cost a fault and a clearing each. That is as much as packing into them, and
/// was a tenth of solving 598 sectors for one right-hand side (2026-11-23, two cores of Zen 5 in a virtual machine:
/// `leontief-bench run --only solve-m1-n598 --engine swift`).
package struct PagePool: ~Copyable {
  /// For matrices that are written as a whole before they are read. They live long: what is larger than they need would be held.
  package static let matrices = PagePool(slack: 1.25)
  /// For what a call of a kernel needs while it runs.
  package static let scratch = PagePool(slack: 4)

  /// Blocks below this come from the heap, which keeps them itself.
  package static let smallest = 1 << 20
  /// Bytes that a pool keeps between uses; what is beyond goes back to the system.
  package static let mostKept = 64 << 20

  package struct Block: @unchecked Sendable {
    package let start: UnsafeMutableRawPointer
    package let bytes: Int
  }

  private let kept = Mutex<[Block]>([])
  /// How many times as large as asked for a kept block may be; a larger one is left for those who need it.
  private let slack: Double

  package init(slack: Double) { self.slack = slack }

  deinit { empty() }

  package var keptBytes: Int { kept.withLock { $0.reduce(0) { $0 + $1.bytes } } }

  /// A block of at least `bytes` that holds anything, kept or new; nil when the system refuses one even after what the process
  /// keeps is given back.
  package func take(_ bytes: Int) -> Block? {
    let found: Block? = kept.withLock { blocks in
      let most = slack * Double(bytes)
      // The youngest of its size: the likeliest to be in cache.
      let fitting = blocks.indices.reversed().filter { bytes <= blocks[$0].bytes && Double(blocks[$0].bytes) <= most }
      return fitting.min { blocks[$0].bytes < blocks[$1].bytes }.map { blocks.remove(at: $0) }
    }
    return found ?? Self.fresh(bytes)
  }

  /// A block of zeros that nobody had before; nil when the system refuses one even after what the process keeps is given back. Who
  /// asks for zeros releases it.
  static func fresh(_ bytes: Int) -> Block? {
    if let new = PageMemory.map(bytes) { return Block(start: new, bytes: bytes) }
    matrices.empty()
    scratch.empty()
    return PageMemory.map(bytes).map { Block(start: $0, bytes: bytes) }
  }

  /// Keeps the block; the oldest go when there are too many.
  package func give(_ block: Block) {
    let surplus: [Block] = kept.withLock { blocks in
      guard block.bytes <= Self.mostKept else { return [block] }
      blocks.append(block)
      var surplus: [Block] = []
      while blocks.reduce(0, { $0 + $1.bytes }) > Self.mostKept { surplus.append(blocks.removeFirst()) }
      return surplus
    }
    Self.release(surplus)
  }

  private func empty() {
    Self.release(
      kept.withLock { blocks in
        defer { blocks = [] }
        return blocks
      })
  }

  private static func release(_ blocks: [Block]) {
    for block in blocks { release(block) }
  }

  /// Gives the block back to the system.
  static func release(_ block: Block) { PageMemory.unmap(block.start, block.bytes) }
}
