import Estimators
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// Identities of multipliers, and tables that have something missing or wrong.
@Suite struct MultiplierPropertiesTests {
  private let settings = EstimationSettings(engine: TestEngines.swift)

  @Test(arguments: TestEngines.all) func partsByRegionSumToTheMultiplier(_ test: TestEngine) throws {
    let result = try MultiplierEstimator(EstimationSettings(engine: test.engine))
      .estimate(ReferenceTables.smallMultiRegional())
    let output = try #require(result["output"])
    let own = try #require(output.ownRegion)
    // The oracle's inverse, in fractions.
    let inverse = LeontiefOracle.inverse(of: try ReferenceTables.smallMultiRegional())
    for j in 0..<6 {
      let region = j < 3 ? 0..<3 : 3..<6
      #expect(relativeDifference(own[j], region.map { inverse[$0][j] }.reduce(0, +)) < 1e-14)
    }
    // Value added is all there is beside flows, so it is contained once although one of them is negative.
    #expect(relativeDifference(try #require(result["value_added"]).multipliers, [1, 1, 1, 1, 1, 1]) < 1e-14)
  }

  @Test func anInactiveSectorHasTheMultiplierOfNothing() throws {
    let table = try ReferenceTables.table(
      codes: ["a", "b", "c"], flows: [[1, 2, 0], [3, 1, 0], [0, 0, 0]], demand: [[7], [6], [0]], output: [10, 10, 0],
      valueAdded: [6, 7, 0], rows: [NamedRows(name: "jobs", values: [5, 0, 0])])
    let result = try MultiplierEstimator(settings).estimate(table)
    #expect(result.inactive == [2])
    #expect(try #require(result["output"]).multipliers[2] == 1)
    #expect(try #require(result["jobs"]).multipliers[2] == 0)
    let ratios = try #require(result["jobs"]).ratios
    #expect(ratios[0] != nil && ratios[1] == nil && ratios[2] == nil)
  }

  @Test func aRowWithoutOutputIsLeftOutAndSaid() throws {
    let table = try ReferenceTables.table(
      codes: ["a", "b"], flows: [[1, 0], [0, 0]], demand: [[9], [0]], output: [10, 0], valueAdded: [9, 0],
      rows: [NamedRows(name: "jobs", values: [5, 2])])
    let result = try MultiplierEstimator(settings).estimate(table)
    #expect(result["jobs"] == nil)
    #expect(result.remarks == ["row jobs is left out: R/b has no output but 2.0 of it"])
  }

  @Test func totalFlowsAreRefusedUnlessAskedFor() throws {
    var table = try ReferenceTables.millerBlair()
    table.metadata.flowKind = .total
    #expect(throws: EstimationError.totalFlows(table: "miller_blair")) { try MultiplierEstimator(settings).estimate(table) }
    var technological = settings
    technological.totalFlows = .technological
    let result = try MultiplierEstimator(technological).estimate(table)
    #expect(result.remarks.first == "flows include imports: the figures are technological and overstate domestic effects")
  }

  @Test func aStudyThatMakesEverySectorDigitalHasNoOthers() throws {
    let file = try StudyFile(text: "digital: {all: ['1', '2']}", path: "study.yaml")
    let result = try MultiplierEstimator(settings).estimate(ReferenceTables.millerBlair(), study: file)
    #expect(result.groups.allSatisfy { $0.other == nil && $0.digital != nil })
    // One sector: x / y.
    #expect(relativeDifference(try #require(result.groups.last?.digital), 3000 / 2050) < 1e-15)
  }

  @Test func anEmptyTableHasNoMultipliers() throws {
    let table = try ReferenceTables.table(codes: [], flows: [], demand: [], output: [], valueAdded: [])
    let result = try MultiplierEstimator(settings).estimate(table)
    #expect(try #require(result["output"]).multipliers.isEmpty && result.checks.isEmpty)
  }
}

/// On every real table: all primary inputs are contained once, and the engines agree.
@Suite(.enabled(if: SharedTables.areAvailable, Comment(rawValue: SharedTables.absence)))
struct SharedMultipliersTests {
  @Test(arguments: SharedTables.ids) func identitiesHold(_ id: String) throws {
    let table = try SharedTables.read(id)
    var outputs: [[Double]] = []
    for test in TestEngines.all {
      let result = try MultiplierEstimator(EstimationSettings(engine: test.engine, totalFlows: .technological))
        .estimate(table)
      for check in result.checks { #expect(check.holds, "\(id) on \(test): \(check)") }
      if let parts = result["value_added"]?.ownRegion, let all = result["value_added"]?.multipliers {
        // No region gives more than there is, where nothing is negative.
        if id.hasPrefix("wiod") { #expect(zip(parts, all).allSatisfy { $0 <= $1 * (1 + 1e-12) }) }
      }
      outputs.append(try #require(result["output"]).multipliers)
    }
    // Observed: 2e-14 at most (bea_2017, of the largest multiplier).
    for other in outputs.dropFirst() { #expect(relativeDifference(other, outputs[0]) < 1e-12) }
  }
}
