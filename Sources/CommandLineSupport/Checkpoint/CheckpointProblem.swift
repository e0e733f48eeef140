import Leontief

/// What a checkpoint belongs to, by the content of its files: they may be moved and renamed meanwhile.
public struct CheckpointProblem: Codable, Equatable, Sendable {
  /// SHA-256 of the table's files, by their names in its folder; of a table that is one file, under `table`.
  public var table: [String: String]
  /// SHA-256 of the file of right-hand sides; nil for those of the table itself.
  public var demand: String?
  public var orientation: String
  public var sectors: Int
  public var rightHandSides: Int

  /// `files` are those of the table in `folder`, or the only one.
  public init(
    files: [InputFile], folder: String, demand: InputFile?, orientation: Orientation, sectors: Int, rightHandSides: Int
  ) {
    table = files.count == 1 && files[0].path == folder ? ["table": files[0].sha256] : [:]
    if table.isEmpty {
      for file in files { table[String(file.path.split(separator: "/").last ?? "")] = file.sha256 }
    }
    self.demand = demand?.sha256
    self.orientation = orientation.rawValue
    self.sectors = sectors
    self.rightHandSides = rightHandSides
  }

  /// How a solve differs from the one this is of, with the way to continue that one; nil when it does not.
  public func difference(from asked: CheckpointProblem) -> String? {
    let names = Set(table.keys).union(asked.table.keys)
    if let name = names.sorted().first(where: { table[$0] != asked.table[$0] }) {
      return "of another table (\(name == "table" ? "its content" : name) differs): give that table as it was"
    }
    if demand != asked.demand {
      guard demand != nil else { return "of a solve without --demand: leave that out" }
      return "of \(asked.demand == nil ? "a solve with --demand" : "another demand"): give that demand as it was"
    }
    if orientation != asked.orientation {
      return asked.orientation == Orientation.transposed.rawValue
        ? "of a solve without --transposed: leave that out" : "of a transposed solve: give --transposed"
    }
    guard (sectors, rightHandSides) != (asked.sectors, asked.rightHandSides) else { return nil }
    return "of \(sectors) × \(rightHandSides) numbers, and the solution will be \(asked.sectors) × \(asked.rightHandSides)"
  }
}
