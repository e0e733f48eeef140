import Kernels
import MatrixCore
import Solvers
import Synchronization

/// A sink that keeps what it is given, with a monitor that stops the solve after a correction of its choice.
final class KeptSolution: Sendable {
  private struct Kept {
    var marks: [SolutionMark] = []
    var columns: [[Double]] = []
  }

  private let kept = Mutex(Kept())
  private let last: Int

  /// `corrections`: after so many of them the solve is stopped.
  init(stoppingAfter corrections: Int = .max) { last = corrections }

  var marks: [SolutionMark] { kept.withLock { $0.marks } }
  /// How many corrections there were.
  var corrections: Int { marks.filter { $0.ending == nil }.count }
  /// X as it was last given, column by column.
  var columns: [[Double]] { kept.withLock { $0.columns } }

  func matrix() throws -> Matrix<Double> {
    let columns = columns
    return try Matrix((0..<(columns.first?.count ?? 0)).map { i in columns.map { $0[i] } })
  }

  var sink: SolutionSink { SolutionSink { x, mark in self.take(x, mark) } }

  func take(_ x: MatrixView<Double>, _ mark: SolutionMark) {
    kept.withLock { kept in
      kept.marks.append(mark)
      kept.columns = (0..<x.columns).map { j in (0..<x.rows).map { x[$0, j] } }
    }
  }

  var monitor: WorkMonitor {
    WorkMonitor { _ in self.kept.withLock { $0.marks.allSatisfy { $0.corrections < self.last } } }
  }
}
