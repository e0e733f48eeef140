import BenchmarkHarness
import Leontief

/// Q Z Qᵀ by two products of dense matrices, as it is done where there is no scatter: the same work as `AggregationWorkload`.
public struct GemmAggregationWorkload: Workload {
  public init() {}

  public let kernel = "aggregate-gemm"
  public let title = "Q Z Q' from n sectors to n/4 groups by two products with a dense Q, row-major"

  /// 2pn² + 2p²n flops for p groups; Z and Q read, Q Z written and read, the result written.
  public func model(sectors n: Int) -> CostModel {
    let (n, p) = (Double(n), Double(AggregationWorkload.groups(n)))
    return CostModel(flops: 2 * p * n * n + 2 * p * p * n, bytesMin: 8 * (n * n + 3 * p * n + p * p), roof: .compute)
  }

  public func bytesNeeded(sectors n: Int) -> Int { bytes(squareMatrices: 1.75, of: n) }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask { try GemmAggregationTask(economy) }
}

package final class GemmAggregationTask: TimedTask {
  private let flows: Matrix<Double>
  private let aggregator: Matrix<Double>
  private var half: Matrix<Double>
  /// The exact result, row by row.
  private let expected: [Int64]
  package var answer: Matrix<Double>

  /// Errors: `AllocationError`.
  package init(_ economy: SyntheticEconomy) throws(AllocationError) {
    let groups = AggregationWorkload.groups(economy.count)
    let group = AggregationTask.groupOfEachSector(economy, groups)
    var flows = try economy.coefficients.copied(layout: .rowMajor)
    AggregationTask.makeWhole(&flows)
    expected = AggregationTask.exact(flows, group: group, groups: groups)
    var aggregator = try Matrix<Double>(rows: groups, columns: economy.count)
    for (sector, group) in group.enumerated() { aggregator[group, sector] = 1 }
    self.flows = flows
    self.aggregator = aggregator
    half = try Matrix(rows: groups, columns: economy.count)
    answer = try Matrix(rows: groups, columns: groups)
    half.touch()
    answer.touch()
  }

  package func reset() {}

  package func run(on engine: Engine) {
    Self.multiply(aggregator, flows, into: &half, transposed: false, on: engine)
    Self.multiply(half, aggregator, into: &answer, transposed: true, on: engine)
  }

  /// C = A B, or A Bᵀ.
  private static func multiply(
    _ a: borrowing Matrix<Double>, _ b: borrowing Matrix<Double>, into c: inout Matrix<Double>, transposed: Bool,
    on engine: Engine
  ) {
    var target = c.mutableView
    engine.multiply(1, a.view, transposed ? b.view.transposed : b.view, into: &target)
  }

  package var answerHash: UInt64 { answer.bitHash() }

  /// Sums of whole numbers under 2⁵³ are exact in any order: every element equals its sum, bit for bit.
  package func check() -> [AnswerCheck] {
    [AnswerCheck("wrong_elements", Double(AggregationTask.differences(answer, expected)), atMost: 0)]
  }
}
