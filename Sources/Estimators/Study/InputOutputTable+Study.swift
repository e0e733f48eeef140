import Aggregation
import MatrixCore
import Tables

extension InputOutputTable {
  /// The table in which the partly digital sectors of a study are split. Cost: one pass. Errors: `EstimationError`.
  func split(by file: StudyFile, _ settings: EstimationSettings) throws(EstimationError) -> InputOutputTable {
    let splitter: Concordance
    do { splitter = try file.splitter(of: sectors) } catch { throw .study(error) }
    return try transformed(splitter, "split by \(file.path)", settings)
  }

  /// The table in which `members` are one sector, in the first place.
  func merging(_ members: [Int], _ settings: EstimationSettings) throws(EstimationError) -> InputOutputTable {
    let aggregator: Concordance
    do {
      aggregator = try Aggregator.merging(members, into: sectors.labelOfMerged(members), of: sectors)
    } catch { throw .aggregation(.concordance(error)) }
    return try transformed(aggregator, "merged \(members.count) digital sectors", settings)
  }

  /// The table of two sectors: `members`, and all others.
  func dividing(_ members: [Int], _ settings: EstimationSettings) throws(EstimationError) -> InputOutputTable {
    let inside = Set(members)
    let aggregator: Concordance
    let entries = (0..<sectorCount).map { (target: inside.contains($0) ? 0 : 1, source: $0, share: 1.0) }
    let labels = [
      SectorLabel(region: "ALL", code: "DIGITAL", name: "Digital economy"),
      SectorLabel(region: "ALL", code: "OTHER", name: "All other sectors"),
    ]
    do {
      aggregator = try Concordance(
        sources: sectors, targets: Array(labels.prefix(inside.count == sectorCount ? 1 : 2)), entries: entries)
    } catch { throw .aggregation(.concordance(error)) }
    return try transformed(aggregator, "aggregated to two sectors", settings)
  }

  private func transformed(
    _ concordance: Concordance, _ note: String, _ settings: EstimationSettings
  ) throws(EstimationError) -> InputOutputTable {
    do {
      return try transformed(by: concordance, note: note, on: settings.engine, budget: settings.budget)
    } catch { throw .aggregation(error) }
  }
}

extension SectorIndex {
  /// `DIGITAL`, with as many apostrophes as it takes to differ from the table's own codes.
  func labelOfMerged(_ members: [Int]) -> SectorLabel {
    let regions = Set(members.map { self[$0].region })
    let region = regions.count == 1 ? self[members[0]].region : "ALL"
    var code = "DIGITAL"
    while case .found = position(of: "\(region)/\(code)") { code += "'" }
    return SectorLabel(region: region, code: code, name: "Digital economy")
  }
}
