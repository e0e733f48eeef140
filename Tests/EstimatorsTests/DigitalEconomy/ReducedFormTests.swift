import Estimators
import Kernels
import MatrixCore
import Tables
import TestSupport
import Testing

/// The closed form in the shares against fractions: on tables whose columns buy nearly all of their output it keeps its digits.
@Suite struct ReducedFormTests {
  /// Shares that are exact in binary: a quarter of s1, all of s4, and three eighths of s6 are digital, half of s9 is disrupted.
  private static let study = """
    split:
      - {sector: s1, into: [{code: a, share: 0.25}, {code: b, share: 0.75}]}
      - {sector: s6, into: [{code: c, share: 0.375}, {code: d, share: 0.625}]}
    digital: {some: [a, s4], others: [c]}
    disrupted: {e: [{code: s9, share: 0.5}]}
    """
  private static let core: [Int: Double] = [1: 0.25, 4: 1, 6: 0.375]
  private static let dependent = core.merging([9: 0.5]) { a, _ in a }

  /// Rows may be off, which the terms do not mind: final demand is positive, so that no sum of it cancels.
  private func table(_ deficit: Double, _ seed: UInt64) throws -> InputOutputTable {
    var table = try ReferenceTables.random(11, columnSum: 1 - deficit, seed: seed)
    var numbers = SeededNumbers(seed ^ 77)
    for i in 0..<11 { table.finalDemand[i, 0] = deficit * (60 + 50 * numbers.unit()) }
    return table
  }

  /// The digital parts merged into one, then all that is left.
  private func exact(
    merged table: borrowing InputOutputTable, _ shares: [Int: Double], output: [Rational]? = nil
  ) throws -> ExactTerms {
    let n = table.sectorCount
    let digital = (0..<n).map { shares[$0] ?? 0 }
    let others = (0..<n).filter { digital[$0] < 1 }.map { k in (0..<n).map { $0 == k ? 1 - digital[k] : 0 } }
    let terms = ExactTerms(table, weights: [digital] + others, digital: [0], output: output)
    return try #require(terms)
  }

  /// Every digital part by itself.
  private func exact(
    apart table: borrowing InputOutputTable, _ shares: [Int: Double], output: [Rational]? = nil
  ) throws -> ExactTerms {
    let n = table.sectorCount
    let parts = shares.sorted { $0.key < $1.key }.map { part in (0..<n).map { $0 == part.key ? part.value : 0 } }
    let others = (0..<n).filter { shares[$0] != 1 }.map { k in (0..<n).map { $0 == k ? 1 - (shares[k] ?? 0) : 0 } }
    let terms = ExactTerms(table, weights: parts + others, digital: Array(parts.indices), output: output)
    return try #require(terms)
  }

  /// Observed: 1.6e-15 of a term at most.
  private func agree(_ terms: DigitalEconomy.Terms?, _ exact: ExactTerms, _ what: String) throws {
    let terms = try #require(terms)
    for (value, expected) in [
      (terms.backward, exact.backward), (terms.forward, exact.forward), (terms.doubleCounted, exact.doubleCounted),
    ] {
      #expect(relativeDifference(value, expected) < 2e-14, "\(what): \(value) \(expected)")
    }
  }

  /// The results by both methods, their dependent economies held against fractions of the table, or of one with another output.
  private func results(
    _ table: borrowing InputOutputTable, on engine: Engine, output: [Rational]? = nil, _ what: String
  ) throws -> [DigitalEconomy] {
    let merged = try exact(merged: table, Self.dependent, output: output)
    let apart = try exact(apart: table, Self.dependent, output: output)
    let estimator = DigitalEconomyEstimator(EstimationSettings(engine: engine))
    var results: [DigitalEconomy] = []
    for (method, terms) in [("aggregated", merged), ("block", apart)] {
      let file = try StudyFile(text: "\(Self.study)\nmethod: \(method)", path: "s.yaml")
      let result = try estimator.estimate(table, study: file)
      try agree(result.dependent?.terms, terms, "\(method), \(what)")
      results.append(result)
    }
    return results
  }

