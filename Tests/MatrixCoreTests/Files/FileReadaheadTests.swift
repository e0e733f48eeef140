import MatrixCore
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Reading ahead is advice: it brings pages of files in and changes nothing else.
@Suite struct FileReadaheadTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test func changesNothing() throws {
    var matrix = try Matrix<Double>(rows: 300, columns: 700)
    for i in 0..<300 { matrix[i, i] = Double(i) }
    try NPYWriter.write(matrix.view, to: folder.file("m.npy"))
    let mapped = try Matrix<Double>.npy(folder.file("m.npy"))
    for rows in [0..<0, 0..<1, 299..<300, 7..<211, 0..<300] {
      matrix.view.beginReading(rows: rows)
      mapped.view.beginReading(rows: rows)
      mapped.view.window(rows: 3..<300, columns: 5..<9).beginReading(rows: 0..<min(rows.count, 297))
      mapped.view.transposed.beginReading(rows: rows)
    }
    for i in 0..<300 { #expect(mapped[i, i] == Double(i) && matrix[i, i] == Double(i)) }
    let empty = try Matrix<Double>(rows: 4, columns: 0)
    empty.view.beginReading(rows: 0..<4)
  }

  #if os(Linux)
    /// Nothing is touched, and yet the pages come.
    @Test func bringsPagesIn() throws {
      let path = folder.file("m.npy")
      let written = try Matrix<Double>(rows: 256, columns: 4096)
      try NPYWriter.write(written.view, to: path)
      let descriptor = open(path, O_RDONLY)
      fsync(descriptor)
      posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
      close(descriptor)
      let mapped = try Matrix<Double>.npy(path)
      // A file system that lives in memory keeps its pages, and there is nothing to see.
      var resident = residentPages(mapped)
      if resident >= 100 { return }
      mapped.view.beginReading(rows: 64..<192)
      // 128 rows of 8 pages each; 10 s at most for a slow disk.
      for _ in 0..<1000 {
        resident = residentPages(mapped)
        if resident >= 1024 { break }
        usleep(10_000)
      }
      #expect(resident >= 1024)
    }

    private func residentPages(_ matrix: borrowing Matrix<Double>) -> Int {
      let page = Int(sysconf(Int32(_SC_PAGESIZE)))
      let view = matrix.view
      let start = UnsafeMutableRawPointer(mutating: UnsafeRawPointer(view.base))
      let first = start - Int(bitPattern: start) % page
      let pages = (view.rows * view.columns * MemoryLayout<Double>.stride + page - 1) / page
      var answers = [UInt8](repeating: 0, count: pages)
      guard mincore(first, pages * page, &answers) == 0 else { return pages }
      return answers.count { $0 & 1 == 1 }
    }
  #endif
}
