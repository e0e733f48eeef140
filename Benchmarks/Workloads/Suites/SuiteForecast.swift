import BenchmarkHarness
import Leontief

/// How long a suite is expected to take here: rough, for lists and for leaving out what cannot fit a limit.
public struct SuiteForecast: Sendable {
  private let rates: HostRates
  private let engines: Int

  /// `rates`: of one of the engines, `engines`: how many there are.
  public init(rates: HostRates, engines: Int) { (self.rates, self.engines) = (rates, max(1, engines)) }

  /// Measures the host. Cost: a tenth of a second.
  public init(_ engines: [Engine]) {
    let rates = engines.first.map { HostRates.measured($0) }
    self.init(rates: rates ?? HostRates(flops: 1e10, bytes: 1e10, source: .assumed), engines: engines.count)
  }

  /// One run on one engine.
  public func seconds(_ row: SuiteRow) -> Double {
    let effort = row.workload.effort(sectors: row.source.shape.count)
    return max(effort.flops / rates.flops, effort.bytesMin / rates.bytes)
  }

  /// All samples of a group in so many processes, their problems and their checks.
  public func seconds(_ group: Suite, rounds: Int, processes: Int) -> Double {
    let samples = group.rows.reduce(0.0) { sum, row in
      let engines = row.workload.usesLibrary ? self.engines : 1
      let sample = max(seconds(row), Self.sampleSeconds)
      return sum + Double(engines) * (sample * Double(rounds) + (seconds(row) + checkSeconds(row)) * Double(processes))
    }
    return samples + Double(processes) * (Self.processSeconds + economySeconds(group))
  }

  /// The most memory of any group on so many engines, bytes.
  public static func bytes(_ suite: Suite, engines: Int = Suite.usualEngines) -> Int {
    suite.groups.map { bytes(ofGroup: $0, engines) }.max() ?? 0
  }

  private static func bytes(ofGroup group: Suite, _ engines: Int) -> Int {
    let economies = Set(group.rows.map(\.source)).reduce(0) { MemoryBudget.sum($0, $1.bytesNeeded) }
    let (held, running) = group.rows.reduce((economies, 0)) { total, row in
      let n = row.source.shape.count
      return (
        MemoryBudget.sum(total.0, row.workload.bytesHeld(sectors: n, engines: engines)),
        max(total.1, row.workload.bytesWhileRunning(sectors: n))
      )
    }
    return MemoryBudget.sum(held, running)
  }

  /// On one thread, with the copies a task is made from.
  private func checkSeconds(_ row: SuiteRow) -> Double {
    Self.passSeconds * row.workload.checkPasses * square(row.source.shape.count)
  }

  private func economySeconds(_ group: Suite) -> Double {
    Set(group.rows.map(\.source)).reduce(0) { $0 + 3e-8 * square($1.shape.count) }
  }

  private func square(_ n: Int) -> Double { Double(n) * Double(n) }

  /// Of a pass over a coefficient in twice the precision, generously.
  private static let passSeconds = 2e-8 / 12
  /// The least sample, and the wait for another engine's threads.
  private static let sampleSeconds = 0.02
  /// A process's start, its canary and clock.
  private static let processSeconds = 1.0
}

extension Suite {
  /// Groups in their order with what they are expected to take, and without a time those that do not fit into `seconds` beside
  /// the shorter ones.
  public func groups(
    within seconds: Double, rounds: Int, processes: Int, _ forecast: SuiteForecast
  ) -> [(group: Suite, expected: Double, fits: Bool)] {
    let all = groups.map { ($0, forecast.seconds($0, rounds: rounds, processes: $0.processes(of: processes))) }
    var (left, fitting) = (seconds, Set<Int>())
    for index in all.indices.sorted(by: { (all[$0].1, $0) < (all[$1].1, $1) }) {
      guard all[index].1 <= left || all[index].0.isSmall else { continue }
      left -= all[index].1
      fitting.insert(index)
    }
    return all.enumerated().map { ($1.0, $1.1, fitting.contains($0)) }
  }

  /// Problems that share memory are never left out.
  private var isSmall: Bool { rows.allSatisfy { $0.source.shape.count <= Self.mostShared } }

  /// The processes of a group: making a large problem takes longer than what other memory could show.
  public func processes(of count: Int) -> Int { isSmall ? count : 1 }
}
