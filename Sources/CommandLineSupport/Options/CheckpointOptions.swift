import ArgumentParser

/// The options of commands whose work can be continued.
public struct CheckpointOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Keep in FILE the best an iteration has reached, at most once a minute, when it gives up and when it is interrupted "
        + "(a second interruption does not wait for that); go on from what FILE keeps. Removed when there is an answer.",
      valueName: "file"))
  public var checkpoint: String?

  @Option(help: ArgumentHelp("Seconds between checkpoints, at least (60); 0 keeps every correction.", valueName: "seconds"))
  public var checkpointEvery: Double?

  /// Seconds.
  private static let standardInterval = 60.0

  public var interval: Double { checkpointEvery ?? Self.standardInterval }

  public init() {}

  public func validate() throws {
    if let checkpointEvery {
      guard checkpoint != nil else { throw ValidationError("--checkpoint-every needs --checkpoint FILE") }
      guard checkpointEvery >= 0, checkpointEvery.isFinite else {
        throw ValidationError("--checkpoint-every takes seconds, 0 or more, not \(checkpointEvery)")
      }
    }
    if checkpoint?.isEmpty == true { throw ValidationError("--checkpoint needs the name of a file") }
  }
}
