import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Large blocks kept for the next use: fresh pages cost a fault and a clearing each, as much as packing into them, and pages
/// given back an interrupt on every processor that used them, which waits where a hypervisor has taken it away.
package struct PagePool: ~Copyable {
  /// For the matrices that are written as a whole before they are read.
  static let matrices = PagePool()
  /// For what a call of a kernel needs while it runs.
  package static let scratch = PagePool()

  /// Blocks below this come from the heap, which keeps them itself.
  package static let smallest = 1 << 20
  /// Bytes that a pool keeps between uses; what is beyond goes back to the system.
  package static let mostKept = 64 << 20

  /// Kept blocks up to this are cleared by the thread that asks for zeros; fresh pages of larger ones by those that touch them.
  private static let mostCleared = 4 << 20

  package struct Block: @unchecked Sendable {
    package let start: UnsafeMutableRawPointer
    package let bytes: Int
  }

  private let kept = Mutex<[Block]>([])

  package init() {}

  /// A block of at least `bytes` that holds anything, kept or new; nil when the system refuses one even after all that is kept
  /// is given back.
  package func take(_ bytes: Int) -> Block? { takeKept(bytes) ?? Self.fresh(bytes) }

  /// A block of zeros; nil as above.
  package func takeZeroed(_ bytes: Int) -> Block? {
    guard bytes <= Self.mostCleared, let found = takeKept(bytes) else { return Self.fresh(bytes) }
    memset(found.start, 0, bytes)
    return found
  }

  private func takeKept(_ bytes: Int) -> Block? {
    kept.withLock { blocks in
      // A much larger one is left for those who need it.
      let fitting = blocks.indices.filter { bytes <= blocks[$0].bytes && blocks[$0].bytes / 4 <= bytes }
      return fitting.min { blocks[$0].bytes < blocks[$1].bytes }.map { blocks.remove(at: $0) }
    }
  }

  private static func fresh(_ bytes: Int) -> Block? {
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
    for block in blocks { PageMemory.unmap(block.start, block.bytes) }
  }
}
