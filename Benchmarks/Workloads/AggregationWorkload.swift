import BenchmarkHarness
import Leontief

/// Q Z Qᵀ: flows of n sectors summed into n/4 groups.
///
/// Flows are whole numbers, so the answer is exact. Sectors fall into groups at random: no kernel profits from an order that a
/// user's concordance may not have.
public struct AggregationWorkload: Workload {
  public init() {}

  public let kernel = "aggregate"
  public let title = "Q Z Q' from n sectors to n/4 groups by scatter, row-major"

  /// No library has a scatter.
  public let usesLibrary = false

  /// One addition a flow; Z read and the result written once.
  public func model(sectors n: Int) -> CostModel {
    let groups = Double(Self.groups(n))
    let n = Double(n)
    return CostModel(flops: n * n, bytesMin: 8 * (n * n + groups * groups), roof: .memory)
  }

  package static func groups(_ n: Int) -> Int { max(1, n / 4) }

  public func bytesNeeded(sectors n: Int) -> Int { bytes(squareMatrices: 2.125, of: n) }

  public func makeTask(_ economy: SyntheticEconomy) throws -> any TimedTask { try AggregationTask(economy) }
}

package final class AggregationTask: OperandTask, RelocatableTask {
  private var flows: Matrix<Double>
  private let aggregator: SparseMatrix<Double>
  /// The exact result, row by row.
  private let expected: [Int64]
  package var answer: Matrix<Double>
  private var reading = MatrixReading()

  package init(_ economy: SyntheticEconomy) throws(AllocationError) {
    let groups = AggregationWorkload.groups(economy.count)
    let group = Self.groupOfEachSector(economy, groups)
    var flows = try economy.coefficients.copied(layout: .rowMajor)
    Self.makeWhole(&flows)
    expected = Self.exact(flows, group: group, groups: groups)
    self.flows = flows
    aggregator = SparseMatrix(
      rows: groups, columns: economy.count, entries: group.enumerated().map { (row: $1, column: $0, value: 1) })
    answer = try Matrix(rows: groups, columns: groups)
    answer.touch()
  }

  /// Each sector makes 2³² units of output; any sum of flows is then far below 2⁵³.
  static func makeWhole(_ flows: inout Matrix<Double>) {
    var elements = flows.mutableElements
    for k in elements.indices { elements[k] = (elements[k] * 0x1p32).rounded(.down) }
  }

  static func groupOfEachSector(_ economy: SyntheticEconomy, _ groups: Int) -> [Int] {
    var generator = SplitMix64(seed: economy.seed, stream: "aggregation")
    var sectors = Array(0..<economy.count)
    generator.shuffle(&sectors)
    return sectors.map { $0 % groups }
  }

  static func exact(_ flows: borrowing Matrix<Double>, group: [Int], groups: Int) -> [Int64] {
    var sums = [Int64](repeating: 0, count: groups * groups)
    let view = flows.view
    for i in 0..<flows.rows {
      let row = view.row(i)
      let start = group[i] * groups
      for j in row.indices { sums[start + group[j]] += Int64(row[j]) }
    }
    return sums
  }

  package func reset() {}

  /// A copy is made before the old one goes, so that it lies elsewhere: work on 3 MB takes 5 % more or less by their place.
  package func relocate() throws {
    var copy = try flows.copied(layout: .rowMajor)
    swap(&flows, &copy)
  }

  package func run(on engine: Engine) {
    Self.aggregate(flows, aggregator, into: &answer, on: engine)
  }

  private static func aggregate(
    _ flows: borrowing Matrix<Double>, _ aggregator: SparseMatrix<Double>, into answer: inout Matrix<Double>,
    on engine: Engine
  ) {
    var target = answer.mutableView
    engine.aggregate(rows: aggregator, flows.view, columns: aggregator, into: &target)
  }

  package var operandBytes: Double { MatrixReading.bytes(flows) }
  package func readOperand(on engine: Engine) { reading.read(flows, on: engine) }
  package func checkReading() -> [AnswerCheck] { reading.check(flows) }

  package var answerHash: UInt64 { answer.bitHash() }

  /// Every element equals the sum of the whole numbers, bit for bit.
  package func check() -> [AnswerCheck] {
    [AnswerCheck("wrong_elements", Double(Self.differences(answer, expected)), atMost: 0)]
  }

  static func differences(_ answer: borrowing Matrix<Double>, _ expected: [Int64]) -> Int {
    let elements = answer.elements
    return elements.indices.count { elements[$0].bitPattern != Double(expected[$0]).bitPattern }
  }
}
