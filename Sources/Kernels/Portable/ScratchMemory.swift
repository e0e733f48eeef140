/// Memory that lives as long as one call, aligned to a cache line and uninitialised.
struct ScratchMemory<Element: BitwiseCopyable>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>

  /// Runs `body` with room for `count` elements. Blocks of a fixed size, of which a host always has enough: like every
  /// allocation of the standard library it traps otherwise.
  static func with<Result>(_ count: Int, _ body: (ScratchMemory) throws -> Result) rethrows -> Result {
    let bytes = max(count, 1) * MemoryLayout<Element>.stride
    let raw = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    defer { raw.deallocate() }
    return try body(ScratchMemory(base: raw.bindMemory(to: Element.self, capacity: max(count, 1))))
  }
}
