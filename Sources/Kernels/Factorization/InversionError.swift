import MatrixCore

/// Why factors were not turned into an inverse.
public enum InversionError: Error, Equatable, Sendable {
  /// There is no memory for the scratch panel. The factors are as they were.
  case allocation(AllocationError)
  /// The caller's monitor asked to stop. The matrix's contents are lost.
  case stopped
}
