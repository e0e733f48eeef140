#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The memory under a matrix: owned, move-only, released once.
///
/// Heap memory is aligned to 64 bytes (a cache line, an AVX-512 register); mapped memory to a page.
@safe
struct MatrixStorage<Scalar: MatrixScalar>: ~Copyable, @unchecked Sendable {
  enum Origin {
    case heap
    /// A mapping from `start` of `length` bytes; the elements begin somewhere inside it (behind a file's header).
    case file(start: UnsafeMutableRawPointer, length: Int)
    /// Zero pages straight from the kernel.
    case pages(start: UnsafeMutableRawPointer, length: Int)
  }

  let base: UnsafeMutablePointer<Scalar>
  let count: Int
  private let origin: Origin

  init(adopting base: UnsafeMutablePointer<Scalar>, count: Int, origin: Origin) {
    self.base = base
    self.count = count
    self.origin = origin
  }

  /// From here on the heap may take fresh pages for a block.
  private static var leastPopulated: Int { 128 << 10 }

  /// Zero-filled heap memory for `count` elements.
  init(zeroed count: Int) throws(AllocationError) {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Scalar>.stride)
    guard !overflow, count >= 0 else { throw AllocationError(bytes: nil) }
    // Large blocks come straight from the kernel as zero pages; posix_memalign would make us touch them twice.
    let pageThreshold = 1 << 20
    if bytes >= pageThreshold {
      try self.init(anonymousPages: bytes, count: count)
      return
    }
    var pointer: UnsafeMutableRawPointer?
    guard posix_memalign(&pointer, 64, max(bytes, 64)) == 0, let pointer else { throw AllocationError(bytes: bytes) }
    if bytes >= Self.leastPopulated { PageMemory.populate(pointer, bytes) }
    memset(pointer, 0, max(bytes, 64))
    self.init(adopting: pointer.bindMemory(to: Scalar.self, capacity: max(count, 1)), count: count, origin: .heap)
  }

  private init(anonymousPages bytes: Int, count: Int) throws(AllocationError) {
    guard let pages = PageMemory.map(bytes) else { throw AllocationError(bytes: bytes) }
    self.init(
      adopting: pages.bindMemory(to: Scalar.self, capacity: count), count: count,
      origin: .pages(start: pages, length: bytes))
  }

  /// Bytes of memory of its own: none for a mapped file, whose pages the system can drop and read again.
  var allocatedBytes: Int {
    if case .file = origin { return 0 }
    return count * MemoryLayout<Scalar>.stride
  }

  deinit {
    switch origin {
    case .heap: free(base)
    case .file(let start, let length): munmap(start, length)
    case .pages(let start, let length): PageMemory.unmap(start, length)
    }
  }
}
