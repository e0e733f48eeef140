import MatrixCore

extension HostRoofs {
  /// Memory of a measurement: as much as an array of STREAM.
  public static let bytesNeeded = HostProcessor.bytesBeyondCaches

  /// Measures the roofs of a team. Cost: half a second, on a busy host three; `bytesNeeded`. Nil without that memory, and when
  /// the processor was never the team's alone.
  public static func measure(_ team: Team) -> HostRoofs? {
    guard let probes = TeamProbes(team) else { return nil }
    let processor = HostProcessor.current
    return measure(probes, levels: processor.caches.levels(threads: team.threads, cores: processor.cores))
  }

  /// The peak of the kernels of an instruction set, which may not be the widest.
  public static func doubleFlops(_ set: InstructionSet, _ team: Team) -> Double {
    (0..<rounds).map { _ in TeamProbes.flops(Double.self, on: set, team) }.max() ?? 0
  }

  /// Samples of every probe, and as many at most while the peaks are not likely.
  private static let rounds = 5
  private static let mostRounds = 20
  /// Seconds between rounds: what disturbs one is over in another.
  private static let pauses = (usual: 0.02, busy: 0.1)

  /// The best samples of rounds in which every probe has a turn. `levels`: what the team's caches hold together.
  package static func measure(_ probes: some RoofProbes, levels: [Int]) -> HostRoofs? {
    let capacities = levels.filter { $0 >= leastCache }
    var best = sample(probes, capacities)
    for round in 1..<mostRounds {
      if round >= rounds && best.isLikely { break }
      probes.pause(seconds: round < rounds ? pauses.usual : pauses.busy)
      best.formMaximum(sample(probes, capacities))
    }
    return best.isLikely ? best : nil
  }

  /// A smaller cache holds less than the start of a team costs.
  private static let leastCache = 1 << 16

  /// Half of a cache is read: the rest is for what else there is.
  private static func sample(_ probes: some RoofProbes, _ capacities: [Int]) -> HostRoofs {
    HostRoofs(
      doubleFlops: probes.rate(.double), singleFlops: probes.rate(.single), memory: probes.rate(.memory),
      caches: capacities.map { Cache(capacity: Double($0), bytes: probes.rate(.cache(bytes: $0 / 2))) })
  }

  /// The better of each rate of two measurements of one team: what disturbs one only makes it slower. Nil without either.
  public static func better(_ one: HostRoofs?, _ other: HostRoofs?) -> HostRoofs? {
    guard var best = one, let other else { return one ?? other }
    best.formMaximum(other)
    return best
  }

  /// The better of each rate. What is larger is never faster than memory.
  private mutating func formMaximum(_ other: HostRoofs) {
    let memory = max(memory, other.memory)
    self = HostRoofs(
      doubleFlops: max(doubleFlops, other.doubleFlops), singleFlops: max(singleFlops, other.singleFlops), memory: memory,
      caches: zip(caches, other.caches).map { Cache(capacity: $0.capacity, bytes: max($0.bytes, $1.bytes, memory)) })
  }
}
