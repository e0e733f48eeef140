import Aggregation
import MatrixCore
import Tables

/// What follows from a study's shares without splitting or merging anything anew: the digitally dependent economy, jobs, the
/// sensitivity to each share, and an interval when shares have ranges.
///
/// Cost: a system of its own, a solve on it, and one for each sector that is digital or disrupted, in part or whole; then q³ flops
/// for each set of shares.
struct ShareStudy {
  let core: DigitalEconomy.Terms?
  let coreApart: DigitalEconomy.Terms?
  let dependent: DependentEconomy?
  let jobs: DigitalEconomy.Terms?
  let dependentJobs: DigitalEconomy.Terms?
  let sensitivity: [ShareSensitivity]
  let interval: ShareInterval?
  let cost: SolveCost

  /// `table`: before anything is split.
  init(
    _ table: borrowing InputOutputTable, _ file: StudyFile, _ settings: EstimationSettings
  ) throws(EstimationError) {
    let parts = try StudyShares(file, table.sectors)
    let (study, all, core, members) = (file.study, parts.all, parts.core, parts.all.members)
    let economy = try Economy(
      table, withoutInputsOf: members, rightHandSides: ReducedEconomy.solves(members), settings)
    let flows = try ValueAddedFlows(economy)
    guard let output = table.output else { throw .noOutput(table: table.metadata.title) }
    let reduced = try ReducedEconomy(economy, table, members, flows.finalDemand)
    let model = { (rates: [Double]) in ShareModel(reduced, output: output, demand: flows.finalDemand, rates: rates) }
    let terms = model(flows.coefficients)
    let method = study.method
    (self.core, coreApart) = (terms.aggregated(core), terms.apart(core))
    dependent = study.disrupted.isEmpty ? nil : DependentEconomy(terms, method, all.shares)
    let ofJobs = table.employment.map { employment in
      model(output.indices.map { output[$0] == 0 ? 0 : employment[$0] / output[$0] })
    }
    jobs = ofJobs?.terms(method, core)
    dependentJobs = study.disrupted.isEmpty ? nil : ofJobs?.terms(method, all.shares)
    let total = (table.valueAdded ?? []).compensatedSum()
    let curve = ShareCurve(model: terms, method: method, shares: core, grossValueAdded: total)
    let split = try SplitShares(file, members: members, table.sectors)
    sensitivity = split.sensitivities(curve, table.sectors)
    interval = try split.interval(curve, study.sampling, file, table.sectors)
    cost = economy.cost
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
  /// Persons or jobs by sector: the row of that meaning, when the table has one.
  var employment: [Double]? {
    let names: Set<String> = ["employment", "jobs", "persons", "persons_engaged", "emp"]
    return rows.first { names.contains($0.name.lowercased()) && $0.rowCount == 1 }?.values
  }

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
