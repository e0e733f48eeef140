import Synchronization

/// The first column without a pivot, found by one member of a team and read by the caller after the team is done.
final class FirstFailure: Sendable {
  private let found = Atomic<Int>(-1)

  func record(_ index: Int) { found.store(index, ordering: .relaxed) }

  var index: Int? {
    let index = found.load(ordering: .relaxed)
    return index < 0 ? nil : index
  }
}
