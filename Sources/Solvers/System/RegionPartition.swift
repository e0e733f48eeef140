import Tables

/// The cut of the sectors into consecutive blocks along the borders of regions: the blocks of the block preconditioners.
///
/// Regions are dense inside and weakly bound to each other, so that blocks of whole regions catch most of A. Small regions
/// that follow each other share a block, and a region larger than a block is cut into equal parts: every such cut converges
/// for an M-matrix (a regular splitting, Varga 1962), it only takes more or fewer steps.
public struct RegionPartition: Sendable, Equatable {
  /// Neighbouring regions share a block up to this size: smaller blocks would pay more for each block than for its elements.
  public static let leastBlock = 256
  /// Larger regions are cut: factorizing a block must stay cheap beside a pass over A.
  public static let mostBlock = 512

  /// Consecutive and not empty; together 0 ..< n.
  public let blocks: [Range<Int>]

  /// The blocks of a table's regions.
  public init(_ sectors: SectorIndex, least: Int = leastBlock, most: Int = mostBlock) {
    self.init(regions: Self.regions(sectors), least: least, most: most)
  }

  /// Runs of labels of one region count as regions.
  static func regions(_ sectors: SectorIndex) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in 0..<sectors.count {
      if let last = runs.last, sectors[last.lowerBound].region == sectors[index].region {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }

  /// The blocks of consecutive regions.
  public init(regions: [Range<Int>], least: Int = leastBlock, most: Int = mostBlock) {
    precondition(least >= 1 && most >= least, "a block has at least one sector")
    var blocks: [Range<Int>] = []
    for region in regions where !region.isEmpty {
      if region.count > most {
        blocks += Self.parts(of: region, most: most)
      } else if let last = blocks.last, last.count < least, last.count + region.count <= most {
        blocks[blocks.count - 1] = last.lowerBound..<region.upperBound
      } else {
        blocks.append(region)
      }
    }
    self.blocks = blocks
  }

  /// The size of the largest block; 0 without sectors.
  public var largest: Int { blocks.map(\.count).max() ?? 0 }

  private static func parts(of region: Range<Int>, most: Int) -> [Range<Int>] {
    let count = (region.count + most - 1) / most
    return (0..<count).map { k in
      region.lowerBound + region.count * k / count..<region.lowerBound + region.count * (k + 1) / count
    }
  }
}
