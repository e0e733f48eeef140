/// The labels of a table's sectors in order, with look-up by code.
public struct SectorIndex: Sendable, Equatable {
  public let labels: [SectorLabel]
  /// Regions in table order.
  public let regions: [String]
  private let positions: [String: Int]

  /// Errors: `LabelError` when a label is empty or a (region, code) pair occurs twice.
  public init(_ labels: [SectorLabel]) throws(LabelError) {
    var positions: [String: Int] = [:]
    var regions: [String] = []
    var seen: Set<String> = []
    for (index, label) in labels.enumerated() {
      guard !label.code.isEmpty else { throw .missingCode(index: index) }
      guard !label.region.isEmpty else { throw .missingRegion(index: index, code: label.code) }
      if let first = positions.updateValue(index, forKey: label.qualifiedCode) {
        throw .duplicate(label.qualifiedCode, first: first, second: index)
      }
      if seen.insert(label.region).inserted { regions.append(label.region) }
    }
    self.labels = labels
    self.positions = positions
    self.regions = regions
  }

  public var count: Int { labels.count }

  public subscript(_ index: Int) -> SectorLabel { labels[index] }

  /// The position of a sector named by `REGION/CODE`, or by its bare code where only one region has it.
  public func position(of name: String) -> SectorMatch {
    if let index = positions[name] { return .found(index) }
    let matches = labels.indices.filter { labels[$0].code == name }
    switch matches.count {
    case 0: return .unknown
    case 1: return .found(matches[0])
    default: return .ambiguous(matches)
    }
  }
}

/// The answer to looking a sector up by name.
public enum SectorMatch: Sendable, Equatable {
  case found(Int)
  case unknown
  /// Several regions have a sector of that code.
  case ambiguous([Int])
}

/// Labels that do not identify sectors.
public enum LabelError: Error, Equatable, CustomStringConvertible {
  case missingCode(index: Int)
  case missingRegion(index: Int, code: String)
  case duplicate(String, first: Int, second: Int)

  public var description: String {
    switch self {
    case .missingCode(let index): "sector \(index) has no code"
    case .missingRegion(let index, let code): "sector \(index) (\(code)) has no region"
    case .duplicate(let name, let first, let second): "sector \(name) occurs twice, at positions \(first) and \(second)"
    }
  }
}
