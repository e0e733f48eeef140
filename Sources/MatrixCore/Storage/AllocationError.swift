/// Memory that could not be had, in bytes.
public struct AllocationError: Error, Equatable, CustomStringConvertible {
  /// What was asked for, or nil when the size itself does not fit an `Int`.
  public let bytes: Int?

  public init(bytes: Int?) { self.bytes = bytes }

  public var description: String {
    guard let bytes else { return "the matrix has more bytes than this machine can address" }
    return "no memory for \(bytes) bytes"
  }
}
