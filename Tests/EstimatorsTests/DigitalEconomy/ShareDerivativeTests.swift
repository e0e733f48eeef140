import BigInt
import Estimators
import Kernels
import Tables
import TestSupport
import Testing

/// How the result changes with a share, also at 0 and 1, which a share cannot leave, against differences of fractions.
@Suite struct ShareDerivativeTests {
  /// Digital shares of s1 and s6 beside all of s4, exact in binary.
  struct Shares: Sendable {
    var first: Double
    var second: Double
  }

  /// The inside of 0…1, its ends, and a share beside which little else is digital.
  static let inside = [Shares(first: 0.25, second: 0.375), Shares(first: 0, second: 1), Shares(first: 1, second: 0)]
  private static let step = 0x1p-50

  private func table(_ deficit: Double, _ seed: UInt64) throws -> InputOutputTable {
    var table = try ReferenceTables.random(8, columnSum: 1 - deficit, seed: seed)
    var numbers = SeededNumbers(seed ^ 77)
    for i in 0..<8 { table.finalDemand[i, 0] = deficit * (60 + 50 * numbers.unit()) }
    return table
  }

  private func study(_ shares: Shares, _ whole: String, _ method: String) throws -> StudyFile {
    let text = """
      split:
        - {sector: s1, into: [{code: a, share: \(shares.first)}, {code: b, share: \(1 - shares.first)}]}
        - {sector: s6, into: [{code: c, share: \(shares.second)}, {code: d, share: \(1 - shares.second)}]}
      digital: {some: [a\(whole)], others: [c]}
      method: \(method)
      """
    return try StudyFile(text: text, path: "s.yaml")
  }

  /// The three terms for some shares, by the merged table or that in which every part is by itself.
  private func exact(
    _ table: borrowing InputOutputTable, _ shares: [Int: Double], _ method: String
  ) throws -> Rational {
    func row(_ k: Int, _ share: Double) -> [Double] { (0..<8).map { $0 == k ? share : 0 } }
    let digital = shares.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    let others = (0..<8).filter { (shares[$0] ?? 0) < 1 }.map { row($0, 1 - (shares[$0] ?? 0)) }
    let merged = [(0..<8).map { shares[$0] ?? 0 }]
    let parts = method == "block" ? digital.map { row($0.key, $0.value) } : merged
    let terms = ExactTerms(table, weights: parts + others, digital: Array(parts.indices))
    return try #require(terms).exactTotal
  }

  /// By points of one side at an end and of both inside, 2⁻⁵⁰ apart: the error is the square of that over what the share changes
  /// over.
  private func derivative(
    _ table: borrowing InputOutputTable, _ shares: [Int: Double], of k: Int, _ method: String
  ) throws -> Double {
    let share = shares[k] ?? 0
    let points: [(Double, Int)] =
      share == 0 ? [(0, -3), (1, 4), (2, -1)] : share == 1 ? [(0, 3), (-1, -4), (-2, 1)] : [(-1, -1), (1, 1)]
    var sum = Rational(0)
    for (place, weight) in points {
      var changed = shares
      changed[k] = share + place * Self.step
      sum = sum + Rational(BigInt(weight)) * (try exact(table, changed, method))
    }
    let total = (table.valueAdded ?? []).map(Rational.init(exactly:)).reduce(Rational(0), +)
    return (sum / Rational(exactly: 2 * Self.step) / total).approximation
  }

  private func check(_ shares: Shares, _ whole: [Int], _ deficit: Double, _ method: String, _ tolerance: Double) throws {
    let table = try table(deficit, 3)
    let names = whole.map { ", s\($0)" }.joined()
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
      .estimate(table, study: study(shares, names, method))
    #expect(result.sensitivity.map(\.share) == [shares.first, shares.second])
    var all = Dictionary(uniqueKeysWithValues: whole.map { ($0, 1.0) })
    (all[1], all[6]) = (shares.first, shares.second)
    for (k, sensitivity) in zip([1, 6], result.sensitivity) {
      let (found, expected) = (try #require(sensitivity.derivative), try derivative(table, all, of: k, method))
      #expect(abs(found - expected) <= tolerance * abs(expected), "\(shares) \(k) \(deficit): \(found) \(expected)")
    }
  }

  /// Tables whose columns leave little of their output lose no digits.
  @Test(arguments: inside, [0.3, 1e-4, 1e-9]) func atTheEndsAndInside(_ shares: Shares, _ deficit: Double) throws {
    for method in ["aggregated", "block"] { try check(shares, [4], deficit, method, 1e-9) }
  }

  /// The weights of the merged sector change within a millionth of a share where nothing else is digital but a millionth: points
  /// a fixed distance apart would look past that.
  @Test func besideAlmostNothing() throws {
    for method in ["aggregated", "block"] {
      try check(Shares(first: 0, second: 0x1p-20), [], 0.3, method, 1e-9)
      try check(Shares(first: 0x1p-20, second: 0x1p-20), [], 0.3, method, 1e-9)
    }
  }

  /// What roundings add to a whole is not a share beyond it.
  @Test func sharesThatSumToMoreThanOneByRounding() throws {
    let text = """
      split:
        - sector: s1
          into: [{code: a, share: 0.05}, {code: b, share: 0.55}, {code: c, share: 0.3}, {code: d, share: 0.1}]
      digital: {all: [a, b, c, d, s4]}
      """
    #expect([0.05, 0.55, 0.3, 0.1].reduce(0, +) > 1)
    let table = try table(1e-6, 3)
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
      .estimate(table, study: StudyFile(text: text, path: "s.yaml"))
    let whole = try exact(table, [1: 1, 4: 1], "aggregated").approximation
    let closed = result.checks.filter { $0.name.hasPrefix("the closed form") }
    // Observed: 2e-16.
    let value = try #require(closed.first).value
    #expect(closed.count == 2 && relativeDifference(value, whole) < 2e-14)
    #expect(result.sensitivity.first?.derivative != nil)
  }

  /// Thirds typed to ten digits are thirds: splitting leaves nothing out that the closed form has.
  @Test func thirds() throws {
    let text = """
      split:
        - {sector: s1, into: [{code: a, share: 0.3333333333}, {code: b, share: 0.3333333333}, {code: c, share: 0.3333333333}]}
      digital: {all: [a, b, c, s4]}
      """
    let table = try table(0.3, 3)
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
      .estimate(table, study: StudyFile(text: text, path: "s.yaml"))
    let whole = try exact(table, [1: 1, 4: 1], "aggregated").approximation
    #expect(relativeDifference(result.terms.total, whole) < 2e-14)
    for check in result.checks { #expect(check.holds, "\(check)") }
  }
}