  @Test(arguments: TestEngines.all, [1e-1, 1e-4, 1e-6, 1e-9, 1e-12])
  func keepsItsDigits(_ test: TestEngine, _ deficit: Double) throws {
    for seed in [UInt64(1), 2, 3] {
      let table = try table(deficit, seed)
      let core = [try exact(merged: table, Self.core).total, try exact(apart: table, Self.core).total]
      for result in try results(table, on: test.engine, "\(deficit)") {
        let closed = result.checks.filter { $0.name.hasPrefix("the closed form") }
        #expect(closed.count == 2 && relativeDifference(closed.map(\.value), core) < 2e-14, "\(deficit): \(closed)")
      }
    }
  }

  /// The others buy nearly all of their inputs of each other: it is their multipliers that are large, and an elimination with
  /// subtractions loses their digits before the closed form has them.
  @Test(arguments: TestEngines.all, [1e-4, 1e-8, 1e-11]) func largeMultipliersAmongTheOthers(
    _ test: TestEngine, _ deficit: Double
  ) throws {
    let table = try tightlyKnit(deficit)
    for result in try results(table, on: test.engine, "\(deficit)") {
      #expect(result.cost.reports.contains { $0.method == "gth" })
    }
  }

  /// The others sell and buy little but among themselves.
  private func tightlyKnit(_ deficit: Double) throws -> InputOutputTable {
    var table = try table(0.3, 4)
    let members = Set(Self.dependent.keys)
    for j in 0..<11 where !members.contains(j) {
      for k in members { table.transactions[k, j] *= deficit }
      let bought = (0..<11).map { table.transactions[$0, j] }.reduce(0, +)
      table.output?[j] = bought * (1 + deficit)
      table.valueAdded?[j] = (table.output?[j] ?? 0) - bought
    }
    return table
  }

  /// One of the others and a digital sector are written with inputs of all their output, which rounded numbers exceed by a hair:
  /// that is nothing, and costs no digits. What is meant is the table whose outputs are those inputs.
  @Test(arguments: TestEngines.all, [1e-4, 1e-8, 1e-11]) func inputsOfAllOutput(
    _ test: TestEngine, _ deficit: Double
  ) throws {
    var table = try tightlyKnit(deficit)
    var output = (table.output ?? []).map(Rational.init(exactly:))
    for j in [2, 4] {
      let whole = table.flowRows.map { $0[j] }.compensatedSum()
      table.output?[j] = whole
      table.valueAdded?[j] = 0
      var inputs = table.flowRows.map { $0[j] }
      while ([whole] + inputs.map { -$0 }).compensatedSum() >= 0 { inputs[0] = inputs[0].nextUp }
      #expect(([whole] + inputs.map { -$0 }).compensatedSum() >= -.ulpOfOne * whole)
      table.transactions[0, j] = inputs[0]
      output[j] = inputs.map(Rational.init(exactly:)).reduce(Rational(0), +)
    }
    for result in try results(table, on: test.engine, output: output, "\(deficit)") {
      #expect(result.cost.reports.contains { $0.method == "gth" })
    }
  }

