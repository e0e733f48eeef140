import BenchmarkHarness
import Foundation
import Leontief

/// A table read from its files, parsed and checked as `leontief` does it; the files are in memory.
public struct ReadingWorkload: Workload {
  public enum Format: String, Sendable {
    /// A canonical folder of .npy files, which are used in place.
    case folder
    /// One labelled csv file.
    case csv
  }

  public let format: Format
  private let origin: TableOrigin

  init(_ format: Format, of origin: TableOrigin = .economy) { (self.format, self.origin) = (format, origin) }

  public var kernel: String { "read-\(format.rawValue)" }
  public var title: String {
    let what = format == .folder ? "a canonical folder" : "a labelled csv file"
    return "a table of n sectors from \(what), parsed, its balances checked"
  }
  public var usesLibrary: Bool { false }

  /// An addition a number for its row and one for its column; a number of Z is looked at once.
  public func model(sectors n: Int) -> CostModel {
    let n = Double(n)
    return CostModel(flops: 2 * n * n, bytesMin: 8 * n * n, roof: .memory)
  }

  /// A csv file has some 19 bytes a number, which take two nanoseconds each.
  public func effort(sectors n: Int) -> CostModel {
    let (model, n) = (model(sectors: n), Double(n))
    return format == .folder ? model : CostModel(flops: model.flops, bytesMin: 1000 * n * n, roof: .memory)
  }

  /// The files, where /tmp is in memory, and the flows they are made from.
  public func bytesNeeded(sectors n: Int) -> Int { bytes(squareMatrices: format == .folder ? 2 : 4, of: n) }
  public func bytesWhileRunning(sectors n: Int) -> Int { bytes(squareMatrices: 1, of: n) }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask { try ReadingTask(economy, format, of: origin) }
}

package final class ReadingTask: TimedTask {
  private let files: TableFiles
  /// Flows and output as they were written.
  private let expected: UInt64
  package var answer: Matrix<Double>
  private var output: [Double] = []

  package init(_ economy: SyntheticEconomy, _ format: ReadingWorkload.Format, of origin: TableOrigin = .economy) throws {
    let table = try origin.table(economy)
    files = try TableFiles(table, format)
    expected = Self.hash(table.transactions, table.output ?? [])
    answer = try Matrix(rows: 0, columns: 0)
  }

  private static func hash(_ flows: borrowing Matrix<Double>, _ output: [Double]) -> UInt64 {
    var hash = ContentHash()
    hash.add(flows)
    for value in output { hash.add(value.bitPattern) }
    return hash.value
  }

  package func reset() {}

  package func run(on engine: Engine) throws {
    let table = try ReaderRegistry.standard.read(files.path, options: ReadOptions(loop: engine.loop)).takeTable()
    output = table.output ?? []
    var flows = table.takeTransactions()
    swap(&answer, &flows)
  }

  package var answerHash: UInt64 { Self.hash(answer, output) }

  /// Numbers come back bit for bit.
  package func check() -> [AnswerCheck] {
    [AnswerCheck("bits_differ", answerHash == expected ? 0 : 1, atMost: 0)]
  }
}
