/// What is left of a cell's samples without those around which the host was in another state, and whether it is enough.
struct RemainingSamples {
  /// The samples that do not count, by their numbers.
  let leftOut: [Int]
  private let count: Int
  private let processes: (all: Int, left: Int)

  /// `processes`: that of each sample.
  init(without leftOut: [Int], of processes: [Int]) {
    let dropped = Set(leftOut)
    let left = processes.enumerated().filter { !dropped.contains($0.offset) }.map(\.element)
    (self.leftOut, count) = (leftOut, processes.count)
    self.processes = (Set(processes).count, Set(left).count)
  }

  /// Memory and threads of one process, or of two, can lie well or badly by chance.
  static let leastProcesses = 3

  /// As many samples as a verdict needs, of as many processes; where there never were so many, all.
  var allowAVerdict: Bool {
    count - leftOut.count >= min(count, ComparisonRule.leastSamples) && processes.left >= min(processes.all, Self.leastProcesses)
  }

  /// Whether the rest stands for the cell: at least half, allowing a verdict, of a host that was in one state for at least half of
  /// the canary's readings.
  func standForTheRun(_ canary: CanaryRecord) -> Bool {
    canary.disturbed <= 0.5 && allowAVerdict && 2 * leftOut.count <= count
  }
}