  /// A column that buys more than its output by more than its numbers were rounded is eliminated as any other.
  @Test func inputsOfMoreThanAllOutput() throws {
    var table = try tightlyKnit(1e-4)
    let bought = table.flowRows.map { $0[2] }.reduce(0, +)
    table.output?[2] = (1 - 1e-12) * bought
    let file = try StudyFile(text: Self.study, path: "s.yaml")
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table, study: file)
    #expect(!result.cost.reports.contains { $0.method == "gth" })
  }

  /// A table without jobs has no right-hand side for what they are held against.
  @Test func withoutJobsNothingIsSolvedForThem() throws {
    var table = try table(0.3, 4)
    let file = try StudyFile(text: Self.study, path: "s.yaml")
    // Four sectors with a digital or disrupted part, final demand, and what rows are off.
    for (rows, sides) in [(table.rows, 6), ([], 5)] {
      table.rows = rows
      let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table, study: file)
      #expect((result.jobs == nil) == rows.isEmpty && result.cost.reports.first?.rightHandSides == sides)
    }
  }

  /// Usual tables are reduced by the method of the host's choice, without a solve to tell multipliers.
  @Test func usualMultipliers() throws {
    let file = try StudyFile(text: Self.study, path: "s.yaml")
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table(0.3, 4), study: file)
    #expect(!result.cost.reports.contains { $0.method == "gth" })
  }

  /// Where reduced coefficients are negative, rows are exchanged instead: a sector that sells a negative amount to another.
  @Test(arguments: [UInt64(1), 2, 3]) func negativeFlows(_ seed: UInt64) throws {
    var table = try table(0.4, seed)
    for j in 0..<11 { table.transactions[4, j] = -0.5 * table.transactions[4, j] }
    for result in try results(table, on: TestEngines.swift, "\(seed)") {
      #expect(result.checks.filter { $0.name.hasPrefix("the closed form") }.allSatisfy { $0.unexplained < 1e-13 })
    }
  }

  /// All sectors are digital or disrupted: the table is reduced to itself.
  @Test(arguments: ["aggregated", "block"]) func allAndOne(_ method: String) throws {
    let table = try table(1e-6, 5)
    let estimator = DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
    let everything = (0..<11).map { "s\($0)" }.joined(separator: ", ")
    let text = "digital: {all: [s0]}\ndisrupted: {b: [\(everything.dropFirst(4))]}\nmethod: \(method)"
    let all = try estimator.estimate(table, study: StudyFile(text: text, path: "s.yaml"))
    let whole = Dictionary(uniqueKeysWithValues: (0..<11).map { ($0, 1.0) })
    try agree(all.dependent?.terms, method == "block" ? exact(apart: table, whole) : exact(merged: table, whole), method)
    for check in all.checks where check.name.hasPrefix("the closed form") {
      #expect(relativeDifference(check.value, try exact(merged: table, [0: 1]).total) < 2e-14)
    }
  }

  /// Two sectors use all they make, so that nothing is left of a column for a pivot; rounded coefficients may have an answer all
  /// the same. What has no closed form is not checked, which is said, as is what is not shown.
  @Test func aClosedGroupIsNotChecked() throws {
    let estimator = DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
    let study = try StudyFile(text: "digital: {a: [a]}\ndisrupted: {b: [b]}", path: "s.yaml")
    var said = 0
    for k in 1...40 {
      let (own, other) = (Double(k), Double(3 * k % 17 + 1))
      let x = [own + 7, other + 11, 50]
      let table = try ReferenceTables.table(
        codes: ["a", "b", "c"], flows: [[own, 11, 2], [7, other, 3], [0, 0, 5]], demand: [[1], [1], [45]], output: x,
        valueAdded: [0, 0, 40], rows: [NamedRows(name: "jobs", values: [1, 2, 3])])
      guard let result = try? estimator.estimate(table, study: study) else { continue }
      said += 1
      let remarks = result.remarks.joined(separator: "\n")
      for name in ["merged", "split"] {
        #expect(
          remarks.contains("not checked: the closed form in the shares gives the terms of the \(name) table; the sectors of"))
      }
      #expect(remarks.contains("jobs are not shown: ") && remarks.contains("the digitally dependent economy is not shown: "))
      #expect(result.jobs == nil && result.dependent == nil && !result.checks.contains { $0.name.contains("closed form") })
    }
    #expect(said > 0)
  }

  /// Sectors without output are digital, disrupted and neither: they add nothing.
  @Test func inactiveSectors() throws {
    var table = try table(1e-3, 6)
    for i in [4, 9, 10] {
      for j in 0..<11 { (table.transactions[i, j], table.transactions[j, i]) = (0, 0) }
      table.finalDemand[i, 0] = 0
      table.output?[i] = 0
      table.valueAdded?[i] = 0
    }
    let file = try StudyFile(text: Self.study, path: "s.yaml")
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table, study: file)
    #expect(result.checks.filter { $0.name.hasPrefix("the closed form") }.count == 2)
    for check in result.checks { #expect(check.holds, "\(check)") }
    let dependent = try #require(result.dependent?.terms)
    #expect(relativeDifference(dependent.total, result.terms.total) < 1e-14)
    let alone = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
      .estimate(table, study: StudyFile(text: "digital: {none: [s4]}", path: "s.yaml"))
    #expect(alone.terms.total == 0 && alone.checks.allSatisfy(\.holds))
  }
}
