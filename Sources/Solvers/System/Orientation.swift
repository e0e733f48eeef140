/// Which of the two systems of one table is solved.
public enum Orientation: String, Sendable {
  /// (I − A) x = y: the output that meets a final demand.
  case output
  /// (I − A)ᵀ z = c: multipliers, prices, intensities per unit of final demand.
  case transposed
}
