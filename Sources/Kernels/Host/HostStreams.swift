import MatrixCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What a team does beside multiplying and reading, as it was measured: writing, copying and adding what no cache holds, reading
/// what the first level holds, and starting.
public struct HostStreams: Sendable, Equatable {
  /// Bytes a second by STREAM's convention, with ordinary stores; `MemoryStream.movedBytes` over `countedBytes` as many may have
  /// moved.
  public let write: Double
  public let copy: Double
  public let triad: Double
  /// Bytes that the first levels of all members hold together, and bytes a second read from half of that; nil where the host does
  /// not tell its caches.
  public let firstLevel: HostRoofs.Cache?
  /// From the start of a team that has nothing to do to its end: the median of many.
  public let forkJoinSeconds: Double
  /// Of one array of three.
  public let arrayBytes: Int

  public func rate(_ stream: MemoryStream) -> Double {
    switch stream {
    case .write: write
    case .copy: copy
    case .triad: triad
    }
  }

  /// Memory of a measurement: three arrays.
  public static let bytesNeeded = 3 * bytesOfArray

  private static let bytesOfArray = HostProcessor.bytesBeyondCaches

  private static let rounds = 5
  private static let mostRounds = 20
  private static let pause: UInt32 = 50_000

  /// Measures them, each rate the best of five rounds or more. Cost: half a second, on a busy host three; `bytesNeeded`. Nil
  /// without that memory in what is `usable`, and when the processors were never the team's alone.
  public static func measure(_ team: Team, usable: Int? = HostMemory.current.usable) -> HostStreams? {
    // A guest may be told of caches that are larger than its memory.
    if let usable, bytesNeeded > usable { return nil }
    let n = bytesOfArray / MemoryLayout<Double>.stride
    var memory = try? Matrix<Double>(rows: 3, columns: n)
    guard var arrays = memory.take() else { return nil }
    HostPeak.fill(&arrays, with: 1, team: team)
    let firstLevel = HostProcessor.current.caches.firstLevel.map { $0 * team.threads }
    var best: [Double] = []
    for round in 0..<mostRounds {
      if round >= rounds && best.allSatisfy({ $0 > 0 }) { break }
      if round > 0 { usleep(pause) }
      var rates = MemoryStream.allCases.map { stream in rate(team) { HostPeak.stream(stream, 2, &arrays, team: team) } }
      let readings = ReadOrder.allCases.map { order in
        firstLevel.map { bytes in rate(team) { readOver(bytes / 2, arrays, order, team) } } ?? 1
      }
      rates.append(readings.max() ?? 0)
      best = best.isEmpty ? rates : zip(best, rates).map { max($0, $1) }
    }
    guard best.allSatisfy({ $0 > 0 }) else { return nil }
    return HostStreams(
      write: best[0], copy: best[1], triad: best[2],
      firstLevel: firstLevel.map { HostRoofs.Cache(capacity: Double($0), bytes: best[3]) },
      forkJoinSeconds: forkJoin(team), arrayBytes: bytesOfArray)
  }

  private static let bytesOfSample = 100 << 20

  private static func readOver(
    _ bytes: Int, _ arrays: borrowing Matrix<Double>, _ order: ReadOrder, _ team: Team
  ) -> Double {
    let passes = max(1, bytesOfSample * team.threads / max(bytes, 1))
    _ = HostPeak.read(arrays, first: bytes / MemoryLayout<Double>.stride, passes: passes, order, team: team)
    return Double(passes) * Double(bytes)
  }

  private static func rate(_ team: Team, _ work: () -> Double) -> Double {
    TeamClock.undisturbed(team) {
      let start = ContinuousClock.now
      let done = work()
      return done / max(TeamClock.seconds(since: start), 1e-9)
    }
  }

  private static let starts = (samples: 101, each: 20)

  private static func forkJoin(_ team: Team) -> Double {
    HostPeak.forkJoin(team, times: starts.each)
    let samples = (0..<starts.samples).map { _ in
      let start = ContinuousClock.now
      HostPeak.forkJoin(team, times: starts.each)
      return TeamClock.seconds(since: start) / Double(starts.each)
    }
    return samples.sorted()[starts.samples / 2]
  }
}
