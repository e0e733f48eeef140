import CommandLineSupport
import Leontief

/// The result of `estimate digital` for people.
struct DigitalEconomyText {
  private let result: DigitalEconomy
  private let study: Study
  private let table: TableSummary

  init(_ result: DigitalEconomy, study: Study, table: TableSummary) {
    self.result = result
    self.study = study
    self.table = table
  }

  var text: String {
    [
      heading, terms, dependent, jobs, revenues, sensitivity, interval, subsectors,
      ranking("digitally enabled: digital value added in their final output", result.enabled),
      ranking("digitally enabling: their value added in digital final output", result.enabling), checks, remarks,
    ].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private var heading: String {
    let title = result.title.isEmpty ? "Digital economy" : result.title
    let source = study.source.isEmpty ? "" : "\nstudy     \(study.source)"
    return "\(title)\ntable     \(table.title), \(table.sectors) sectors\nunit      \(result.unit)\nmethod    \(method)\(source)"
  }

  private var method: String {
    switch result.method {
    case .aggregated: "aggregated (digital sectors merged into one)"
    case .block: "block (digital sectors kept apart)"
    }
  }

  private var terms: String {
    var table = TextTable()
    table.add("backward", result.terms.backward.text)
    table.add("forward", result.terms.forward.text)
    table.add("double-counted", result.terms.doubleCounted.text)
    if let capital = result.terms.fixedCapital { table.add("fixed capital", capital.text) }
    table.add("digital economy", result.terms.total.text)
    table.add("gross value added", result.grossValueAdded.text)
    table.add("share of GVA", result.share?.percentText ?? "none (GVA is not positive)")
    if let share = result.shareOfDomesticProduct { table.add("share of GDP", share.percentText) }
    let other = result.method == .aggregated ? "block form" : "aggregated form"
    let own = result.doubleCountedShareOfDigital.map { "; double-counted \(($0 * 100).shortText) % of digital GVA" } ?? ""
    let beside = "\(other): \(result.alternative.total.text); aggregation bias: \(result.aggregationBias.total.text)"
    return ([table.text, "(\(beside)\(own))"] + study.published.map(\.sentence)).joined(separator: "\n")
  }

  private var dependent: String {
    guard let dependent = result.dependent else { return "" }
    let share = result.share(of: dependent.terms).map { ", \($0.percentText) of GVA" } ?? ""
    return
      "digitally dependent economy (with \(study.disrupted.map(\.name).joined(separator: ", "))): \(dependent.terms.total.text)\(share)"
  }

  private var jobs: String {
    let lines = [("jobs", result.jobs), ("jobs, digitally dependent", result.dependentJobs)]
    return lines.compactMap { name, jobs in
      jobs.map {
        "\(name): \($0.total.text) (forward \($0.forward.text), backward \($0.backward.text), own \($0.doubleCounted.text))"
      }
    }.joined(separator: "\n")
  }

  private var revenues: String {
    guard !result.revenues.isEmpty else { return "" }
    var table = TextTable("shares by revenue", "revenue", "share")
    for revenues in result.revenues {
      let (source, unit) = (
        revenues.source.isEmpty ? "" : " (\(revenues.source))", revenues.unit.isEmpty ? "" : " \(revenues.unit)"
      )
      for (k, part) in revenues.parts.enumerated() {
        table.add("  \(part)\(source)", "\(revenues.amounts[k].shortText)\(unit)", revenues.shares[k].shortPercentText)
      }
    }
    return table.text
  }

  private var sensitivity: String {
    guard !result.sensitivity.isEmpty else { return "" }
    var table = TextTable("share of GVA by the share of", "share", "per point", "a tenth lower", "a tenth higher")
    for sensitivity in result.sensitivity {
      table.add(
        "  \(sensitivity.sector.code) \(sensitivity.sector.name)", sensitivity.share.shortText,
        sensitivity.derivative?.shortText ?? "none", sensitivity.lower?.shortPercentText ?? "none",
        sensitivity.higher?.shortPercentText ?? "none")
    }
    return table.text
  }

  private var interval: String {
    guard let interval = result.interval else { return "" }
    return """
      with shares drawn from their ranges: \(interval.low.shortPercentText) to \(interval.high.shortPercentText) of GVA in 95 % of \
      \(interval.draws) draws, median \(interval.median.shortPercentText) (seed \(interval.seed))
      """
  }

  private var subsectors: String {
    guard result.subsectors.count > 1 else { return "" }
    let terms = ["backward", "forward", "own", "alone", "of it shared", "half and half"]
    let columns = terms + ["origin partition", "of GVA, block form"]
    var table = TextTable(cells: ["subsector"] + columns)
    for part in result.subsectors {
      let figures = [
        part.terms.backward, part.terms.forward, part.terms.doubleCounted, part.terms.total, part.shared, part.halfHalf,
        part.originPartition,
      ]
      let share = result.grossValueAdded > 0 ? (part.originPartition / result.grossValueAdded).shortPercentText : "none"
      table.add(cells: [part.name] + figures.map(\.text) + [share])
    }
    return table.text
  }

  private func ranking(_ title: String, _ sectors: [LinkedSector]) -> String {
    guard !sectors.isEmpty else { return "" }
    var table = TextTable(title, "value")
    for linked in sectors.prefix(5) { table.add("  \(linked.sector.code) \(linked.sector.name)", linked.value.text) }
    return table.text
  }

  private var checks: String {
    let residual = result.cost.largestScaledResidual.shortText
    let solved = "solved for \(result.cost.solves) right-hand sides, largest scaled residual \(residual) (must be < 16)"
    return (result.checks.map(\.line) + [solved]).joined(separator: "\n")
  }

  private var remarks: String { (result.remarks + study.notes).map { "note: \($0)" }.joined(separator: "\n") }
}
