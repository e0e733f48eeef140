/// What the choice of a method depends on.
public struct SolveProblem: Sendable, Equatable {
  public var sectors: Int
  public var rightHandSides: Int
  /// Bytes that a pass over A reads as it is stored, and elements that are not zero.
  public var bytesPerPass: Int
  public var nonZeros: Int
  /// Σ N³ of the diagonal blocks.
  public var blockWork: Double
  /// Whether a copy of A in single precision exists already.
  public var hasSingle: Bool
  /// The largest column sum of |A|: near or above one, iterations may take longer.
  public var largestColumnSum: Double
  public var isNonNegative: Bool

  /// A dense economy of which only the size is known.
  public init(sectors n: Int, rightHandSides m: Int) {
    sectors = n
    rightHandSides = m
    bytesPerPass = 8 * n * n
    nonZeros = n * n
    blockWork = Double(n) * Double(min(n, RegionPartition.leastBlock)) * Double(min(n, RegionPartition.leastBlock))
    hasSingle = false
    largestColumnSum = 0.8
    isNonNegative = true
  }

  public init(_ coefficients: any CoefficientOperator, rightHandSides m: Int) {
    self.init(sectors: coefficients.count, rightHandSides: m)
    bytesPerPass = coefficients.bytesPerPass
    nonZeros = coefficients.facts.nonZeros
    blockWork = RegionPartition(coefficients.sectors).blocks.reduce(0) {
      $0 + Double($1.count) * Double($1.count) * Double($1.count)
    }
    hasSingle = coefficients.single != nil
    largestColumnSum = coefficients.facts.largestColumnSum
    isNonNegative = coefficients.facts.isNonNegative
  }

  var isDense: Bool { bytesPerPass >= 8 * sectors * sectors }
}
