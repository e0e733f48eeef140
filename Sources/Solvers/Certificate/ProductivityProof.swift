/// What proves that a table is productive: a vector z > 0 with (I − |A|) z > 0, by where it came from.
public enum ProductivityProof: Sendable, Equatable {
  /// Each row of A sums to less than one: z = 1.
  case rowSums
  /// Each column of A sums to less than one: z = 1 for the transpose.
  case columnSums
  /// A few rounds of production: z = 1 + A1 + … + Aᵏ1.
  case weights
  /// The system's own solution of (I − A) z = 1, or of its transpose, which was not trusted but checked.
  case solution
  /// Nothing was proved, and why.
  case none(String)

  public var isProof: Bool {
    if case .none = self { false } else { true }
  }

  /// The proof in words.
  public var reason: String {
    switch self {
    case .rowSums: "every row of A sums to less than one"
    case .columnSums: "every column of A sums to less than one"
    case .weights: "a few rounds of production use less than they make"
    case .solution: "a vector z > 0 with (I − |A|) z > 0 was found by a solve and checked"
    case .none(let why): why
    }
  }
}

/// What kind of matrix I − A was proved to be.
public enum MatrixClass: String, Sendable {
  /// A ≥ 0 and productive: L ≥ 0, and everything holds.
  case mMatrix = "m-matrix"
  /// A has negatives, but |A| is productive: |L| ≤ (I − |A|)⁻¹, so that bounds hold; the condition number is estimated.
  case hMatrix = "h-matrix"
  /// A has negatives and |A| was not proved productive: estimates only.
  case notAnMMatrix = "not an m-matrix"
  /// A ≥ 0, but productivity could not be proved: it fails, or is nearer than rounding.
  case unproved
}
