import Tables

/// Sectors of one code set in every region, and where the set comes from.
public struct SectorSet: Sendable, Equatable {
  public var codes: [String]
  /// Ascending.
  public var positions: [Int]
  /// "wiod35 (derived)", or "named".
  public var origin: String

  init(codes: [String], positions: [Int], origin: String) {
    (self.codes, self.positions, self.origin) = (codes, positions, origin)
  }

  /// The sectors of those codes in all regions. Errors: `TradeError` for codes that no region has, and for none.
  public init(_ codes: [String], _ name: String, origin: String, among sectors: SectorIndex) throws(EstimationError) {
    guard !codes.isEmpty else { throw .trade(.emptySet(name)) }
    var members: [String: [Int]] = [:]
    for (i, label) in sectors.labels.enumerated() { members[label.code, default: []].append(i) }
    var positions: Set<Int> = []
    for code in codes {
      guard let found = members[code] else {
        throw .trade(.unknownCode(code, nearest: Self.nearest(code, Array(members.keys))))
      }
      positions.formUnion(found)
    }
    (self.codes, self.origin) = (codes, origin)
    self.positions = positions.sorted()
  }

  /// Those with the most letters in common at their beginning, then in order.
  private static func nearest(_ code: String, _ known: [String]) -> [String] {
    let shared = known.map { (code: $0, length: zip($0.lowercased(), code.lowercased()).prefix { $0 == $1 }.count) }
    return shared.sorted { ($1.length, $0.code) < ($0.length, $1.code) }.prefix(5).map(\.code)
  }
}
