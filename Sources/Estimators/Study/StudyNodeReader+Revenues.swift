import TableFormats
import Tables
import Yams

/// Shares of splits from revenue: of companies' sales, or of surveys.
extension StudyNodeReader {
  /// `revenue: 400`, or `revenue: {SOURCE: 400, SOURCE: 380}`.
  func revenues(
    _ node: Node, source: String?
  ) throws(StudyError) -> [(source: String, amount: Double, node: Node)] {
    guard case .mapping(let mapping) = node else { return [(source ?? "", try amount(node), node)] }
    guard source == nil else { throw failure(node, "revenue by source names its sources; remove the key 'source'") }
    var revenues: [(source: String, amount: Double, node: Node)] = []
    for (key, value) in mapping { revenues.append((try scalar(key), try amount(value), value)) }
    return revenues
  }

  private func amount(_ node: Node) throws(StudyError) -> Double {
    let value = try number(node, "revenue")
    guard value >= 0 else { throw failure(node, "revenue \(try scalar(node)) is negative") }
    return value
  }

  /// What each source says of the parts of a sector; none where the parts have shares. `codes`: the parts of all splits.
  func revenues(
    of sector: String, _ parts: [PartEntry], _ entries: [String: Node], _ item: Node, _ codes: [String]
  ) throws(StudyError) -> [Study.Revenues] {
    var parts = parts
    let unit = try entries["unit"].map(scalar)
    if let file = entries["revenues"] {
      try fill(&parts, file, codes)
    } else if !parts.contains(where: { !$0.revenues.isEmpty }) {
      if let node = entries["unit"] { throw failure(node, "'unit' is that of revenues, and no part has any") }
      return []
    }
    // A source without a name is one and the same for all parts; a share of what two sources say is that of neither.
    let all = Self.distinct(parts.flatMap { $0.revenues.map(\.source) })
    let hasNames = parts.contains { $0.revenues.count > 1 } || all.count { !$0.isEmpty } > 1
    let sources = hasNames ? all : [""]
    var revenues: [Study.Revenues] = []
    for source in sources {
      revenues.append(try self.revenues(of: sector, parts, unit, hasNames ? source : nil, item))
    }
    return revenues
  }

  /// `source`: nil where each part has one.
  private func revenues(
    of sector: String, _ parts: [PartEntry], _ unit: String?, _ source: String?, _ item: Node
  ) throws(StudyError) -> Study.Revenues {
    var (amounts, units): ([Double], [(code: String, unit: String)]) = ([], [])
    for part in parts {
      guard part.share == nil else {
        throw failure(part.node, "part \(part.code) has a share where others have revenue; give all parts the one or the other")
      }
      guard let revenue = part.revenues.first(where: { source == nil || $0.source == source }) else {
        let whose = source.map { $0.isEmpty ? "the source without a name" : "source \($0)" } ?? "the study"
        throw failure(part.node, "\(whose) has no revenue of part \(part.code); every part needs one")
      }
      amounts.append(revenue.amount)
      if let own = part.unit ?? unit { units.append((part.code, own)) }
    }
    if let first = units.first, let other = units.first(where: { $0.unit != first.unit }) {
      let node = parts.first { $0.code == other.code }?.node ?? item
      throw failure(
        node,
        "the revenue of \(other.code) is in \(other.unit), that of \(first.code) in \(first.unit); bring them to one unit")
    }
    let names = source.map { [$0] } ?? Self.distinct(parts.flatMap { $0.revenues.map(\.source) }).filter { !$0.isEmpty }
    guard amounts.contains(where: { $0 > 0 }) else {
      let whose = names.isEmpty ? "" : " by \(names.joined(separator: ", "))"
      throw failure(item, "the revenues of the parts of sector \(sector)\(whose) are all zero; no share follows")
    }
    return Study.Revenues(
      sector: sector, parts: parts.map(\.code), amounts: amounts, unit: units.first?.unit ?? "",
      source: names.joined(separator: ", "))
  }

  /// Puts the revenues of a file into the parts.
  private func fill(_ parts: inout [PartEntry], _ file: Node, _ codes: [String]) throws(StudyError) {
    for part in parts where part.share != nil || !part.revenues.isEmpty {
      throw failure(part.node, "part \(part.code) has a share or revenue beside the file of revenues; give one of them")
    }
    let path = resolved(try scalar(file))
    let lines: [RevenueFile.Line]
    do { lines = try RevenueFile.read(path) } catch { throw failure(file, "\(error)") }
    for line in lines {
      guard let k = parts.firstIndex(where: { $0.code == line.code }) else {
        guard codes.contains(line.code) else {
          let hint = NearestNames.hint(line.code, among: codes)
          throw failure(file, "\(path): line \(line.line): '\(line.code)' is no part of a split\(hint)")
        }
        continue
      }
      guard line.revenue >= 0 else {
        throw failure(file, "\(path): line \(line.line): revenue \(line.revenue) of \(line.code) is negative")
      }
      guard !parts[k].revenues.contains(where: { $0.source == line.source }) else {
        throw failure(file, "\(path): line \(line.line): \(line.code) is there twice by the same source")
      }
      if let unit = line.unit {
        if let other = parts[k].unit, other != unit {
          throw failure(file, "\(path): line \(line.line): the unit of \(line.code) is \(unit), elsewhere \(other)")
        }
        parts[k].unit = unit
      }
      parts[k].revenues.append((line.source, line.revenue, file))
    }
  }

  private static func distinct(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { seen.insert($0).inserted }
  }
}
