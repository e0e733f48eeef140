/// Why a factorization ended without factors. The matrix's contents are lost.
public enum FactorizationError: Error, Equatable, Sendable {
  /// All candidates for this pivot, counted from zero, are zero or NaN. Without exchanges: the pivot is
  /// not positive, or the column holds an infinity.
  case noPivot(Int)
  /// The caller's monitor asked to stop.
  case stopped
}
