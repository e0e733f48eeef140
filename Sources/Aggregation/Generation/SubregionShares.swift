/// The parts that a region's sub-regions have in each of its sectors.
///
/// Sizes of sub-regions are products of uniform numbers and so nearly lognormal (the logarithm's standard deviation is 0.87),
/// without a logarithm or an exponential, whose last bits differ between platforms. They fall with the number of the
/// sub-region. A sub-region's part in a sector is its size times a factor of the sector's own, which `noise` moves.
///
/// Two neighbours, 0 and 1, 2 and 3, …, are a pair: what `noise` gives to one of them it takes from the other. Of an odd
/// number the last stays alone.
struct SubregionShares: Sendable {
  /// The number of sub-regions.
  let count: Int
  /// The number of sectors of the undivided region.
  let sectorCount: Int
  /// Shares by sub-region, then by place of the sector; 0 where a sub-region lacks the sector. Those of a sector sum to one.
  let values: [Double]

  init(_ division: RegionDivision, noise: Double, draws: SeededDraws) {
    count = division.count
    sectorCount = division.sectors.count
    let sizes = Self.sizes(count, draws.stream(0))
    let deviations = draws.stream(1)
    var weights = [Double](repeating: 0, count: count * sectorCount)
    var sums = [Double](repeating: 0, count: sectorCount)
    for k in 0..<count {
      for place in division.places(k) {
        let cell = k * sectorCount + place
        // Two factors, of a half at least: no share is zero.
        let deviation = (1 + noise / 2 * deviations.centred(2 * cell)) * (1 + noise / 2 * deviations.centred(2 * cell + 1))
        weights[cell] = sizes[k] * deviation
        sums[place] += weights[cell]
      }
    }
    values = weights.indices.map { weights[$0] / sums[$0 % sums.count] }
  }

  private static func sizes(_ count: Int, _ draws: SeededDraws) -> [Double] {
    let factors = 8
    return (0..<count).map { k in
      (0..<factors).reduce(1) { size, factor in size * (1 + draws.centred(k * factors + factor) / 2) }
    }.sorted(by: >)
  }

  /// The share of sub-region k in the sector at a place; 0 for a sub-region that is not there.
  func share(_ k: Int, _ place: Int) -> Double { k < count ? values[k * sectorCount + place] : 0 }

  /// The other one of a pair; it may not be there.
  static func partner(_ k: Int) -> Int { k ^ 1 }

  /// Which one of a pair: 1 or −1.
  static func sign(_ k: Int) -> Double { k % 2 == 0 ? 1 : -1 }
}
