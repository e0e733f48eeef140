/// How a table is written.
public struct WriteOptions: Sendable, Equatable {
  /// What to do with a target that is already there.
  public enum Existing: Sendable, Equatable { case refused, replaced }

  public var existing: Existing

  public init(existing: Existing = .refused) { self.existing = existing }
}
