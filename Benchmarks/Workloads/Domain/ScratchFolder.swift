import BenchmarkHarness
import Foundation

/// A folder of its own among the temporary ones, which goes with the last reference.
final class ScratchFolder: Sendable {
  let path: String

  /// Errors: `ProblemRefusal` when there is no place for it.
  init() throws(ProblemRefusal) {
    let parent = FileManager.default.temporaryDirectory.path
    path = "\(parent)/leontief-bench-\(UUID().uuidString.lowercased())"
    do { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false) } catch {
      throw ProblemRefusal("\(parent): a folder cannot be made: \(error.localizedDescription)")
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
