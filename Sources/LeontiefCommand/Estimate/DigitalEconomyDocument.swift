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

  struct Terms: Encodable {
    let backward: Double
    let forward: Double
    let doubleCounted: Double
    @OrNull var fixedCapital: Double?
    let total: Double

    init(_ terms: DigitalEconomy.Terms) {
      backward = terms.backward
      forward = terms.forward
      doubleCounted = terms.doubleCounted
      fixedCapital = terms.fixedCapital
      total = terms.total
    }
  }

  struct Subsector: Encodable {
    let name: String
    let sectors: [String]
    let backward: Double
    let forward: Double
    let own: Double
    let alone: Double
    let originPartition: Double
  }

  struct Linked: Encodable {
    let sector: String
    let name: String
    let value: Double
    let negativeFinalDemand: Bool
    @OrNull var shareOfFinalDemand: Double?
    @OrNull var shareOfGva: Double?

    init(_ linked: LinkedSector) {
      sector = linked.sector.qualifiedCode
      name = linked.sector.name
      value = linked.value
      negativeFinalDemand = linked.hasNegativeFinalDemand
      shareOfFinalDemand = linked.shareOfFinalDemand
      shareOfGva = linked.shareOfValueAdded
    }
  }

  struct Dependent: Encodable {
    let terms: Terms
    @OrNull var shareOfGva: Double?
  }

  struct Sensitivity: Encodable {
    let sector: String
    let share: Double
    /// Of the digital economy's share of value added by this share.
    @OrNull var derivative: Double?
    /// The result with this share a tenth lower and higher.
    @OrNull var atNineTenths: Double?
    @OrNull var atElevenTenths: Double?

    init(_ sensitivity: ShareSensitivity) {
      (sector, share) = (sensitivity.sector.qualifiedCode, sensitivity.share)
      (derivative, atNineTenths, atElevenTenths) = (sensitivity.derivative, sensitivity.lower, sensitivity.higher)
    }
  }

  struct Interval: Encodable {
    let draws: Int
    let seed: UInt64
    let mean: Double
    let standardDeviation: Double
    let low: Double
    let median: Double
    let high: Double

    init(_ interval: ShareInterval) {
      (draws, seed) = (interval.draws, interval.seed)
      (mean, standardDeviation) = (interval.mean, interval.standardDeviation)
      (low, median, high) = (interval.low, interval.median, interval.high)
    }
  }

  struct Digital: Encodable {
    let backward: Double
    let forward: Double
    let doubleCounted: Double
    let total: Double
    @OrNull var shareOfGva: Double?
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
    let sensitivity: [Sensitivity]
    /// Null unless shares have ranges.
    @OrNull var interval: Interval?
    /// The same by the other method, for the aggregation bias.
    let alternative: Terms
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
      unit = result.unit
      grossValueAdded = result.grossValueAdded
      digitalValueAdded = result.digitalValueAdded
      doubleCountedShareOfDigital = result.doubleCountedShareOfDigital
      doubleCountedShareOfTotal = result.doubleCountedShareOfTotal
      fixedCapital = result.terms.fixedCapital
      dependent = result.dependent.map { Dependent(terms: Terms($0.terms), shareOfGva: result.share(of: $0.terms)) }
      jobs = result.jobs.map(Terms.init)
      sensitivity = result.sensitivity.map(Sensitivity.init)
      interval = result.interval.map(Interval.init)
      alternative = Terms(result.alternative)
      subsectors = result.subsectors.map {
        Subsector(
          name: $0.name, sectors: $0.sectors, backward: $0.terms.backward, forward: $0.terms.forward,
          own: $0.terms.doubleCounted, alone: $0.terms.total, originPartition: $0.originPartition)
      }
      enabled = result.enabled.map(Linked.init)
      enabling = result.enabling.map(Linked.init)
      checks = result.checks.map(CheckDocument.init)
      remarks = result.remarks
    }
  }
}
