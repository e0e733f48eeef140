import Kernels
import MatrixCore
import Tables

extension GeneratedRows {
  /// Makes all rows, some MiB of them at a time, each on one thread.
  func fill(
    _ target: inout Matrix<Double>, from table: borrowing InputOutputTable, _ sectors: GeneratedSectors, on engine: Engine,
    monitor: WorkMonitor
  ) throws(GenerationError) {
    let (n, width) = (sectors.count, table.sectorCount)
    let step = max(1, Self.bytesAtOnce / (n * MemoryLayout<Double>.stride))
    guard monitor.allows(0) else { throw .stopped }
    for start in stride(from: 0, to: n, by: step) {
      let rows = start..<min(start + step, n)
      // A view cannot go to other threads, a copy of the rows it is about can.
      let flows = rows.flatMap { row in (0..<width).map { table.transactions[sectors.source[row], $0] } }
      var all = target.mutableView
      var window = all.window(rows: rows, columns: 0..<n)
      engine.makeRows(of: &window) { row, cells in
        fill(start + row, from: flows.span.extracting(row * width..<(row + 1) * width), into: cells)
      }
      guard monitor.allows(Double(rows.upperBound) / Double(n)) else { throw .stopped }
    }
  }

  /// Often enough for a progress line and an end within a second, seldom enough that threads are kept busy.
  private static var bytesAtOnce: Int { 32 << 20 }
}
