import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// Linkages against published figures, an exact inverse, and what must hold of them.
@Suite struct LinkageTests {
  private func estimate(
    _ test: TestEngine, _ table: borrowing InputOutputTable, forward: Linkages.Forward = .ghosh, dispersion: Bool = false
  ) throws -> Linkages {
    try LinkageEstimator(EstimationSettings(engine: test.engine), forward: forward, measuresDispersion: dispersion)
      .estimate(table)
  }

  /// rOpenGov/iotables prints the Ghosh row sums; its second one is wrong by .02 and NumPy's is taken.
  @Test(arguments: TestEngines.all) func germany(_ test: TestEngine) throws {
    let result = try estimate(test, ReferenceTables.germany1995())
    let printed = [2.1126, 1.6910, 1.3558, 1.5848, 2.1037, 1.2106]
    for (value, figure) in zip(result.forwardGhosh.values, printed) { #expect(abs(value - figure) <= 5e-5) }
    let backward = [1.7048382795, 1.8412988083, 1.8136266663, 1.6035180880, 1.5950540693, 1.3782472438]
    #expect(relativeDifference(result.backward.values, backward) < 1e-10)
    #expect(result.checks.allSatisfy { $0.relativeDifference < 1e-14 } && result.checks.count == 2)
  }

  /// Miller and Blair, chapter 2: G has the row sums 1.91419142 and 1.25412541.
  @Test(arguments: TestEngines.all) func twoSectors(_ test: TestEngine) throws {
    let result = try estimate(test, ReferenceTables.millerBlair(), dispersion: true)
    #expect(relativeDifference(result.forwardGhosh.values, [1.91419142, 1.25412541]) < 5e-9)
    #expect(relativeDifference(result.directForward.values, [0.65, 0.15]) < 1e-15)
    #expect(relativeDifference(result.directBackward.values, [0.35, 0.3]) < 1e-15)
    // (1.25412541, .2640264): deviation .70010 over the mean .75907590.
    let columns = try #require(result.dispersion).columns.compactMap(\.self)
    let first = (1.25412541 - 0.2640264) / 2.0.squareRoot() / ((1.25412541 + 0.2640264) / 2)
    let second = (1.12211221 - 0.330033) / 2.0.squareRoot() / ((1.12211221 + 0.330033) / 2)
    #expect(relativeDifference(columns, [first, second]) < 1e-8)
  }

  /// Every figure of a multi-regional table from L in fractions.
  @Test(arguments: TestEngines.all) func multiRegional(_ test: TestEngine) throws {
    let table = try ReferenceTables.smallMultiRegional()
    let inverse = LeontiefOracle.inverse(of: table)
    let result = try estimate(test, table, forward: .leontief, dispersion: true)
    let output = table.output ?? []
    let ghosh = (0..<6).map { i in (0..<6).map { inverse[i][$0] * output[$0] / output[i] }.reduce(0, +) }
    #expect(relativeDifference(result.forwardLeontief.values, inverse.map { $0.reduce(0, +) }) < 1e-14)
    #expect(relativeDifference(result.forwardGhosh.values, ghosh) < 1e-14)
    let rows = try #require(result.dispersion).rows.compactMap(\.self)
    for (i, row) in inverse.enumerated() {
      let mean = row.reduce(0, +) / 6
      let deviation = (row.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / 5).squareRoot()
      #expect(relativeDifference(rows[i], deviation / mean) < 1e-13)
    }
    for i in 0..<6 {
      let back = try #require(result.backward.normalized[i])
      let front = try #require(result.forwardLeontief.normalized[i])
      let expected: Linkages.Role = back > 1 ? (front > 1 ? .key : .backward) : front > 1 ? .forward : .weak
      #expect(result.role(i) == expected)
    }
  }

  @Test(arguments: TestEngines.all) func inactiveSectorsHaveNoRoleAndDoNotCount(_ test: TestEngine) throws {
    let table = try ReferenceTables.table(
      codes: ["a", "b", "c"], flows: [[150, 500, 0], [200, 100, 0], [0, 0, 0]], demand: [[350], [1700], [0]],
      output: [1000, 2000, 0], valueAdded: [650, 1400, 0])
    let with = try estimate(test, table)
    let without = try estimate(test, ReferenceTables.millerBlair())
    #expect(with.role(2) == nil && with.forwardGhosh.values[2] == 1 && with.backward.values[2] == 1)
    for i in 0..<2 {
      #expect(with.role(i) == without.role(i))
      #expect(with.backward.normalized[i] == without.backward.normalized[i])
    }
  }

  /// Columns that buy nearly all of their output leave differences of rounded numbers, which multipliers of a million amplify:
  /// the totals are off by 7e-13 to 6e-11, the sums of magnitudes are 2e6 times as large. In a usual table they are not.
  @Test(arguments: TestEngines.all, [6, 12, 40]) func columnsThatBuyNearlyAllOfTheirOutput(_ test: TestEngine, _ n: Int) throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let extreme = try estimate(test, ReferenceTables.random(n, columnSum: 1 - 1e-6, seed: seed))
      for check in extreme.checks {
        #expect(check.holds && check.unexplained < 1e-15, "\(check)")
        #expect(check.magnitude > 1e6 * check.expected)
      }
      for check in try estimate(test, ReferenceTables.random(n, seed: seed)).checks {
        #expect(check.magnitude < 20 * check.expected && check.unexplained < 1e-14)
      }
    }
  }

  @Test func tablesWithoutOutputAreRefused() throws {
    let table = InputOutputTable(
      sectors: try SectorIndex([SectorLabel(region: "R", code: "a", name: "a")]), transactionsKind: .coefficients,
      transactions: try Matrix([[0.5]]), demand: [], finalDemand: try Matrix(rows: 1, columns: 0), output: nil,
      valueAdded: nil)
    #expect(throws: EstimationError.noOutput(table: "")) {
      try LinkageEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table)
    }
  }
}

@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedLinkagesTests {
  @Test(arguments: SharedTables.ids) func identitiesHold(_ id: String) throws {
    let table = try SharedTables.read(id)
    guard table.output != nil else { return }
    for test in TestEngines.all {
      let result = try LinkageEstimator(EstimationSettings(engine: test.engine, totalFlows: .technological)).estimate(table)
      for check in result.checks { #expect(check.holds, "\(id) on \(test): \(check)") }
      // Diagonals of L and G are at least one where no coefficient is negative.
      if id.hasPrefix("wiod") { #expect(result.forwardGhosh.values.allSatisfy { $0 >= 1 - 1e-14 }) }
    }
  }
}
