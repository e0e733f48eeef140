/// What the choice of a method depends on.
public struct SolveProblem: Sendable, Equatable {
  public var sectors: Int
  public var rightHandSides: Int
  /// Bytes that a pass over A reads as it is stored, and elements that are not zero.
  public var bytesPerPass: Int
  public var nonZeros: Int
  /// Consecutive sectors of one region, which make the diagonal blocks.
  public var regions: [Range<Int>]
  /// Whether a copy of A in single precision exists already.
  public var hasSingle: Bool
  /// Bytes of the block in which A comes to single precision where it is not stored as it is.
  public var narrowingBytes: Int
  /// The largest column sum of |A|: near or above one, iterations may take longer.
  public var largestColumnSum: Double
  public var isNonNegative: Bool

  /// A dense economy of which only the size is known, in regions of so many sectors.
  private static let usualRegion = 50

  public init(sectors n: Int, rightHandSides m: Int) {
    sectors = n
    rightHandSides = m
    bytesPerPass = 8 * n * n
    nonZeros = n * n
    regions = stride(from: 0, to: n, by: Self.usualRegion).map { $0..<min($0 + Self.usualRegion, n) }
    hasSingle = false
    narrowingBytes = 0
    largestColumnSum = 0.8
    isNonNegative = true
  }

  public init(_ coefficients: any CoefficientOperator, rightHandSides m: Int) {
    self.init(sectors: coefficients.count, rightHandSides: m)
    bytesPerPass = coefficients.bytesPerPass
    nonZeros = coefficients.facts.nonZeros
    regions = RegionPartition.regions(coefficients.sectors)
    hasSingle = coefficients.single != nil
    narrowingBytes = coefficients.narrowingBytes
    largestColumnSum = coefficients.facts.largestColumnSum
    isNonNegative = coefficients.facts.isNonNegative
  }

  /// Elements that a product multiplies: zeros, too, where all are stored.
  var elements: Double { isDense ? Double(sectors) * Double(sectors) : Double(nonZeros) }

  var isDense: Bool { bytesPerPass >= 8 * sectors * sectors }
}
