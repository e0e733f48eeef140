#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Has the system read a mapped file before its pages are touched.
///
/// A touch alone reads as far ahead as the system likes (often 128 KiB) and only where it sees one stream; several threads,
/// or rows side by side, are many.
package enum FileReadahead {
  /// A request beyond the device's window is cut without a word; none has a smaller one.
  private static let window = 128 << 10

  /// Begins to read these bytes and returns; it does nothing for memory that is no file's, and for pages that are there.
  ///
  /// Cost: three looks at the page cache, where the first, the middle and the last page are there.
  package static func begin(_ start: UnsafeRawPointer, bytes: Int) {
    #if os(Linux)
      guard bytes > 0 else { return }
      let page = Int(sysconf(Int32(_SC_PAGESIZE)))
      let skipped = Int(bitPattern: start) % page
      let first = UnsafeMutableRawPointer(mutating: start - skipped)
      let length = (bytes + skipped + page - 1) / page * page
      let looked = [0, length / 2 / page * page, length - page]
      if looked.allSatisfy({ isResident(first + $0, page) }) { return }
      for offset in Swift.stride(from: 0, to: length, by: window) {
        // Advice only: where it is not taken, touching the pages reads them.
        madvise(first + offset, min(window, length - offset), MADV_WILLNEED)
      }
    #endif
  }

  #if os(Linux)
    private static func isResident(_ address: UnsafeMutableRawPointer, _ page: Int) -> Bool {
      var answer: UInt8 = 1
      return mincore(address, page, &answer) != 0 || answer & 1 == 1
    }
  #endif
}

extension MatrixView {
  /// Begins to read rows of a mapped file, if their elements follow each other in memory.
  package func beginReading(rows lines: Range<Int>) {
    guard columnStride == 1, !lines.isEmpty, columns > 0 else { return }
    let elements = (lines.count - 1) * rowStride + columns
    FileReadahead.begin(base + lines.lowerBound * rowStride, bytes: elements * MemoryLayout<Scalar>.stride)
  }
}
