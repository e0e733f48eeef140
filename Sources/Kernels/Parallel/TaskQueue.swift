import Synchronization

/// Hands the tasks 0, 1, … to whoever asks, each once.
final class TaskQueue: Sendable {
  private let next = Atomic<Int>(0)
  private let count: Int

  init(_ count: Int) { self.count = count }

  /// Whether all are taken.
  var isEmpty: Bool { next.load(ordering: .relaxed) >= count }

  /// The next task; nil when all are taken.
  func take() -> Int? {
    let task = next.wrappingAdd(1, ordering: .relaxed).oldValue
    return task < count ? task : nil
  }
}
