import Aggregation
import MatrixCore
import Tables

/// What follows from a study's shares without splitting or merging anything anew: the digitally dependent economy, jobs, the
/// sensitivity to each share, and an interval when shares have ranges.
///
/// Cost: a system of its own, a solve on it, one more where jobs are known, and one for each sector that is digital or disrupted,
/// in part or whole; then q³ flops for each set of shares.
struct ShareStudy {
  let core: DigitalEconomy.Terms?
  let coreApart: DigitalEconomy.Terms?
  let dependent: DependentEconomy?
  let jobs: DigitalEconomy.Terms?
  let dependentJobs: DigitalEconomy.Terms?
  let sensitivity: [ShareSensitivity]
  let interval: ShareInterval?
  /// Forward jobs are those of the sectors; to be amplified.
  let checks: [IdentityCheck]
  /// What the table or the study asks for and is not there, with the reason.
  let remarks: [String]
  let cost: SolveCost

  /// `table`: before anything is split.
  init(
    _ table: borrowing InputOutputTable, _ file: StudyFile, _ settings: EstimationSettings
  ) throws(EstimationError) {
    let parts = try StudyShares(file, table.sectors)
    let (study, all, core) = (file.study, parts.all, parts.core)
    guard let output = table.output else { throw .noOutput(table: table.metadata.title) }
    let employment = EmploymentRow(table, output, members: all.members)
    // Jobs alone are held against what the rows are off, which takes a pass over the flows and a solve.
    let hasJobs = employment.jobs != nil
    let others = try OtherSectors(
      table, all.members, rightHandSides: ReducedEconomy.solves(all.members, hasGaps: hasJobs), settings)
    let flows = try ValueAddedFlows(others.economy)
    let rows = [flows.coefficients] + (employment.rates.map { [$0] } ?? [])
    let demand = flows.finalDemand
    let gaps = hasJobs ? table.imbalance(output, demand) : nil
    let reduced = try ReducedEconomy(others, table, rows: rows, gaps: gaps)
    let terms = ShareModel(
      reduced, output: output, demand: demand, amounts: flows.valueAdded, contents: reduced.contents[0])
    let ofJobs = employment.jobs.map {
      ShareModel(reduced, output: output, demand: demand, amounts: $0, contents: reduced.contents[1])
    }
    let method = study.method
    (self.core, coreApart) = (terms.aggregated(core), terms.apart(core))
    jobs = ofJobs?.terms(method, core)
    let wide = study.disrupted.isEmpty ? nil : all.shares
    dependent = wide.flatMap { DependentEconomy(terms, method, $0) }
    dependentJobs = wide.flatMap { ofJobs?.terms(method, $0) }
    checks = ofJobs.map { Self.checks($0, method, [("digital", core), ("digitally dependent", wide)]) } ?? []
    let missing = wide != nil && dependent == nil ? [Self.noDependentEconomy] : []
    remarks = employment.remarks + (ofJobs != nil && jobs == nil ? [Self.noJobs] : []) + missing
    let total = (table.valueAdded ?? []).compensatedSum()
    let curve = ShareCurve(model: terms, method: method, shares: core, grossValueAdded: total)
    let split = try SplitShares(file, members: all.members, table.sectors)
    sensitivity = split.sensitivities(curve, table.sectors)
    interval = try split.interval(curve, study.sampling, file, table.sectors)
    cost = others.search.adding(others.economy.cost)
  }

  private static let noJobs = "jobs are not shown: \(ReducedEconomy.noSolution)"
  private static let noDependentEconomy = "the digitally dependent economy is not shown: \(ReducedEconomy.noSolution)"

  private static func checks(
    _ jobs: ShareModel, _ method: Study.Method, _ groups: [(name: String, shares: [Double]?)]
  ) -> [IdentityCheck] {
    groups.compactMap { name, shares in
      guard let shares, let terms = jobs.terms(method, shares), let forward = jobs.forward(method, shares) else { return nil }
      return IdentityCheck(
        name: "forward jobs equal those of the \(name) sectors", value: terms.forward, expected: forward.balanced,
        imbalance: forward.imbalance, tolerance: IdentityCheck.rounding)
    }
  }
}

/// The sectors of a study with their digital shares, and with the disrupted ones beside them.
struct StudyShares {
  /// Digital and disrupted.
  let all: DigitalShares
  /// The digital shares of all of them.
  let core: [Double]

  /// Errors: sectors that are not there, ambiguous or named twice.
  init(_ file: StudyFile, _ sectors: SectorIndex) throws(EstimationError) {
    let study = file.study
    let digital = study.digital.flatMap { group in group.codes.map { (group: group.name, code: $0, share: 1.0) } }
    let disrupted = study.disrupted.flatMap { group in
      group.parts.map { (group: group.name, code: $0.code, share: $0.share) }
    }
    all = try DigitalShares(file, parts: digital + disrupted, of: sectors)
    core = try DigitalShares(file, parts: digital, of: sectors).shares(of: all.members)
  }
}

extension DigitalShares {
  /// The shares of some members, 0 for those that have none here.
  fileprivate func shares(of members: [Int]) -> [Double] {
    let known = Dictionary(uniqueKeysWithValues: zip(self.members, shares))
    return members.map { known[$0] ?? 0 }
  }
}

extension ShareModel {
  /// The terms by a method.
  func terms(_ method: Study.Method, _ shares: [Double]) -> DigitalEconomy.Terms? {
    switch method {
    case .aggregated: aggregated(shares)
    case .block: apart(shares)
    }
  }
}

extension InputOutputTable {
  /// Taxes less subsidies on products that each column pays, where they are a primary input of their own; nil without.
  var taxesOnProducts: [Double]? {
    primaryInputRows.first { $0.name == "taxes" && ($0.meaning ?? "").lowercased().contains("on products") }?.values
  }

  /// Gross fixed capital formation by product, all columns of that kind together; nil without such a column.
  var fixedCapitalFormation: [Double]? {
    let columns = demand.indices.filter { j in
      (demand[j].role ?? demand[j].category).lowercased().contains("capital formation")
    }
    guard !columns.isEmpty else { return nil }
    var sums = [Double](repeating: 0, count: sectorCount)
    for i in 0..<sectorCount {
      for j in columns { sums[i] += finalDemand[i, j] }
    }
    return sums
  }
}
