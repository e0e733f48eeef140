/// What to do with a sector whose gross output is below zero.
public enum NegativeOutput: Sendable, Equatable {
  /// An error that names the sector: coefficients of such a sector have no meaning.
  case refused
  /// The user takes responsibility; the sector is reported.
  case allowed
}
