import Kernels
import MatrixCore

/// A proof, rounding included, that the elimination of I − A without row exchanges is safe: the pivots are positive and the
/// elements of U stay below twice the largest of I − A, in the scale of the weights of the third kind.
///
/// References: Wilkinson (1961) for dominant columns and rows; Hawkins and Simon (1949), Fiedler and Pták (1962) for
/// M-matrices.
public enum ExchangeFreeCertificate: Sendable, Equatable {
  /// Every diagonal element of I − A is positive and more than the rest of its column adds up to.
  case dominantColumns
  /// The same of its row.
  case dominantRows
  /// A ≥ 0 and weights w > 0 were found with wᵀ(I − A) > 0: I − A is an M-matrix.
  case weightedColumns

  /// The proof for these coefficients, or nil when there is none that costs little.
  ///
  /// Cost: nothing for the first two, which the norms of I − A have settled; up to `WeightSearch.mostProducts` products
  /// Aᵀ w for the third. Nil does not mean that A is not productive.
  public init?(_ coefficients: any CoefficientOperator, on engine: Engine) {
    if coefficients.facts.columnsDominate {
      self = .dominantColumns
    } else if coefficients.facts.rowsDominate {
      self = .dominantRows
    } else if coefficients.facts.isNonNegative, WeightSearch.succeeds(for: coefficients, on: engine) {
      self = .weightedColumns
    } else {
      return nil
    }
  }

  /// The proof in words.
  public var reason: String {
    switch self {
    case .dominantColumns: "every column of I − A is diagonally dominant"
    case .dominantRows: "every row of I − A is diagonally dominant"
    case .weightedColumns: "I − A is an M-matrix, proved by weights of its rows"
    }
  }
}
