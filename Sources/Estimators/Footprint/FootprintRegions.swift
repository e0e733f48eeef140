import MatrixCore
import Tables

/// Who produces and who absorbs in a table.
struct FootprintRegions {
  /// Regions of sectors in table order, then those of final demand alone.
  let regions: [String]
  /// Positions in `regions` of those that have a column of final demand.
  let demanding: [Int]
  /// The region of each sector and of each column of final demand.
  private let sectors: [Int]
  private let columns: [Int]
  private let outsiders: [String]

  init(_ table: borrowing InputOutputTable) {
    var regions = table.sectors.regions
    for category in table.demand where !regions.contains(category.region) { regions.append(category.region) }
    let positions = Dictionary(uniqueKeysWithValues: regions.enumerated().map { ($0.element, $0.offset) })
    self.regions = regions
    sectors = table.sectors.labels.map { positions[$0.region] ?? 0 }
    columns = table.demand.map { positions[$0.region] ?? 0 }
    demanding = Set(columns).sorted()
    outsiders = Array(regions.dropFirst(table.sectors.regions.count))
  }

  /// Y_r: all final demand of a region.
  func demand(of region: Int, _ table: borrowing InputOutputTable) -> [Double] {
    var sums = [CompensatedSum<Double>](repeating: CompensatedSum(), count: sectors.count)
    for c in columns.indices where columns[c] == region {
      for i in sums.indices { sums[i].add(table.finalDemand[i, c]) }
    }
    return sums.map(\.value)
  }

  /// Σ_{i in s} S_i (L Y_r)_i. `output`: L Y_r for the demanding regions in order.
  func flows(_ intensities: [Double], _ output: [[Double]]) -> [[Double]] {
    var sums = [[CompensatedSum<Double>]](
      repeating: [CompensatedSum<Double>](repeating: CompensatedSum(), count: regions.count), count: regions.count)
    for (k, region) in demanding.enumerated() {
      for i in intensities.indices { sums[sectors[i]][region].add(intensities[i] * output[k][i]) }
    }
    return sums.map { $0.map(\.value) }
  }

  var remarks: [String] {
    outsiders.isEmpty
      ? [] : ["\(outsiders.joined(separator: ", ")) without sectors here: what arises there is not known and not counted"]
  }
}
