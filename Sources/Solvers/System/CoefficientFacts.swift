/// What one look at the coefficients tells of I − A.
public struct CoefficientFacts: Sendable, Equatable {
  /// True when no coefficient is negative: I − A is then an M-matrix if the table is productive.
  public var isNonNegative = true
  /// ‖I − A‖∞, the largest absolute row sum, and ‖I − A‖₁, the largest absolute column sum.
  public var rowNorm = 0.0
  public var columnNorm = 0.0
  /// The largest row sum and the largest column sum of |A|.
  public var largestRowSum = 0.0
  public var largestColumnSum = 0.0
  /// max |m_ij| of M = I − A.
  public var largestMagnitude = 0.0
  /// Whether each diagonal element of I − A is positive and proved, rounding included, to be more than the magnitudes
  /// beside it in its row (in its column) add up to. Columns of A that sum to less than one have that.
  public var rowsDominate = true
  public var columnsDominate = true
  /// Coefficients that are not zero.
  public var nonZeros = 0

  public init() {}

  /// ‖M‖∞ of the system that is solved: of I − A, or of its transpose.
  public func norm(_ orientation: Orientation) -> Double { orientation == .output ? rowNorm : columnNorm }
}
