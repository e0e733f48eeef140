import Foundation
import Leontief

/// A checkpoint on disk: one line of JSON, then X as a `.npy` array, in one file that appears whole or not at all, so that the
/// two cannot be of different solves. In Python: `f = open(path, "rb"); json.loads(f.readline()); numpy.load(f)`.
///
/// X has no checksum: nothing depends on it but time.
public struct CheckpointFile: Sendable {
  public let path: String
  /// Of the checkpoint that is there; nil when there is none.
  public let found: CheckpointHeader?
  /// Where X begins.
  private let offset: Int

  /// A longer line is not a header; it bounds what is read before anything is believed.
  private static let longestLine = 1 << 20

  /// Reads what is there and makes sure that a checkpoint can be written. Errors: `CommandFailure`.
  public init(path: String) throws {
    self.path = path
    let file = try Self.header(path)
    (found, offset) = (file?.header, file?.length ?? 0)
    if found != nil { _ = try values().count }
    // Made and dropped again: the place is there and may be written to.
    do { _ = try ReplacementFile(path: path).path } catch {
      throw CommandFailure(.resources, "\(error); name another place for the checkpoint")
    }
  }

  /// Keeps other runs from the file, as long as this is kept. Errors: `CommandFailure` when one has it.
  public static func claim(_ path: String) throws -> FileLock? {
    guard [.nothing, .file].contains(FileStatus(path)) else { return nil }
    do { return try FileLock.take(path) } catch {
      throw CommandFailure(
        .resources, "\(path): another run keeps its checkpoint there; wait for its end, or name another file")
    }
  }

  private static func header(_ path: String) throws -> (header: CheckpointHeader, length: Int)? {
    switch FileStatus(path) {
    case .nothing: return nil
    case .file: break
    case .folder, .other: throw CommandFailure(.usage, "\(path) is not a regular file; a checkpoint needs one")
    }
    guard let handle = FileHandle(forReadingAtPath: path) else {
      throw CommandFailure(.badInput, "\(path): cannot read the checkpoint")
    }
    guard let file = CheckpointHeader.read(try handle.read(upToCount: longestLine) ?? Data()) else {
      throw unusable(path, "its first line is not one of \(CheckpointHeader.schema)")
    }
    return file
  }

  private static func unusable(_ path: String, _ reason: String) -> CommandFailure {
    CommandFailure(.badInput, "\(path): not a checkpoint to go on from: \(reason); remove it or name another file")
  }

  private static func unusable(_ path: String, _ error: NPYError) -> CommandFailure {
    // It names the file, too.
    unusable(path, "\(error)".replacing("\(path): ", with: ""))
  }

  /// X, used in its file. Errors: `CommandFailure` for a file that is not whole.
  public func values() throws -> Matrix<Double> {
    guard let problem = found?.problem else { return try Matrix(rows: 0, columns: 0) }
    let values: Matrix<Double>
    do { values = try Matrix<Double>.npy(path, from: offset) } catch { throw Self.unusable(path, error) }
    try check(values, problem)
    return values
  }

  private func check(_ values: borrowing Matrix<Double>, _ problem: CheckpointProblem) throws {
    guard values.rows == problem.sectors, values.columns == problem.rightHandSides else {
      throw Self.unusable(
        path, "X is \(values.rows) × \(values.columns), its header says \(problem.sectors) × \(problem.rightHandSides)")
    }
    if let (row, column) = values.view.firstNonFinite() {
      throw Self.unusable(path, "X is not finite at row \(row), column \(column)")
    }
  }

  /// Refuses a checkpoint of something else.
  public func check(_ problem: CheckpointProblem) throws {
    guard let difference = found?.problem.difference(from: problem) else { return }
    throw CommandFailure(.badInput, "\(path): the checkpoint is \(difference), or remove it to begin anew")
  }

  /// Puts a checkpoint in the place of the one that is there. Cost: one pass over X.
  func write(_ header: CheckpointHeader, _ x: MatrixView<Double>) throws {
    var file = try ReplacementFile(path: path)
    try file.write(try header.line())
    try NPYWriter.append(x, to: &file)
    try file.commit()
  }

  /// Once there is an answer, nobody goes on from here.
  func remove() {
    try? FileManager.default.removeItem(at: URL(fileURLWithPath: path).resolvingSymlinksInPath())
  }
}
