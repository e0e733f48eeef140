import Kernels
import MatrixCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Elements that end where a page begins which may neither be read nor written.
///
/// QEMU 7.2 reads all lanes of a masked AVX load, also those that are masked out, which processors do not touch: under
/// LEONTIEF_TEST_EMULATED the page can be read on a processor with AVX. It can never be written.
final class GuardedMemory<Scalar: MatrixScalar>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Scalar>
  let count: Int
  private let start: UnsafeMutableRawPointer
  private let bytes: Int

  init(count: Int, filling: Scalar) throws(AllocationError) {
    let (page, used) = (Int(sysconf(Int32(_SC_PAGESIZE))), count * MemoryLayout<Scalar>.stride)
    let pages = (used + page - 1) / page * page
    let mapped = mmap(nil, pages + page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    guard let mapped, mapped != MAP_FAILED, mprotect(mapped + pages, page, Self.protection) == 0 else {
      throw AllocationError(bytes: pages + page)
    }
    (start, bytes, self.count) = (mapped, pages + page, count)
    base = (mapped + (pages - used)).bindMemory(to: Scalar.self, capacity: max(count, 1))
    base.initialize(repeating: filling, count: count)
  }

  private static var protection: Int32 {
    let readsTooFar = getenv("LEONTIEF_TEST_EMULATED") != nil && InstructionSet.available.contains(.avx2)
    return readsTooFar ? PROT_READ : PROT_NONE
  }

  deinit { munmap(start, bytes) }
}
