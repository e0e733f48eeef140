/// What a tile does with the values already in C.
@frozen
public enum TileUpdate: Sendable {
  /// C is not read: it may be uninitialised or hold NaN.
  case replace
  case add
  case subtract
}
