import MatrixCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Memory that lives as long as one call, aligned to a cache line and uninitialised.
struct ScratchMemory<Element: BitwiseCopyable>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>

  /// Runs `body` with room for `count` elements, or with nil when that cannot be had: the sizes of some depend on the
  /// matrix, and a limit on the address space can make any of them fail.
  static func with<Result>(_ count: Int, _ body: (ScratchMemory?) throws -> Result) rethrows -> Result {
    var raw: UnsafeMutableRawPointer?
    let bytes = max(count, 1) * MemoryLayout<Element>.stride
    if bytes >= PagePool.smallest {
      guard let block = PagePool.scratch.take(bytes) else { return try body(nil) }
      defer { PagePool.scratch.give(block) }
      return try body(ScratchMemory(base: block.start.bindMemory(to: Element.self, capacity: count)))
    }
    guard posix_memalign(&raw, 64, bytes) == 0, let raw else { return try body(nil) }
    defer { free(raw) }
    return try body(ScratchMemory(base: raw.bindMemory(to: Element.self, capacity: max(count, 1))))
  }
}
