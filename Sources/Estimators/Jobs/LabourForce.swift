import MatrixCore

/// Jobs by the labour-force survey's way: population × share of workers in it × share of workers in a group of industries.
///
/// Persons in the unit of the populations. No table of flows is used.
/// Reference: Gajbhiye and Arora (2022), from India's periodic labour force survey; methods reference 3.10.
public struct LabourForce: Sendable, Equatable {
  /// People counted together: an area, a sex, or all.
  public struct Cell: Sendable, Equatable {
    public var name: String
    public var population: Double
    /// Workers per person, of the same ages as the population.
    public var workerPopulationRatio: Double
    /// "rural", "female"; nil where that is not told apart.
    public var area: String?
    public var sex: String?

    public var workers: Double { population * workerPopulationRatio }

    func label(_ kind: Part.Kind) -> String? { kind == .area ? area : sex }
  }

  /// All cells of one area, or of one sex.
  public struct Part: Sendable, Equatable {
    public enum Kind: String, Sendable, CaseIterable { case area, sex }

    public var kind: Kind
    public var name: String
    /// Positions of its cells.
    public var members: [Int]
  }

  /// A set of industries, disjoint from the others.
  public struct Group: Sendable, Equatable {
    public var name: String
    /// Share of workers, one a cell.
    public var shares: [Double]
    /// Shares of divisions within the group; what they leave is shown as other.
    public var divisions: [(name: String, share: Double)]

    public static func == (a: Group, b: Group) -> Bool {
      a.name == b.name && a.shares == b.shares && a.divisions.elementsEqual(b.divisions, by: ==)
    }
  }

  public var cells: [Cell]
  public var groups: [Group]

  /// Workers of all cells.
  public var workers: Double { cells.map(\.workers).compensatedSum() }

  /// Jobs of a group by cell.
  public func jobs(_ group: Group) -> [Double] { zip(cells, group.shares).map { $0.workers * $1 } }

  /// The areas, and the sexes, of which every cell has one, in the order of the cells.
  public var parts: [Part] {
    Part.Kind.allCases.flatMap { kind in
      let labels = cells.compactMap { $0.label(kind) }
      guard labels.count == cells.count else { return [Part]() }
      var parts: [Part] = []
      for (k, label) in labels.enumerated() {
        if let known = parts.firstIndex(where: { $0.name == label }) {
          parts[known].members.append(k)
        } else {
          parts.append(Part(kind: kind, name: label, members: [k]))
        }
      }
      return parts
    }
  }

  /// Workers of a part.
  public func workers(_ part: Part) -> Double { part.members.map { cells[$0].workers }.compensatedSum() }

  /// Jobs of a group in a part.
  public func jobs(_ group: Group, _ part: Part) -> Double {
    let jobs = jobs(group)
    return part.members.map { jobs[$0] }.compensatedSum()
  }

  /// Jobs of a group in all cells.
  public func total(_ group: Group) -> Double { jobs(group).compensatedSum() }
}
