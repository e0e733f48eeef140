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
    /// Zero pages straight from the kernel, which go back to it.
    case pages(PagePool.Block)
    /// Pages for the next matrix.
    case pooled(PagePool.Block)
  }

  /// What memory holds before it is written.
  enum Contents {
    case zeros
    /// Such as the numbers of an earlier matrix.
    case anything
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

  /// Memory of its own for `count` elements.
  init(_ count: Int, _ contents: Contents) throws(AllocationError) {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Scalar>.stride)
    guard !overflow, count >= 0 else { throw AllocationError(bytes: nil) }
    if bytes < PagePool.smallest {
      try self.init(heap: bytes, count: count, contents)
      return
    }
    // Large zeros come straight from the kernel; posix_memalign would make us touch them twice.
    let isPooled = contents == .anything
    guard let block = isPooled ? PagePool.matrices.take(bytes) : PagePool.fresh(bytes) else {
      throw AllocationError(bytes: bytes)
    }
    self.init(
      adopting: block.start.bindMemory(to: Scalar.self, capacity: count), count: count,
      origin: isPooled ? .pooled(block) : .pages(block))
  }

  private init(heap bytes: Int, count: Int, _ contents: Contents) throws(AllocationError) {
    var pointer: UnsafeMutableRawPointer?
    guard posix_memalign(&pointer, 64, max(bytes, 64)) == 0, let pointer else { throw AllocationError(bytes: bytes) }
    if bytes >= Self.leastPopulated { PageMemory.populate(pointer, bytes) }
    if contents == .zeros { memset(pointer, 0, max(bytes, 64)) }
    self.init(adopting: pointer.bindMemory(to: Scalar.self, capacity: max(count, 1)), count: count, origin: .heap)
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
    case .pages(let block): PagePool.release(block)
    case .pooled(let block): PagePool.matrices.give(block)
    }
  }
}
