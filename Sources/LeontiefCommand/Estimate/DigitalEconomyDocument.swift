import CommandLineSupport
import Leontief

/// The result of `estimate digital` as JSON.
struct DigitalEconomyDocument: Encodable {
  let table: TableSummary
  let study: StudySummary
  let digital: Digital
  let reports: [SolveReportDocument]

  init(_ result: DigitalEconomy, study: Study, table: TableSummary) {
    self.table = table
    self.study = StudySummary(
      title: study.title, method: study.method.rawValue, source: study.source, notes: study.notes,
      published: study.published.map { Published(share: $0.share, source: $0.source, difference: $0.difference) })
    digital = Digital(result)
    reports = result.cost.reports.map { SolveReportDocument($0) }
  }

  struct StudySummary: Encodable {
    let title: String
    let method: String
    let source: String
    let notes: [String]
    let published: [Published]
  }

  struct Published: Encodable {
    let share: Double
    let source: String
    let difference: String
  }

  struct Digital: Encodable {
    let backward: Double
    let forward: Double
    let doubleCounted: Double
    let total: Double
    @OrNull var shareOfGva: Double?
    /// Null in a table without taxes on products.
    @OrNull var shareOfGdp: Double?
    @OrNull var grossDomesticProduct: Double?
    let unit: String
    let grossValueAdded: Double
    let digitalValueAdded: Double
    @OrNull var doubleCountedShareOfDigital: Double?
    @OrNull var doubleCountedShareOfTotal: Double?
    /// The fourth term; null unless the study asks for it.
    @OrNull var fixedCapital: Double?
    /// The digitally dependent economy; null unless the study names disrupted sectors.
    @OrNull var dependent: Dependent?
    /// The terms in jobs; null in a table without employment.
    @OrNull var jobs: Terms?
    /// The same of the digitally dependent economy; null without disrupted sectors, too.
    @OrNull var dependentJobs: Terms?
    /// Empty unless shares were computed from revenue.
    let revenues: [Revenues]
    let sensitivity: [Sensitivity]
    /// Null unless shares have ranges.
    @OrNull var interval: Interval?
    /// The same by the other method, and what merging adds to the block form.
    let alternative: Terms
    let aggregationBias: Terms
    let subsectors: [Subsector]
    let enabled: [Linked]
    let enabling: [Linked]
    let checks: [CheckDocument]
    let remarks: [String]

    init(_ result: DigitalEconomy) {
      backward = result.terms.backward
      forward = result.terms.forward
      doubleCounted = result.terms.doubleCounted
      total = result.terms.total
      shareOfGva = result.share
      shareOfGdp = result.shareOfDomesticProduct
      grossDomesticProduct = result.grossDomesticProduct
      unit = result.unit
      grossValueAdded = result.grossValueAdded
      digitalValueAdded = result.digitalValueAdded
      doubleCountedShareOfDigital = result.doubleCountedShareOfDigital
      doubleCountedShareOfTotal = result.doubleCountedShareOfTotal
      fixedCapital = result.terms.fixedCapital
      dependent = result.dependent.map { Dependent(terms: Terms($0.terms), shareOfGva: result.share(of: $0.terms)) }
      jobs = result.jobs.map(Terms.init)
      dependentJobs = result.dependentJobs.map(Terms.init)
      revenues = result.revenues.map(Revenues.init)
      sensitivity = result.sensitivity.map(Sensitivity.init)
      interval = result.interval.map(Interval.init)
      alternative = Terms(result.alternative)
      aggregationBias = Terms(result.aggregationBias)
      subsectors = result.subsectors.map { Subsector($0, grossValueAdded: result.grossValueAdded) }
      enabled = result.enabled.map(Linked.init)
      enabling = result.enabling.map(Linked.init)
      checks = result.checks.map(CheckDocument.init)
      remarks = result.remarks
    }
  }
}
