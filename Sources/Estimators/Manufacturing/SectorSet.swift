import Tables

/// Sectors of one code set in every region, and where the set comes from.
public struct SectorSet: Sendable, Equatable {
  public var codes: [String]
  /// Ascending.
  public var positions: [Int]
  /// "wiod35, derived, sha256 …", or "named".
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
        throw .trade(.unknownCode(code, nearest: sectors.nearest(to: code)))
      }
      positions.formUnion(found)
    }
    (self.codes, self.origin) = (codes, origin)
    self.positions = positions.sorted()
  }
}
