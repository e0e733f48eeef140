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
    /// Pages straight from the kernel, or from an earlier matrix.
    case pages(PagePool.Block)
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

  /// Memory of zeros for `count` elements.
  init(zeroed count: Int) throws(AllocationError) {
    let bytes = try Self.bytes(count)
    // Large blocks come straight from the kernel as zero pages; posix_memalign would make us touch them twice.
    if bytes >= PagePool.smallest {
      try self.init(PagePool.matrices.takeZeroed(bytes), bytes: bytes, count: count)
    } else {
      try self.init(heap: bytes, count: count)
    }
  }

  /// Memory for `count` elements that holds anything, such as the numbers of an earlier matrix.
  init(unwritten count: Int) throws(AllocationError) {
    let bytes = try Self.bytes(count)
    if bytes >= PagePool.smallest {
      try self.init(PagePool.matrices.take(bytes), bytes: bytes, count: count)
    } else {
      try self.init(heap: bytes, count: count)
    }
  }

  private static func bytes(_ count: Int) throws(AllocationError) -> Int {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Scalar>.stride)
    guard !overflow, count >= 0 else { throw AllocationError(bytes: nil) }
    return bytes
  }

  private init(heap bytes: Int, count: Int) throws(AllocationError) {
    var pointer: UnsafeMutableRawPointer?
    guard posix_memalign(&pointer, 64, max(bytes, 64)) == 0, let pointer else { throw AllocationError(bytes: bytes) }
    if bytes >= Self.leastPopulated { PageMemory.populate(pointer, bytes) }
    memset(pointer, 0, max(bytes, 64))
    self.init(adopting: pointer.bindMemory(to: Scalar.self, capacity: max(count, 1)), count: count, origin: .heap)
  }

  private init(_ block: PagePool.Block?, bytes: Int, count: Int) throws(AllocationError) {
    guard let block else { throw AllocationError(bytes: bytes) }
    self.init(
      adopting: block.start.bindMemory(to: Scalar.self, capacity: count), count: count, origin: .pages(block))
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
    case .pages(let block): PagePool.matrices.give(block)
    }
  }
}
