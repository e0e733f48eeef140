/// How a command ended, as scripts see it.
public enum ExitStatus: Int32, Sendable {
  case done = 0
  /// Wrong options or arguments.
  case usage = 2
  /// Data that cannot be used: a file, a table, a study.
  case badInput = 3
  /// Sound data, but no trustworthy answer: singular, not productive, not finite.
  case numericalFailure = 4
  /// Memory, disk or threads ran out, or the processor lacks the instructions asked for.
  case resources = 5
  case interrupted = 6
  /// A comparison that was asked to fail found something slower.
  case slower = 7
  /// A comparison that was asked to fail could not have seen everything that is slower.
  case undecided = 8
  /// A host that was examined would spoil a benchmark.
  case unfit = 9
}
