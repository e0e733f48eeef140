import Yams

/// A study of jobs in a YAML file: `labour_force` (cells, groups), `counts` (file, years, sets), or both.
public struct JobsFile: Sendable {
  public struct Counts: Sendable, Equatable {
    /// Path of a csv file with a column of codes and one for each year.
    public var file: String
    public var unit: String
    /// All years of the file when empty.
    public var years: [Int]
    public var sets: [IndustryCounts.Set]
  }

  public let path: String
  public let title: String
  public let source: String
  public let notes: [String]
  public let labourForce: LabourForce?
  public let counts: Counts?
  private let lines: StudyLines

  /// Errors: `StudyError` with the line.
  public init(path: String) throws(StudyError) { try self.init(text: StudyFile.text(path), path: path) }

  public init(text: String, path: String) throws(StudyError) {
    let root = try StudyFile.root(text, path: path)
    let reader = StudyNodeReader(path: path)
    let entries = try reader.mapping(
      root, "a study of jobs", allowed: ["title", "source", "notes", "labour_force", "counts"])
    self.path = path
    lines = StudyLines(root)
    title = try entries["title"].map(reader.scalar) ?? "Jobs"
    source = try entries["source"].map(reader.scalar) ?? ""
    notes = try entries["notes"].map(reader.strings) ?? []
    labourForce = try entries["labour_force"].map(reader.labourForce)
    counts = try entries["counts"].map(reader.counts)
    guard labourForce != nil || counts != nil else {
      throw reader.failure(root, "a study of jobs needs the key 'labour_force' or 'counts'")
    }
  }

  /// A path of the study, from its folder.
  public func resolved(_ path: String) -> String { StudyNodeReader(path: self.path).resolved(path) }

  /// An error about a file, code or year of the counts, with its line.
  public func failure(_ text: String, _ reason: String) -> StudyError {
    .malformed(path: path, line: lines.lines(of: text, under: ["counts"]).first, reason: reason)
  }
}

extension StudyNodeReader {
  fileprivate func labourForce(_ node: Node) throws(StudyError) -> LabourForce {
    let entries = try mapping(node, "labour_force", allowed: ["cells", "groups"])
    guard let cellList = entries["cells"] else { throw failure(node, "labour_force needs the key 'cells'") }
    guard let groupList = entries["groups"] else { throw failure(node, "labour_force needs the key 'groups'") }
    var cells: [LabourForce.Cell] = []
    let items = try sequence(cellList, "cells")
    for item in items {
      let cell = try self.cell(item)
      guard !cells.contains(where: { $0.name == cell.name }) else { throw failure(item, "cell '\(cell.name)' twice") }
      cells.append(cell)
    }
    for kind in LabourForce.Part.Kind.allCases where cells.contains(where: { $0.label(kind) != nil }) {
      guard let k = cells.firstIndex(where: { $0.label(kind) == nil }) else { continue }
      throw failure(
        items[k], "cell '\(cells[k].name)' has no \(kind.rawValue), which others have; give it to all cells or to none")
    }
    var groups: [LabourForce.Group] = []
    for item in try sequence(groupList, "groups") { groups.append(try group(item, cells)) }
    for (k, cell) in cells.enumerated() where groups.reduce(0, { $0 + $1.shares[k] }) > 1 + 1e-9 {
      throw failure(groupList, "the groups' shares of cell '\(cell.name)' sum to more than 1; groups must not overlap")
    }
    return LabourForce(cells: cells, groups: groups)
  }

  private func cell(_ node: Node) throws(StudyError) -> LabourForce.Cell {
    let entries = try mapping(
      node, "a cell", allowed: ["name", "area", "sex", "population", "worker_population_ratio"])
    guard let population = entries["population"] else { throw failure(node, "a cell needs the key 'population'") }
    guard let ratio = entries["worker_population_ratio"] else {
      throw failure(node, "a cell needs the key 'worker_population_ratio'")
    }
    let people = try number(population, "population")
    guard people >= 0 else { throw failure(population, "population \(people) is below zero") }
    let (area, sex) = (try entries["area"].map(scalar), try entries["sex"].map(scalar))
    let labels = [area, sex].compactMap(\.self).joined(separator: " ")
    return LabourForce.Cell(
      name: try entries["name"].map(scalar) ?? (labels.isEmpty ? "all" : labels), population: people,
      workerPopulationRatio: try share(ratio), area: area, sex: sex)
  }

  private func group(_ node: Node, _ cells: [LabourForce.Cell]) throws(StudyError) -> LabourForce.Group {
    let entries = try mapping(node, "a group", allowed: ["name", "share", "shares", "divisions"])
    guard let name = entries["name"] else { throw failure(node, "a group needs the key 'name'") }
    return LabourForce.Group(
      name: try scalar(name), shares: try shares(entries, node, cells),
      divisions: try entries["divisions"].map(divisions) ?? [])
  }

  /// One share for all cells, or one for each by its name.
  private func shares(
    _ entries: [String: Node], _ node: Node, _ cells: [LabourForce.Cell]
  ) throws(StudyError) -> [Double] {
    if let one = entries["share"] { return [Double](repeating: try share(one), count: cells.count) }
    guard let list = entries["shares"], case .mapping(let mapping) = list else {
      throw failure(node, "a group needs 'share', or 'shares' by the names of cells")
    }
    var byName: [String: Double] = [:]
    for (key, value) in mapping {
      let name = try scalar(key)
      guard cells.contains(where: { $0.name == name }) else { throw failure(key, "there is no cell '\(name)'") }
      byName[name] = try share(value)
    }
    var shares: [Double] = []
    for cell in cells {
      guard let share = byName[cell.name] else { throw failure(list, "there is no share of cell '\(cell.name)'") }
      shares.append(share)
    }
    return shares
  }

  private func divisions(_ node: Node) throws(StudyError) -> [(name: String, share: Double)] {
    guard case .mapping(let mapping) = node else { throw failure(node, "'divisions' must map names to shares") }
    var divisions: [(name: String, share: Double)] = []
    for (key, value) in mapping { divisions.append((try scalar(key), try share(value))) }
    let sum = divisions.reduce(0) { $0 + $1.share }
    guard sum <= 1 + 1e-9 else { throw failure(node, "the shares of divisions sum to \(sum), which is above 1") }
    return divisions
  }

  fileprivate func counts(_ node: Node) throws(StudyError) -> JobsFile.Counts {
    let entries = try mapping(node, "counts", allowed: ["file", "unit", "years", "sets"])
    guard let file = entries["file"] else { throw failure(node, "counts need the key 'file'") }
    guard let setList = entries["sets"], case .mapping(let mapping) = setList else {
      throw failure(node, "counts need the key 'sets', names of sets with lists of codes")
    }
    var sets: [IndustryCounts.Set] = []
    for (key, value) in mapping {
      let codes = try strings(value)
      guard !codes.isEmpty else { throw failure(key, "set '\(try scalar(key))' names no industry") }
      sets.append(IndustryCounts.Set(name: try scalar(key), codes: codes))
    }
    var years: [Int] = []
    if let list = entries["years"] {
      for item in try sequence(list, "years") {
        guard let year = Int(try scalar(item)), years.last.map({ $0 < year }) ?? true else {
          throw failure(item, "year '\(try scalar(item))' is not a year after the one before")
        }
        years.append(year)
      }
    }
    return JobsFile.Counts(
      file: try scalar(file), unit: try entries["unit"].map(scalar) ?? "persons", years: years, sets: sets)
  }
}
