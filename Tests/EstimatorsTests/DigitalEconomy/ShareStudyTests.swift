import Estimators
import Kernels
import Tables
import TestSupport
import Testing

/// The fourth term, the digitally dependent economy, jobs, sensitivities and intervals of the worked example.
///
/// The figures were computed with NumPy from the formulas, by splitting and merging tables; here they come from closed forms.
@Suite struct ShareStudyTests {
  private func estimate(
    _ engine: Engine, _ more: String = "", method: String = "aggregated"
  ) throws -> DigitalEconomy {
    let file = try StudyFile(text: "\(WorkedExampleTests.study)\nmethod: \(method)\n\(more)", path: "study.yaml")
    return try DigitalEconomyEstimator(EstimationSettings(engine: engine)).estimate(Self.germany(), study: file)
  }

  /// With the third column of demand named for what it is.
  static func germany() throws -> InputOutputTable {
    var table = try ReferenceTables.germany1995()
    table.demand[2].category = "Gross fixed capital formation"
    return table
  }

  @Test(arguments: TestEngines.all) func theFourthTerm(_ test: TestEngine) throws {
    let result = try estimate(test.engine, "fixed_capital: {share: 0.02}")
    // Observed: 2e-16.
    #expect(relativeDifference(try #require(result.terms.fixedCapital), 5156.970846607875) < 16 * .ulpOfOne)
    #expect(relativeDifference(result.terms.total, 175198.1648994665) < 16 * .ulpOfOne)
    #expect(relativeDifference(try #require(result.share), 0.10787001582323569) < 16 * .ulpOfOne)
    let named = try estimate(
      test.engine, "fixed_capital: {shares: {agr: 0.02, man_N: 0.02, con: 0.02, trd_N: 0.02, bus_N: 0.02, oth: 0.02}}")
    #expect(named.terms == result.terms)
  }

  @Test(arguments: TestEngines.all) func theDependentEconomy(_ test: TestEngine) throws {
    let result = try estimate(test.engine, "disrupted: {other services: [oth]}")
    let dependent = try #require(result.dependent).terms
    #expect(relativeDifference(try #require(result.share(of: dependent)), 0.3716376940043748) < 16 * .ulpOfOne)
    // Observed: 4e-16.
    #expect(relativeDifference(dependent.total, 603599.0770941454) < 16 * .ulpOfOne)
    #expect(relativeDifference(dependent.backward, 511125.7038) < 1e-10)
    #expect(relativeDifference(dependent.forward, 498994) < 16 * .ulpOfOne)
    #expect(relativeDifference(dependent.doubleCounted, 406520.6267) < 1e-10)
  }

  @Test(arguments: TestEngines.all) func jobs(_ test: TestEngine) throws {
    let jobs = try #require(try estimate(test.engine).jobs)
    #expect(relativeDifference(jobs.forward, 2195.75) < 16 * .ulpOfOne)
    #expect(relativeDifference(jobs.backward, 1807.1145384584) < 1e-13)
    // Of the dependent economy they are those of a study in which the disrupted sectors are digital.
    #expect(try estimate(test.engine).dependentJobs == nil)
    let dependent = try #require(try estimate(test.engine, "disrupted: {other services: [oth]}").dependentJobs)
    let wide = try StudyFile(text: "\(WorkedExampleTests.study)\n  others: [oth]", path: "study.yaml")
    let whole = try DigitalEconomyEstimator(EstimationSettings(engine: test.engine)).estimate(Self.germany(), study: wide)
    #expect(relativeDifference(dependent.total, try #require(whole.jobs).total) < 1e-14)
    #expect(relativeDifference(dependent.forward, 2195.75 + 10206) < 1e-14)
  }

