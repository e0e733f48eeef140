#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Zero pages straight from the kernel, on huge pages where it grants them.
///
/// Measured on 2026-11-22 with 768 MB (n = 9800) on two cores of a Zen 5 virtual machine, huge pages granted against refused
/// (`/sys/kernel/mm/transparent_hugepage/enabled`): the first touch takes 0.04 instead of 0.14 s, a walk along rows of a
/// column-major matrix half the time, a matrix-vector product 5 to 20 % less; products and LU gain nothing measurable.
package enum PageMemory {
  /// The size of a huge page on x86-64, and on ARM64 with pages of 4 KiB.
  private static let hugePage = 2 << 20

  /// Maps at least `bytes`, aligned to a huge page when there is room for one; nil when the kernel refuses.
  package static func map(_ bytes: Int) -> UnsafeMutableRawPointer? {
    guard bytes >= 2 * hugePage else { return mapPlain(bytes) }
    let (padded, overflow) = bytes.addingReportingOverflow(hugePage)
    guard !overflow, let raw = mapPlain(padded) else { return mapPlain(bytes) }
    let skipped = (hugePage - Int(bitPattern: raw) % hugePage) % hugePage
    let start = raw + skipped
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let used = (bytes + page - 1) / page * page
    if skipped > 0 { munmap(raw, skipped) }
    if padded > skipped + used { munmap(start + used, padded - skipped - used) }
    #if os(Linux)
      madvise(start, bytes, MADV_HUGEPAGE)
    #endif
    return start
  }

  package static func unmap(_ start: UnsafeMutableRawPointer, _ bytes: Int) { munmap(start, bytes) }

  private static func mapPlain(_ bytes: Int) -> UnsafeMutableRawPointer? {
    let pages = mmap(nil, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
    return pages == MAP_FAILED ? nil : pages
  }
}
