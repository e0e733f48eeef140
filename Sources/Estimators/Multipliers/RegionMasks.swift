import Tables

/// Rows of coefficients cut to one region at a time.
struct RegionMasks {
  /// The region of each sector, as a position among the regions.
  let regions: [Int]
  let count: Int

  init(_ sectors: SectorIndex) {
    let positions = Dictionary(uniqueKeysWithValues: sectors.regions.enumerated().map { ($0.element, $0.offset) })
    regions = sectors.labels.map { positions[$0.region] ?? 0 }
    count = sectors.regions.count
  }

  /// c with all but region r at zero, for every r.
  func rows(_ coefficients: [Double]) -> [[Double]] {
    (0..<count).map { region in zip(coefficients, regions).map { $1 == region ? $0 : 0 } }
  }

  /// Of contents by region of origin, what stems from each sector's own region.
  func own(_ contents: [[Double]]) -> [Double] { regions.indices.map { contents[regions[$0]][$0] } }
}
