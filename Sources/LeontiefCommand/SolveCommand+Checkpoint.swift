import CommandLineSupport
import Leontief

extension SolveCommand {
  /// What there is to go on from, and whether one can be written: known before anything else is read. The file is this run's as
  /// long as the lock is kept.
  func openCheckpoint() throws -> (file: CheckpointFile, lock: FileLock?)? {
    guard let path = checkpoints.checkpoint else { return nil }
    if let demand, InputFile.lies(path, inside: demand) {
      throw CommandFailure(.usage, "\(path) is what is solved for and would be replaced by the checkpoint; choose another place")
    }
    let lock = try CheckpointFile.claim(path)
    return (try CheckpointFile(path: path), lock)
  }

  /// What the checkpoint is of, once the files are read.
  func keeper(
    _ file: CheckpointFile?, _ session: CommandSession, _ y: borrowing Matrix<Double>
  ) throws -> CheckpointKeeper? {
    guard let file else { return nil }
    let inputs = session.inputs
    let problem = CheckpointProblem(
      files: demand == nil ? inputs : inputs.dropLast(), folder: input.table, demand: demand == nil ? nil : inputs.last,
      orientation: transposed ? .transposed : .output, sectors: y.rows, rightHandSides: y.columns)
    let isQuiet = options.quiet
    return try CheckpointKeeper(file, of: problem, solver: solver.rawValue, interval: checkpoints.interval) { sentence in
      if !isQuiet { StandardError.write("note: \(sentence)") }
    }
  }
}
