import BenchmarkHarness
import Leontief

/// Which table a workload reads.
package enum TableOrigin: Sendable {
  /// One made from the economy.
  case economy
  case bundled

  /// Errors: `AllocationError`; of the bundled table those of files.
  func table(_ economy: SyntheticEconomy) throws -> InputOutputTable {
    switch self {
    case .economy: return try economy.table()
    case .bundled: return try BundledTable.table()
    }
  }
}

/// A table in a folder of its own.
final class TableFiles: Sendable {
  private let folder: ScratchFolder
  /// What readers are given.
  let path: String

  /// Errors: `ProblemRefusal` when it cannot be written.
  init(_ table: borrowing InputOutputTable, _ format: ReadingWorkload.Format) throws(ProblemRefusal) {
    folder = try ScratchFolder()
    path = "\(folder.path)/table" + (format == .csv ? ".csv" : "")
    do { try WriterRegistry.standard.write(table, to: path) } catch { throw ProblemRefusal("\(error)") }
  }
}
