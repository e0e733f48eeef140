/// What became of `--checkpoint`, as documents show it.
public struct CheckpointDocument: Encodable, Sendable {
  public let file: String
  /// Corrections of the solves before; null when this one began anew, or with a method that cannot go on.
  @OrNull public var continuedFromCorrections: Int?
  /// Checkpoints this solve wrote.
  public let written: Int

  public init(_ keeper: CheckpointKeeper) {
    file = keeper.file.path
    continuedFromCorrections = keeper.continuation == nil ? nil : keeper.continuedFrom
    written = keeper.written
  }
}
