import BenchmarkHarness
import Leontief

/// The core digital economy from a folder with a table and a study to the terms of the estimate, as `leontief estimate digital`.
public struct EstimateWorkload: Workload {
  private let origin: TableOrigin

  init(_ origin: TableOrigin = .economy) { self.origin = origin }

  public let kernel = "estimate-digital"
  public let title = "the core digital economy from a table in a folder and a study: read, merge, prepare, solve, check"

  /// The work of some ten solves by passes: how it is solved is the estimator's to choose. Z read once.
  public func model(sectors n: Int) -> CostModel {
    let n = Double(n)
    return CostModel(flops: 20 * n * n, bytesMin: 8 * n * n, roof: .memory)
  }

  public func effort(sectors n: Int) -> CostModel {
    let n = Double(n)
    return CostModel(flops: 400 * n * n, bytesMin: 600 * n * n, roof: .memory)
  }

  /// The reference goes through four systems by some hundred rounds of production each, once a process.
  public let checkPasses = 400.0

  /// The files, where /tmp is in memory, and the flows that the reference keeps.
  public func bytesNeeded(sectors n: Int) -> Int { bytes(squareMatrices: 2, of: n) }
  public func bytesWhileRunning(sectors n: Int) -> Int { bytes(squareMatrices: 5, of: n) }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask { try EstimateTask(economy, origin) }
}

package final class EstimateTask: TimedTask {
  private let files: TableFiles
  private let study: String
  private let expected: DigitalReference
  /// Backward, forward and double-counted: of the digital sectors merged, then apart.
  package var answer: [Double] = []

  package init(_ economy: SyntheticEconomy, _ origin: TableOrigin = .economy) throws {
    let table = try origin.table(economy)
    study = origin == .bundled ? BundledTable.study : Self.study(table.sectors)
    files = try TableFiles(table, .folder)
    expected = DigitalReference(table, digital: Self.digital(table.sectors, origin))
  }

  /// The first sectors of the first region: three, or all but one of a small economy.
  private static func digital(_ sectors: SectorIndex, _ origin: TableOrigin) -> [Int] {
    if origin == .bundled { return (0..<sectors.count).filter { ["C26", "J61", "J62_J63"].contains(sectors[$0].code) } }
    let region = sectors.labels.prefix { $0.region == sectors[0].region }
    return Array(0..<max(1, min(3, region.count, sectors.count - 1)))
  }

  private static func study(_ sectors: SectorIndex) -> String {
    let codes = digital(sectors, .economy).map { "\"\(sectors[$0].qualifiedCode)\"" }
    return """
      title: Core digital economy of a generated table
      digital:
        digital sectors: [\(codes.joined(separator: ", "))]
      method: aggregated
      """
  }

  package func reset() {}

  package func run(on engine: Engine) throws {
    let options = ReadOptions(loop: engine.loop)
    let table = try ReaderRegistry.standard.read(files.path, options: options).takeTable()
    let study = try StudyFile(text: study, path: "study.yaml")
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: engine)).estimate(table, study: study)
    answer = [result.terms, result.alternative].flatMap { [$0.backward, $0.forward, $0.doubleCounted] }
  }

  package var answerHash: UInt64 {
    var hash = ContentHash()
    for value in answer { hash.add(value.bitPattern) }
    return hash.value
  }

  package func check() -> [AnswerCheck] {
    [AnswerCheck("relative_error_of_terms", expected.largestError(answer), atMost: DigitalReference.tolerance)]
  }
}
