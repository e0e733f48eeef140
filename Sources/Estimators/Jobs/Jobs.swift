import MatrixCore

/// Jobs in digital industries by two ways that use no table of flows. They measure different things and are never added.
public struct Jobs: Sendable {
  public var title: String
  public var source: String
  public var labourForce: LabourForce?
  public var counts: IndustryCounts?
  public var remarks: [String]

  public init(_ file: JobsFile, counts: IndustryCounts?) {
    (title, source, labourForce, remarks) = (file.title, file.source, file.labourForce, file.notes)
    self.counts = counts
  }
}

extension Jobs: Presentable {
  public var presentation: EstimateResult {
    EstimateResult(
      title: title, method: source.isEmpty ? "labour-force shares and counts of industries" : source,
      tables: (labourForce.map(tables) ?? []) + (counts.map { [levels($0), growth($0)] } ?? []),
      remarks: remarks, cost: SolveCost())
  }

  private func tables(_ force: LabourForce) -> [ResultTable] {
    [groups(force)] + (force.parts.isEmpty ? [] : [parts(force)]) + [divisions(force)]
  }

  /// By area and by sex: every cell is counted once in each.
  private func parts(_ force: LabourForce) -> ResultTable {
    var table = ResultTable(
      "parts", "Jobs by area and by sex",
      columns: [
        ResultTable.Column("group", "group", .text), ResultTable.Column("by", "by", .text),
        ResultTable.Column("part", "part", .text), ResultTable.Column("workers", "workers", unit: "persons", .amount),
        ResultTable.Column("share", "share", unit: "1", .share, reasonForNone: "there are no workers"),
        ResultTable.Column("jobs", "jobs", unit: "persons", .amount),
        ResultTable.Column("share_of_group", "of the group", unit: "1", .share, reasonForNone: "the group has no jobs"),
      ])
    func add(_ name: String, _ part: LabourForce.Part, _ jobs: Double, _ total: Double) {
      let workers = force.workers(part)
      table.add([
        .text(name), .text(part.kind.rawValue), .text(part.name), .number(workers),
        ResultTable.Cell(workers > 0 ? jobs / workers : nil), .number(jobs), ResultTable.Cell(total > 0 ? jobs / total : nil),
      ])
    }
    for group in force.groups {
      for part in force.parts { add(group.name, part, force.jobs(group, part), force.total(group)) }
    }
    guard force.groups.count > 1 else { return table }
    let total = force.groups.map(force.total).compensatedSum()
    for part in force.parts { add("all groups", part, force.groups.map { force.jobs($0, part) }.compensatedSum(), total) }
    return table
  }

  private func groups(_ force: LabourForce) -> ResultTable {
    var table = ResultTable(
      "labour_force", "Jobs by labour-force shares",
      columns: [
        ResultTable.Column("group", "group", .text), ResultTable.Column("cell", "cell", .text),
        ResultTable.Column("workers", "workers", unit: "persons", .amount),
        ResultTable.Column("share", "share", unit: "1", .share, reasonForNone: "there are no workers"),
        ResultTable.Column("jobs", "jobs", unit: "persons", .amount),
      ])
    func add(_ name: String, _ cell: String, _ workers: Double, _ jobs: Double) {
      table.add([
        .text(name), .text(cell), .number(workers), ResultTable.Cell(workers > 0 ? jobs / workers : nil), .number(jobs),
      ])
    }
    for group in force.groups {
      if force.cells.count > 1 {
        for (cell, jobs) in zip(force.cells, force.jobs(group)) { add(group.name, cell.name, cell.workers, jobs) }
      }
      add(group.name, "total", force.workers, force.total(group))
    }
    if force.groups.count > 1 {
      add("all groups", "total", force.workers, force.groups.map(force.total).compensatedSum())
    }
    return table.with(ResultChart("Jobs", .bars(["jobs"], order: .ofTable)))
  }

  private func divisions(_ force: LabourForce) -> ResultTable {
    var table = ResultTable(
      "divisions", "Jobs by division of a group",
      columns: [
        ResultTable.Column("group", "group", .text), ResultTable.Column("division", "division", .text),
        ResultTable.Column("share", "share of the group", unit: "1", .share),
        ResultTable.Column("jobs", "jobs", unit: "persons", .amount),
      ])
    for group in force.groups where !group.divisions.isEmpty {
      let rest = 1 - group.divisions.map(\.share).compensatedSum()
      let all = group.divisions + (rest > 1e-9 ? [(name: "other", share: rest)] : [])
      for division in all {
        table.add([
          .text(group.name), .text(division.name), .number(division.share), .number(division.share * force.total(group)),
        ])
      }
    }
    return table
  }

  private func levels(_ counts: IndustryCounts) -> ResultTable {
    var table = ResultTable(
      "counts", "Jobs by counts of industries",
      columns: [ResultTable.Column("year", "year", .integer)]
        + counts.sets.enumerated().map { k, set in
          ResultTable.Column(
            "set_\(k + 1)", set.name, unit: counts.unit, .amount, reasonForNone: "an industry has no figure that year")
        })
    for (k, year) in counts.years.enumerated() {
      table.add([.number(Double(year))] + counts.counts.map { ResultTable.Cell($0[k]) })
    }
    let sets = counts.sets.indices.map { "set_\($0 + 1)" }
    return table.with(ResultChart("Jobs by year", .lines(x: "year", sets)))
  }

  /// From the first year to the last.
  private func growth(_ counts: IndustryCounts) -> ResultTable {
    let reason = "a figure is missing or not above zero"
    var table = ResultTable(
      "counts_growth", "Growth of the counts",
      columns: [
        ResultTable.Column("set", "set", .text), ResultTable.Column("first", "from", .integer),
        ResultTable.Column("last", "to", .integer),
        ResultTable.Column("rate", "a year", unit: "1", .share, reasonForNone: reason),
        ResultTable.Column("change", "in all", unit: "1", .share, reasonForNone: reason),
      ])
    guard let first = counts.years.first, let last = counts.years.last, counts.years.count > 1 else { return table }
    for (k, set) in counts.sets.enumerated() {
      let growth = counts.growth(k, 0, counts.years.count - 1)
      table.add([
        .text(set.name), .number(Double(first)), .number(Double(last)), ResultTable.Cell(growth.rate),
        ResultTable.Cell(growth.change),
      ])
    }
    return table
  }
}
