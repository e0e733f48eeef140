import Estimators
import Kernels
import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

/// Properties of the estimate that need no published number.
@Suite struct DigitalEconomyPropertiesTests {
  private func estimate(
    _ table: borrowing InputOutputTable, _ codes: [String], method: Study.Method = .aggregated
  ) throws -> DigitalEconomy {
    let list = codes.map { "'\($0)'" }.joined(separator: ", ")
    let file = try StudyFile(text: "digital: {all: [\(list)]}\nmethod: \(method.rawValue)", path: "study.yaml")
    return try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table, study: file)
  }

  @Test func oneDigitalSectorHasNoAggregationBias() throws {
    let result = try estimate(ReferenceTables.germany1995(), ["bus"])
    #expect(relativeDifference(result.terms.total, result.alternative.total) < 1e-14)
    #expect(relativeDifference(result.terms.backward, result.alternative.backward) < 1e-14)
  }

  @Test func everySectorDigitalIsTheWholeEconomy() throws {
    let table = try ReferenceTables.germany1995()
    let result = try estimate(table, ["agr", "man", "con", "trd", "bus", "oth"])
    #expect(relativeDifference(result.terms.total, 1_624_160) < 1e-14)
    #expect(result.enabled.isEmpty && result.enabling.isEmpty)
    #expect(result.share == result.terms.total / 1_624_160)
  }

  @Test func theBlockFormIsMonotone() throws {
    let table = try ReferenceTables.germany1995()
    let totals = try [["bus"], ["bus", "oth"], ["bus", "oth", "trd"]].map {
      try estimate(table, $0, method: .block).terms.total
    }
    #expect(totals[0] < totals[1] && totals[1] < totals[2])
  }

  @Test func splittingASectorWholeChangesNothing() throws {
    let text = """
      split: [{sector: bus, into: [{code: d, share: 1}, {code: none, share: 0}]}]
      digital: {all: [d]}
      """
    let file = try StudyFile(text: text, path: "study.yaml")
    let split = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(
      ReferenceTables.germany1995(), study: file)
    let whole = try estimate(ReferenceTables.germany1995(), ["bus"])
    #expect(relativeDifference(split.terms.total, whole.terms.total) < 1e-14)
  }

  @Test func aSectorWithoutOutputAddsNothingAndIsNamed() throws {
    let table = try ReferenceTables.table(
      codes: ["a", "idle"], flows: [[5, 0], [0, 0]], demand: [[5], [0]], output: [10, 0], valueAdded: [5, 0])
    let result = try estimate(table, ["idle"])
    #expect(result.terms.total == 0 && result.share == 0)
    #expect(result.remarks == ["R/idle (idle) has no output and adds nothing"])
    #expect(result.checks.allSatisfy { $0.holds })
  }

  @Test func negativeFinalDemandIsFlagged() throws {
    let table = try ReferenceTables.table(
      codes: ["a", "b"], flows: [[1, 4], [3, 2]], demand: [[6], [-1]], output: [11, 4], valueAdded: [7, -2])
    let result = try estimate(table, ["b"])
    #expect(result.terms.doubleCounted > 0 && result.terms.forward < 0)
    #expect(result.remarks.contains { $0.hasPrefix("R/b (b) has negative final demand") })
  }

  @Test func aTableThatDoesNotBalanceIsJudgedByItsOwnImbalance() throws {
    // x of the first sector is .001 too large: L (Z1 + y − x) = (−.001 l₁₁, −.001 l₂₁) shifts both identities.
    let table = try ReferenceTables.table(
      codes: ["a", "b"], flows: [[1, 4], [3, 2]], demand: [[6], [5]], output: [11.001, 10], valueAdded: [7, 4])
    let checks = try estimate(table, ["b"]).checks
    #expect(checks.allSatisfy { $0.holds })
    #expect(checks.map(\.isExcusedByImbalance) == [true, true, false, false, false])
    // l₂₁ / l₁₁ = a₂₁ / (1 − a₂₂) = (3 / 11.001) / .8; l₁₁ by Cramer's rule.
    let (a11, a12, a21, a22) = (1 / 11.001, 0.4, 3 / 11.001, 0.2)
    let l21 = a21 / ((1 - a11) * (1 - a22) - a12 * a21)
    // 11.001 is rounded, and .001 is what its roundings are held against.
    #expect(relativeDifference(checks[0].imbalance, -0.001 * l21 * 0.4) < 1e-11)
  }

  @Test func aSectorOfTheTableMayBeCalledDigital() throws {
    let table = try ReferenceTables.table(
      codes: ["DIGITAL", "b"], flows: [[1, 4], [3, 2]], demand: [[6], [5]], output: [11, 10], valueAdded: [7, 4])
    #expect(try estimate(table, ["b"]).enabled.map(\.sector.code) == ["DIGITAL"])
  }

  @Test func netImportsInFinalDemandAreFlagged() throws {
    var table = try ReferenceTables.germany1995()
    table.metadata.flowKind = .total
    #expect(
      try estimate(table, ["bus"]).remarks == [
        "flows include imports and final demand is net of them, so terms are not domestic and may be over- or understated"
      ])
  }

  @Test func noValueAdded() throws {
    let table = try ReferenceTables.table(codes: ["a"], flows: [[1]], demand: [[1]], output: [2], valueAdded: nil)
    let error = #expect(throws: EstimationError.self) { try estimate(table, ["a"]) }
    #expect(error?.description == "test has no value added; an estimate of value added needs va.npy")
  }

  @Test func noFinalDemand() throws {
    let table = try ReferenceTables.table(codes: ["a"], flows: [[2]], demand: [[]], output: [2], valueAdded: [0])
    let error = #expect(throws: EstimationError.self) { try estimate(table, ["a"]) }
    #expect(error?.description == "test has no final demand; an estimate of value added needs Y.npy")
  }
}
