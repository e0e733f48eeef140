import BenchmarkHarness
import Leontief

/// One matrix and the sums it is brought to.
package final class BalancingTask: RepeatingTask {
  private let method: Balancer.Method
  private let flows: Matrix<Double>
  private let names: [String]
  /// Sums that factors between 0.8 and 1.25 of every row and column lead to.
  private let rows: [Double]
  private let columns: [Double]
  package var answer: Matrix<Double>
  /// Of the last run: the factors and the number of sweeps.
  private var factors: (rows: [Double], columns: [Double]) = ([], [])
  private var sweeps = 0

  /// Errors: `AllocationError`.
  package init(_ economy: SyntheticEconomy, _ method: Balancer.Method) throws(AllocationError) {
    var flows = try economy.coefficients.copied(layout: .rowMajor)
    if method == .gras { Self.makeSomeNegative(&flows) }
    var generator = SplitMix64(seed: economy.seed, stream: "balancing")
    let n = economy.count
    let r = (0..<n).map { _ in Self.factor(&generator) }
    let s = (0..<n).map { _ in Self.factor(&generator) }
    var scaled = try flows.copied(layout: .rowMajor)
    for i in 0..<n {
      for j in 0..<n { scaled[i, j] = Self.scaled(flows[i, j], r[i], s[j]) }
    }
    self.method = method
    names = economy.labels.map(\.qualifiedCode)
    (rows, columns) = (scaled.sums(ofRows: true), scaled.sums(ofRows: false))
    self.flows = flows
    answer = scaled
    Self.forget(&answer)
  }

  /// Every 31st cell, in no row or column all of them.
  private static func makeSomeNegative(_ flows: inout Matrix<Double>) {
    var elements = flows.mutableElements
    for k in stride(from: 0, to: elements.count, by: 31) { elements[k] = -elements[k] / 16 }
  }

  private static func factor(_ generator: inout SplitMix64) -> Double { Double(generator.next(in: 80...125)) / 100 }

  /// r z s of a positive cell, z / (r s) of a negative one.
  private static func scaled(_ z: Double, _ r: Double, _ s: Double) -> Double { z > 0 ? r * z * s : z / (r * s) }

  private static func forget(_ answer: inout Matrix<Double>) {
    var view = answer.mutableView
    view.fill(0)
  }

  package func reset() {}

  package func run(on engine: Engine) throws {
    var balanced = try Self.balance(flows, Balancer(method), rows, columns, names, on: engine)
    swap(&answer, &balanced.values)
    (factors, sweeps) = (balanced.factors, balanced.sweeps)
  }

  private struct Outcome: ~Copyable {
    var values: Matrix<Double>
    let factors: (rows: [Double], columns: [Double])
    let sweeps: Int
  }

  private static func balance(
    _ flows: borrowing Matrix<Double>, _ balancer: Balancer, _ rows: [Double], _ columns: [Double], _ names: [String],
    on engine: Engine
  ) throws(BalancingError) -> Outcome {
    let balanced = try balancer.balance(
      flows.view, rows: rows, columns: columns, names: (names, names), EstimationSettings(engine: engine))
    let (factors, sweeps) = ((balanced.rowFactors, balanced.columnFactors), balanced.report.iterations)
    return Outcome(values: balanced.takeValues(), factors: factors, sweeps: sweeps)
  }

  package var repetitions: Int { max(1, sweeps) }

  package var answerHash: UInt64 { answer.bitHash() }

  /// Any matrix of the form with positive factors and these sums is the answer, however it was found.
  package func check() -> [AnswerCheck] {
    let n = answer.rows
    guard factors.rows.count == n, factors.columns.count == n else { return [AnswerCheck("factors_missing", 1, atMost: 0)] }
    let sums = [(answer.sums(ofRows: true), rows), (answer.sums(ofRows: false), columns)]
    return [
      AnswerCheck("row_sum_error", Self.largestError(sums[0].0, sums[0].1), atMost: 1e-9),
      AnswerCheck("column_sum_error", Self.largestError(sums[1].0, sums[1].1), atMost: 1e-9),
      AnswerCheck("factors_not_positive", Double((factors.rows + factors.columns).count { !($0 > 0) }), atMost: 0),
      AnswerCheck("form_error_eps", Self.formError(answer, flows, factors) / .ulpOfOne, atMost: Self.formLimit),
      AnswerCheck("sweeps", Double(sweeps), atMost: Self.mostSweeps),
    ]
  }

  /// Of an element, in units of eps of its own.
  static var formLimit: Double { 8 }

  /// Observed: 79 to 81 for 26x23 and 41x35.
  private static let mostSweeps = 250.0

  /// Relative to the sums of before, which are of the size of the cells.
  private static func largestError(_ sums: [Double], _ targets: [Double]) -> Double {
    zip(sums, targets).reduce(0) { LinearSystemCheck.larger($0, $1.0 == $1.1 ? 0 : abs($1.0 - $1.1) / abs($1.1)) }
  }

  /// How far cells are from what the factors make of them, relative; they are rounded twice.
  private static func formError(
    _ answer: borrowing Matrix<Double>, _ flows: borrowing Matrix<Double>, _ factors: (rows: [Double], columns: [Double])
  ) -> Double {
    var worst = 0.0
    for i in 0..<answer.rows {
      for j in 0..<answer.columns {
        let (value, expected) = (answer[i, j], scaled(flows[i, j], factors.rows[i], factors.columns[j]))
        worst = LinearSystemCheck.larger(worst, value == expected ? 0 : abs(value - expected) / abs(expected))
      }
    }
    return worst
  }
}

extension Matrix where Scalar == Double {
  /// Sums of rows or of columns in twice the precision.
  fileprivate borrowing func sums(ofRows: Bool) -> [Double] {
    var sums = [CompensatedDot](repeating: CompensatedDot(), count: ofRows ? rows : columns)
    let view = view
    for i in 0..<rows {
      let row = view.row(i)
      for j in row.indices { sums[ofRows ? i : j].add(row[j]) }
    }
    return sums.map(\.value)
  }
}