  /// Forward jobs are those of the sectors but for what rows are off, which are solved for beside.
  @Test(arguments: ["aggregated", "block"], [0.0, 20000]) func forwardJobsAreChecked(_ method: String, _ off: Double) throws {
    var table = try Self.germany()
    table.finalDemand[3, 0] += off
    let text = "\(WorkedExampleTests.study)\nmethod: \(method)\ndisrupted: {other services: [oth]}"
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
      .estimate(table, study: StudyFile(text: text, path: "study.yaml"))
    let checks = result.checks.filter { $0.name.hasPrefix("forward jobs equal") }
    #expect(relativeDifference(checks.map(\.expected), [2195.75, 2195.75 + 10206]) < 1e-14)
    #expect(checks.map(\.value) == [result.jobs?.forward, result.dependentJobs?.forward])
    for check in checks { #expect(check.holds && check.isExcusedByImbalance == (off > 0), "\(check)") }
  }

  /// Jobs of a sector without output are a part of nothing: no figure leaves them out unsaid.
  @Test func jobsOfASectorWithoutOutput() throws {
    var table = try ReferenceTables.random(9, seed: 3)
    for j in 0..<9 { (table.transactions[7, j], table.transactions[j, 7]) = (0, 0) }
    table.finalDemand[7, 0] = 0
    table.output?[7] = 0
    table.valueAdded?[7] = 0
    let study = try StudyFile(text: "digital: {a: [s7, s1]}\ndisrupted: {b: [s2]}", path: "s.yaml")
    let estimator = DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
    let left = try estimator.estimate(table, study: study)
    #expect(left.jobs == nil && left.dependentJobs == nil && left.checks.allSatisfy(\.holds))
    let remark = "jobs are left out: row employment has 4.0 of R0/s7 without any output; correct one of them"
    #expect(left.remarks.contains(remark), "\(left.remarks)")
    #expect(left.presentation.remarks.contains(remark))
    // Those of a sector that is not asked for are a part of no figure.
    let others = try StudyFile(text: "digital: {a: [s1]}\ndisrupted: {b: [s2]}", path: "s.yaml")
    let unconcerned = try estimator.estimate(table, study: others)
    let members = try #require(table.rows.first { $0.name == "employment" }).values
    // Without the sector's purchases rows are off, which forward jobs are held against.
    let forward = try #require(unconcerned.checks.first { $0.name.hasPrefix("forward jobs equal those of the digital sectors") })
    #expect(relativeDifference(forward.expected, members[1]) < 1e-15 && forward.holds)
    #expect(forward.value == unconcerned.jobs?.forward)
    #expect(unconcerned.dependentJobs != nil && !unconcerned.remarks.contains { $0.contains("jobs are left out") })
    table.rows[0] = NamedRows(name: "employment", values: (0..<9).map { $0 == 7 ? 0 : Double($0 % 4 + 1) })
    let counted = try estimator.estimate(table, study: study)
    #expect(counted.jobs != nil && counted.dependentJobs != nil && !counted.remarks.contains { $0.contains("jobs are left out") })
  }

  @Test(arguments: ["aggregated", "block"]) func aDisruptedPartCountsInPart(_ method: String) throws {
    let engine = TestEngines.swift
    // None of a sector is the core, all of it the whole; in between the block form only grows.
    let totals = try ["0", "0.5", "1"].map { share in
      try #require(try estimate(engine, "disrupted: {a: [{code: oth, share: \(share)}]}", method: method).dependent).terms.total
    }
    let core = try estimate(engine, method: method)
    #expect(relativeDifference(totals[0], core.terms.total) < 1e-14)
    if method == "block" { #expect(totals[0] < totals[1] && totals[1] < totals[2]) }
    // Half a sector disrupted is the sector split in halves.
    let halves = """
      split:
        - {sector: man, into: [{code: man_D, share: 0.05}, {code: man_N, share: 0.95}]}
        - {sector: trd, into: [{code: trd_D, share: 0.10}, {code: trd_N, share: 0.90}]}
        - {sector: bus, into: [{code: bus_D, share: 0.20}, {code: bus_N, share: 0.80}]}
        - {sector: oth, into: [{code: oth_D, share: 0.5}, {code: oth_N, share: 0.5}]}
      digital: {all: [man_D, trd_D, bus_D, oth_D]}
      method: \(method)
      """
    let split = try DigitalEconomyEstimator(EstimationSettings(engine: engine))
      .estimate(Self.germany(), study: StudyFile(text: halves, path: "study.yaml"))
    #expect(relativeDifference(totals[1], split.terms.total) < 1e-14)
  }

  @Test(arguments: ["aggregated", "block"]) func sensitivitiesAreThoseOfChangedStudies(_ method: String) throws {
    let result = try estimate(TestEngines.swift, method: method)
    #expect(result.sensitivity.map(\.sector.code) == ["man", "trd", "bus"])
    #expect(relativeDifference(result.sensitivity.map(\.share), [0.05, 0.1, 0.2]) == 0)
    func share(ofTrade share: Double) throws -> Double {
      let text = WorkedExampleTests.study.replacing("share: 0.10", with: "share: \(share)")
        .replacing("share: 0.90", with: "share: \(1 - share)")
      let file = try StudyFile(text: "\(text)\nmethod: \(method)", path: "study.yaml")
      let estimator = DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
      return try #require(try estimator.estimate(Self.germany(), study: file).share)
    }
    let trade = result.sensitivity[1]
    #expect(relativeDifference(try #require(trade.lower), try share(ofTrade: 0.09)) < 1e-14)
    #expect(relativeDifference(try #require(trade.higher), try share(ofTrade: 0.11)) < 1e-14)
    let slope = (try share(ofTrade: 0.1001) - (try share(ofTrade: 0.0999))) / 0.0002
    #expect(relativeDifference(try #require(trade.derivative), slope) < 1e-8)
  }

  @Test func anIntervalHoldsTheResultsOfItsRange() throws {
    let ranged = WorkedExampleTests.study.replacing("share: 0.20}", with: "share: 0.20, range: [0.1, 0.3]}")
    func interval(seed: Int) throws -> (DigitalEconomy, ShareInterval) {
      let file = try StudyFile(text: "\(ranged)\nmonte_carlo: {draws: 4000, seed: \(seed)}", path: "study.yaml")
      let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
        .estimate(Self.germany(), study: file)
      return (result, try #require(result.interval))
    }
    let (result, first) = try interval(seed: 1)
    #expect(try interval(seed: 1).1 == first)
    #expect(try interval(seed: 2).1 != first)
    #expect(first.draws == 4000)
    // Nearly linear in one evenly drawn share: the ends are 95 % of the range apart, the deviation a √12th of it.
    let slope = try #require(result.sensitivity[2].derivative)
    #expect(relativeDifference(first.median, try #require(result.share)) < 0.01)
    #expect(relativeDifference(first.high - first.low, 0.95 * 0.2 * slope) < 0.03)
    #expect(relativeDifference(first.standardDeviation, 0.2 * slope / 12.0.squareRoot()) < 0.03)
  }

  /// Germany's taxes less subsidies on products paid by industries, million EUR (made up), beside its GVA of 1 624 160.
  @Test func gdpIsASecondDenominator() throws {
    func estimate(_ meaning: String) throws -> DigitalEconomy {
      let file = try StudyFile(text: WorkedExampleTests.study, path: "study.yaml")
      var table = try Self.germany()
      table.rows.append(NamedRows(name: "taxes", values: [100, 5000, 700, 800, 2000, 1400], meaning: meaning))
      return try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(table, study: file)
    }
    let result = try estimate("taxes less subsidies on products paid on intermediate use")
    #expect(result.taxesOnProducts == 10000 && result.grossDomesticProduct == 1_634_160)
    #expect(relativeDifference(try #require(result.shareOfDomesticProduct), 170041.19405285863 / 1_634_160) < 16 * .ulpOfOne)
    #expect(result.remarks.contains { $0.contains("those on final uses are not in the table") })
    let columns = result.presentation.tables[0].columns.map(\.name)
    #expect(columns.contains("share_of_gdp"))
    // Taxes on production are a part of value added.
    let others = try estimate("taxes on production and imports, less subsidies")
    #expect(others.grossDomesticProduct == nil && others.shareOfDomesticProduct == nil)
    #expect(!others.presentation.tables[0].columns.map(\.name).contains("share_of_gdp"))
  }

  /// The two digital sectors, final demand and what rows are off on the table reduced to them; two rows and two columns apart; a
  /// row, a column and the checks on the merged table. Splitting nothing takes as many.
  @Test func theSolvesAreCounted() throws {
    let file = try StudyFile(text: "digital: {a: [man], b: [bus]}", path: "study.yaml")
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(Self.germany(), study: file)
    #expect(result.cost.solves == 2 + 2 + 4 + 4)
    #expect(result.cost.reports.count == 1 + 2 + 4)
    for check in result.checks { #expect(check.holds, "\(check)") }
  }

  @Test(arguments: [
    ("fixed_capital: {shares: {agri: 0.1}}", "study.yaml: line 14: sector agri is not in the table; nearest are agr"),
    ("disrupted: {a: [trd_D]}", "study.yaml: line 14: sector trd_D is named twice (trade, a); name it once"),
    ("disrupted: {a: [busn]}", "study.yaml: line 14: sector busn is not in the table; nearest are bus_N, bus_D"),
  ])
  func whatDoesNotFit(_ more: String, _ sentence: String) throws {
    let error = #expect(throws: EstimationError.self) { try estimate(TestEngines.swift, more) }
    #expect(error?.description == sentence)
  }

  /// A part that may turn out to be there has an interval although its share is zero.
  @Test func aShareOfZeroMayHaveARange() throws {
    let text = """
      split:
        - {sector: bus, into: [{code: a, share: 0, range: [0, 0.2]}, {code: b, share: 1}]}
      digital: {all: [a, trd]}
      """
    let result = try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
      .estimate(Self.germany(), study: StudyFile(text: text, path: "s.yaml"))
    let interval = try #require(result.interval)
    let share = try #require(result.share)
    #expect(interval.low >= share && interval.high > share)
    #expect(result.sensitivity.map(\.share) == [0])
  }

  @Test(arguments: [
    "{code: a, share: 0.5}, {code: b, share: 0.5, range: [0.4, 0.6]}",
    "{code: a, revenue: {A: 1, B: 2}}, {code: b, revenue: {A: 1, B: 1}, range: [0.4, 0.6]}",
  ])
  func aRangeOfWhatIsNotDigitalIsRefused(_ parts: String) throws {
    let text = """
      digital: {all: [a]}
      disrupted: {others: [b]}
      split:
        - {sector: bus, into: [\(parts)]}
      """
    let file = try StudyFile(text: text, path: "s.yaml")
    let error = #expect(throws: EstimationError.self) {
      try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(Self.germany(), study: file)
    }
    let cure = "only shares of digital parts are drawn; remove it, or name b under 'digital'"
    #expect(error?.description == "s.yaml: line 4: the range of b is of no use: \(cure)")
  }

  @Test func rangesMayNotExceedTheSector() throws {
    let text = """
      split:
        - sector: bus
          into: [{code: a, share: 0.5, range: [0.4, 0.8]}, {code: b, share: 0.2, range: [0.1, 0.3]}, {code: c, share: 0.3}]
      digital: {all: [a, b]}
      """
    let file = try StudyFile(text: text, path: "s.yaml")
    let error = #expect(throws: EstimationError.self) {
      try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift)).estimate(Self.germany(), study: file)
    }
    let sentence = "s.yaml: line 2: the digital parts of sector DEU/bus may reach 1.1 by their ranges, which is above 1"
    #expect(error?.description == sentence)
  }

