import Leontief

extension SectorIndex {
  /// The sectors of those names, or of the region.
  func positions(_ names: [String], region: String?) throws(EstimationError) -> [Int] {
    if let region {
      let members = (0..<count).filter { self[$0].region == region }
      guard !members.isEmpty else { throw .noRegion(region, regions: regions) }
      return members
    }
    var positions: [Int] = []
    for name in names {
      do { positions.append(try resolve(name)) } catch { throw .sector(error) }
    }
    return positions
  }
}
