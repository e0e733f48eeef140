import BenchmarkHarness
import Leontief

/// What the economy loses without its first sectors, by hypothetical extraction from a prepared system.
public struct ExtractionWorkload: Workload {
  public init() {}

  public let kernel = "extraction"
  public let title = "hypothetical extraction of the first 35 sectors, at most half of all, from a prepared system (LU), total"

  /// k + 1 solves of 2n² flops for k sectors; the factors and A read once.
  public func model(sectors n: Int) -> CostModel {
    let (k, n) = (Double(ExtractionTask.extracted(n)), Double(n))
    return CostModel(flops: 2 * n * n * (k + 1), bytesMin: 16 * n * n, roof: .memory)
  }

  public func effort(sectors n: Int) -> CostModel {
    let model = model(sectors: n)
    return CostModel(flops: 4 * model.flops, bytesMin: 15 * model.bytesMin, roof: .memory)
  }

  /// Demand and the answer.
  public func bytesNeeded(sectors n: Int) -> Int { MemoryBudget.bytes(rows: n, columns: 2) }

  /// A and its factors.
  public func bytesOfEngine(sectors n: Int) -> Int { bytes(squareMatrices: 2, of: n) }
  /// The check takes a changed A.
  public func bytesWhileRunning(sectors n: Int) -> Int { bytes(squareMatrices: 1, of: n) }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask { try ExtractionTask(economy) }
}

package final class ExtractionTask: PreparingTask {
  /// How many of n sectors.
  static func extracted(_ n: Int) -> Int { max(1, min(35, n / 2)) }

  private let economy: SyntheticEconomy
  private let base: PreparedEconomy
  private let demand: [Double]
  private let extracted: [Int]
  /// x' by sector.
  package var answer: [Double] = []

  /// Errors: `LabelError`, `AllocationError`.
  package init(_ economy: SyntheticEconomy) throws {
    self.economy = economy
    base = try PreparedEconomy(economy)
    demand = try economy.finalDemand(columns: 1).columnValues(0)
    extracted = Array(0..<Self.extracted(economy.count))
  }

  package func reset() {}

  package func prepare(on engine: Engine) throws { try base.prepare(on: engine) }

  package func run(on engine: Engine) throws {
    answer = try Extraction(of: extracted, .total, demand: demand, in: base.system(on: engine), on: engine).outputWithout
  }

  package var answerHash: UInt64 {
    var hash = ContentHash()
    for value in answer { hash.add(value.bitPattern) }
    return hash.value
  }

  /// The output of an economy in which the sectors neither buy nor sell and nobody wants their products: the closed form must solve
  /// that one's system.
  package func check() throws -> [AnswerCheck] {
    guard answer.count == economy.count else { return [AnswerCheck("no_answer", 1, atMost: 0)] }
    var values = try economy.coefficients.copied(layout: .rowMajor)
    var wanted = demand
    for k in extracted {
      wanted[k] = 0
      for i in 0..<economy.count {
        values[i, k] = 0
        values[k, i] = 0
      }
    }
    let checker = LinearSystemCheck(economy.changed(values))
    return checker.residuals([(answer, wanted)], backwardLimit: Double(economy.count + 1)) + [
      AnswerCheck("output_of_extracted", extracted.reduce(0) { max($0, abs(answer[$1])) }, atMost: 0),
      AnswerCheck("negative_outputs", Double(answer.count { !($0 >= 0) }), atMost: 0),
    ]
  }
}
