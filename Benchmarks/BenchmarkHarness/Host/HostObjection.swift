/// Something about this host or this program that would spoil a benchmark, or that one should know, and what to do about it.
public struct HostObjection: Codable, Sendable, Equatable {
  public enum Weight: String, Codable, Sendable {
    /// Times would not be what the host can do.
    case spoils
    /// Times are right, and perhaps not the best.
    case note
  }

  /// The same in every run: "governor".
  public var id: String
  public var weight: Weight
  public var sentence: String
  public var cure: String

  public init(_ id: String, _ weight: Weight, _ sentence: String, cure: String) {
    (self.id, self.weight, self.sentence, self.cure) = (id, weight, sentence, cure)
  }
}
