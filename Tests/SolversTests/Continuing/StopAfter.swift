import Kernels
import MatrixCore
import Solvers
import Synchronization

/// Stops a solve at a question of its choice: so many after the sink was asked about a correction.
final class StopAfter: Sendable {
  private let state = Mutex((corrections: 0, questions: 0))
  private let corrections: Int
  private let questions: Int

  /// The question, counted from zero, after so many corrections.
  init(corrections: Int, questions: Int) { (self.corrections, self.questions) = (corrections, questions) }

  /// How many corrections there were.
  var asked: Int { state.withLock { $0.corrections } }

  /// Gives to `kept` what is wanted: all, or what is left at the end.
  func sink(_ kept: KeptSolution, wantsAll: Bool = false) -> SolutionSink {
    SolutionSink(
      wants: { mark in
        self.state.withLock { $0.corrections = mark.corrections }
        return wantsAll || mark.ending != nil
      }, take: { x, mark in kept.take(x, mark) })
  }

  var monitor: WorkMonitor {
    WorkMonitor { _ in
      self.state.withLock { state in
        guard state.corrections >= self.corrections else { return true }
        state.questions += 1
        return state.questions <= self.questions
      }
    }
  }
}
