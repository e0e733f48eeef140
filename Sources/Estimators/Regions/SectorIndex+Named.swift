import Aggregation
import Tables

extension SectorIndex {
  /// The sectors of a region, ascending.
  /// Errors: `EstimationError.noRegion`.
  public func members(of region: String) throws(EstimationError) -> [Int] {
    let members = (0..<count).filter { self[$0].region == region }
    guard !members.isEmpty else { throw .noRegion(region, regions: regions) }
    return members
  }

  /// The sectors of those names, in their order.
  /// Errors: names that are not there or ambiguous.
  public func positions(of names: [String]) throws(EstimationError) -> [Int] {
    var positions: [Int] = []
    for name in names {
      do { positions.append(try resolve(name)) } catch { throw .sector(error) }
    }
    return positions
  }
}
