/// Which rows an elimination may exchange.
public enum Pivoting: Sendable, Equatable {
  /// The largest magnitude of each column becomes the pivot.
  case partial
  /// No exchanges; every pivot must be positive. For matrices known to need none: I − A with dominant columns or rows.
  case none
}
