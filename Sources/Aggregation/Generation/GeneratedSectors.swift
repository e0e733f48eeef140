import Tables

/// The sectors of the generated table, each a row and a column of it: region by region, in it sub-region by sub-region, in that
/// the sectors of the source in their order.
struct GeneratedSectors: Sendable {
  /// One sub-region and its sectors.
  struct Subregion: Sendable {
    /// By number in the source's order.
    let region: Int
    /// The number of the sub-region in its region.
    let number: Int
    /// The sectors of the generated table.
    let sectors: Range<Int>
    /// Their places among the sectors of the region.
    let places: [Int]
  }

  private(set) var subregions: [Subregion] = []
  /// The sectors of the generated table that belong to each region of the source.
  private(set) var regions: [Range<Int>] = []
  /// The sectors of the source in each of its regions.
  let sourcesByRegion: [[Int]]
  let shares: [SubregionShares]

  // By sector of the generated table.

  /// Its sub-region.
  private(set) var subregion: [Int] = []
  /// The sector of the source it is a part of.
  private(set) var source: [Int] = []
  /// Its part of that sector.
  private(set) var share: [Double] = []
  /// The smaller share of it and its partner, negative for the second one of the pair, 0 without a partner: the bound of noise.
  private(set) var paired: [Double] = []
  /// The pair's position in sequences of random numbers, times `SeededDraws.step`.
  private(set) var pairPosition: [UInt64] = []

  var count: Int { source.count }

  init(_ divisions: [RegionDivision], noise: Double, draws: SeededDraws) {
    shares = divisions.enumerated().map { SubregionShares($1, noise: noise, draws: draws.stream($0)) }
    sourcesByRegion = divisions.map(\.sectors)
    var firstPair = 0
    for (region, division) in divisions.enumerated() {
      let start = count
      for number in 0..<division.count { append(number, of: region, division, firstPair: firstPair) }
      regions.append(start..<count)
      firstPair += (division.count + 1) / 2 * division.sectors.count
    }
  }

  private mutating func append(_ number: Int, of region: Int, _ division: RegionDivision, firstPair: Int) {
    let (start, places, shares) = (count, division.places(number), shares[region])
    for place in places {
      let own = shares.share(number, place)
      subregion.append(subregions.count)
      source.append(division.sectors[place])
      share.append(own)
      paired.append(
        SubregionShares.sign(number) * min(own, shares.share(SubregionShares.partner(number), place)))
      pairPosition.append(UInt64(firstPair + number / 2 * division.sectors.count + place) &* SeededDraws.step)
    }
    subregions.append(Subregion(region: region, number: number, sectors: start..<count, places: places))
  }
}

extension GeneratedSectors {
  /// Labels with the codes and names of the source. Regions are numbered in as many digits for all ("DEU.03"), so different
  /// ones never come out equal.
  func labels(_ source: SectorIndex) -> [SectorLabel] {
    let digits = max(2, String(shares.map(\.count).max() ?? 0).count)
    let names = subregions.map { subregion in
      let number = String(subregion.number + 1)
      let zeros = String(repeating: "0", count: digits - number.count)
      return "\(source.regions[subregion.region]).\(zeros)\(number)"
    }
    return (0..<count).map { sector in
      var label = source[self.source[sector]]
      label.region = names[subregion[sector]]
      return label
    }
  }

  /// A vector over the source's sectors, divided by the shares.
  func divided(_ vector: ArraySlice<Double>) -> [Double] {
    (0..<count).map { share[$0] * vector[vector.startIndex + source[$0]] }
  }
}
