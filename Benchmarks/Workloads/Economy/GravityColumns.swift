import BenchmarkHarness

/// Draws the columns of a world economy in whole units of 2⁻⁴⁰: recipes that regions share, most of them bought at home, the
/// rest from other regions by their size.
///
/// A recipe is skewed and has a large own share; a region departs from it by up to half. Column sums are the mean of two
/// uniform numbers over `columnSums`; imports are `imports` with a square of a uniform number between them, so that few
/// sectors import much. Suppliers abroad weigh by their region's size (nearly lognormal), what it specialises in, and how near
/// the two regions are. Only +, ×, ÷ of doubles in a fixed order: the same bits on every host.
package struct GravityColumns {
  package static let columnSums = 0.13...0.92
  static let imports = 0.05...0.65

  private let shape: EconomyShape
  private var generator: SplitMix64
  /// The mean recipes: supplying sector × buying sector.
  private let recipes: [Double]
  /// Weight of a region's sector in the imports of others, n; and how near region q is to region r, regions × regions.
  private let strengths: [Double]
  private let nearness: [Double]
  /// Gross output by sector of each region, n.
  package let output: [Double]
  /// Weights and whole units of the column last drawn.
  private var weights: [Double]
  private(set) var units: [Int]

  package init(shape: EconomyShape, seed: UInt64) {
    var draws = UniformDraws(SplitMix64(seed: seed, stream: "gravity \(shape)"))
    let (regions, sectors) = (shape.regions, shape.sectors)
    recipes = draws.recipes(sectors)
    let sizes = (0..<regions).map { _ in draws.size() }
    nearness = (0..<regions * regions).map { _ in 0.05 + draws.next() * draws.next() }
    let branches = (0..<sectors).map { _ in draws.size() }
    strengths = (0..<shape.count).map { sizes[$0 / sectors] * (0.05 + draws.next() * draws.next()) }
    output = (0..<shape.count).map { sizes[$0 / sectors] * branches[$0 % sectors] * (0.5 + draws.next()) }
    self.shape = shape
    generator = draws.generator
    weights = [Double](repeating: 0, count: shape.count)
    units = [Int](repeating: 0, count: shape.count)
  }

  mutating func draw(_ j: Int) {
    var draws = UniformDraws(generator)
    let (region, sectors) = (j / shape.sectors, shape.sectors)
    let sum = Self.columnSums.lowerBound + Self.width(Self.columnSums) * (draws.next() + draws.next()) / 2
    let part = draws.next()
    let imported = shape.regions == 1 ? 0 : Self.imports.lowerBound + Self.width(Self.imports) * part * part
    let recipe = (0..<sectors).map { recipes[$0 * sectors + j % sectors] * (0.5 + draws.next()) }
    for supplier in 0..<shape.regions {
      let near = supplier == region ? 1 : nearness[supplier * shape.regions + region]
      for i in 0..<sectors {
        let at = supplier * sectors + i
        weights[at] = recipe[i] * (supplier == region ? 1 : near * strengths[at] * (0.2 + 1.6 * draws.next()))
      }
    }
    generator = draws.generator
    let total = Int(sum * Double(CoefficientColumns.one))
    let abroad = Int(Double(total) * imported)
    let own = region * sectors..<(region + 1) * sectors
    distribute(total - abroad, over: [own])
    distribute(abroad, over: [0..<own.lowerBound, own.upperBound..<shape.count])
  }

  /// Rounds down: some units of 2⁻⁴⁰ are value added.
  private mutating func distribute(_ amount: Int, over ranges: [Range<Int>]) {
    let sum = ranges.reduce(0.0) { $1.reduce($0) { $0 + weights[$1] } }
    guard sum > 0 else { return }
    let scale = Double(amount) / sum
    for range in ranges { for i in range { units[i] = Int(weights[i] * scale) } }
  }

  private static func width(_ range: ClosedRange<Double>) -> Double { range.upperBound - range.lowerBound }
}

/// Numbers between 0 and 1 in steps of 2⁻⁵³, and what is made of them.
private struct UniformDraws {
  var generator: SplitMix64

  init(_ generator: SplitMix64) { self.generator = generator }

  mutating func next() -> Double { Double(generator.next() >> 11) * 0x1p-53 }

  /// A product of uniform numbers, nearly lognormal: the logarithm's standard deviation is 1.2.
  mutating func size() -> Double { (0..<16).reduce(1) { product, _ in product * (0.5 + next()) } }

  /// Supplying × buying sector: a few large inputs, many small ones; the sector's own gets a seventh of all on top.
  mutating func recipes(_ sectors: Int) -> [Double] {
    var recipes = (0..<sectors * sectors).map { _ in
      let product = next() * next()
      return product * product
    }
    for j in 0..<sectors {
      let sum = (0..<sectors).reduce(0) { $0 + recipes[$1 * sectors + j] }
      recipes[j * sectors + j] += sum / 7
    }
    return recipes
  }
}
