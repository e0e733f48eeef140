import BenchmarkHarness

/// Draws the columns of coefficients in whole units of 2⁻⁴⁰.
struct CoefficientColumns {
  static let one = 1 << 40
  static let unit = 0x1p-40

  private let shape: EconomyShape
  private var generator: SplitMix64
  private var weights: [UInt64]
  /// The column last drawn, and its sum.
  private(set) var units: [Int]
  private(set) var total = 0

  init(shape: EconomyShape, seed: UInt64) {
    self.shape = shape
    generator = SplitMix64(seed: seed, stream: "coefficients \(shape)")
    weights = [UInt64](repeating: 0, count: shape.count)
    units = [Int](repeating: 0, count: shape.count)
  }

  mutating func draw(_ j: Int) {
    let sums = SyntheticEconomy.columnSums
    total = generator.next(in: Self.units(sums.lowerBound)...Self.units(sums.upperBound))
    // The product of two uniform numbers: half of the suppliers are under three quarters of the mean.
    for i in weights.indices {
      let bits = generator.next()
      weights[i] = (((bits >> 32) &* (bits & 0xFFFF_FFFF)) >> 32) + 1
    }
    let region = j / shape.sectors
    let own = region * shape.sectors..<(region + 1) * shape.sectors
    let domestic = shape.regions == 1 ? total : total / 10 * 8
    distribute(domestic, over: [own])
    distribute(total - domestic, over: [0..<own.lowerBound, own.upperBound..<shape.count])
    // What rounding down left over stays with the sector itself, so that the column sum is what was drawn.
    units[j] += total - units.reduce(0, +)
  }

  private mutating func distribute(_ amount: Int, over ranges: [Range<Int>]) {
    let sum = ranges.reduce(UInt64(0)) { $1.reduce($0) { $0 + weights[$1] } }
    guard sum > 0 else { return }
    for i in ranges.joined() {
      let product = UInt64(amount).multipliedFullWidth(by: weights[i])
      units[i] = Int(sum.dividingFullWidth(product).quotient)
    }
  }

  private static func units(_ fraction: Double) -> Int { Int(fraction * Double(one)) }
}