  @Test func aTableWithoutCapitalFormationIsSaid() throws {
    let file = try StudyFile(text: "digital: {a: [bus]}\nfixed_capital: {share: 0.1}", path: "s.yaml")
    let error = #expect(throws: EstimationError.self) {
      try DigitalEconomyEstimator(EstimationSettings(engine: TestEngines.swift))
        .estimate(ReferenceTables.germany1995(), study: file)
    }
    #expect(error?.description == "s.yaml: line 2: the table has no final demand for gross fixed capital formation")
  }

  @Test(arguments: [
    ("digital: {a: [b]}\ndisrupted: [x]", "s.yaml: line 2: 'disrupted' must map group names to lists of sector codes"),
    ("digital: {a: [b]}\nfixed_capital: {}", "s.yaml: line 2: fixed_capital needs 'share' or 'shares'"),
    ("digital: {a: [b]}\nmonte_carlo: {draws: 5}", "s.yaml: line 2: draws must be a whole number from 100 to 10000000"),
    ("digital: {a: [b]}\nmonte_carlo: {seed: -1}", "s.yaml: line 2: seed must be a whole number that is not negative"),
    (
      "digital: {a: [b]}\nsplit: [{sector: x, into: [{code: y, share: 0.5, range: [0.6, 0.7]}]}]",
      "s.yaml: line 2: share 0.5 is outside its range 0.6 to 0.7"
    ),
    (
      "digital: {a: [b]}\nsplit: [{sector: x, into: [{code: y, share: 0.5, range: [0.7, 0.6]}]}]",
      "s.yaml: line 2: the range 0.7 to 0.6 is empty; write the lower share first"
    ),
  ])
  func whatIsRefused(_ text: String, _ sentence: String) {
    let error = #expect(throws: StudyError.self) { try StudyFile(text: text, path: "s.yaml") }
    #expect(error?.description == sentence)
  }
}
