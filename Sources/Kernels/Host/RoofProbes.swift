import MatrixCore

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// What roofs are measured with.
package protocol RoofProbes: AnyObject {
  /// Flops or bytes a second of one sample of some milliseconds.
  func rate(_ probe: RoofProbe) -> Double
  func pause(seconds: Double)
}

package enum RoofProbe: Equatable, Sendable {
  /// Multiply-adds in a precision.
  case double, single
  /// Reading more than caches hold, or so many bytes over and over.
  case memory
  case cache(bytes: Int)
}

/// The probes of a team on this host.
package final class TeamProbes: RoofProbes {
  private let team: Team
  private let memory: Matrix<Double>

  /// Some 5 ms of multiply-adds: beside that the start of a team is nothing.
  private static let steps = 1_000_000
  /// A sample of a cache reads so many bytes: 1 ms from a fast one.
  private static let bytesPerSample = 100 << 20

  /// Nil without memory.
  package init?(_ team: Team) {
    var memory = HostPeak.readable(bytes: HostRoofs.bytesNeeded, team)
    guard let filled = memory.take() else { return nil }
    self.team = team
    self.memory = filled
  }

  /// Zero, which counts for nothing, where the processor was not the team's alone.
  package func rate(_ probe: RoofProbe) -> Double { TeamClock.undisturbed(team) { sample(probe) } }

  /// Flops or bytes a second, whoever else was at work.
  package func sample(_ probe: RoofProbe) -> Double {
    switch probe {
    case .double: Self.flops(Double.self, on: .best, team)
    case .single: Self.timed { HostPeak.multiplyAdds(Float.self, on: .best, steps: Self.steps, team: team) }
    case .memory: read(bytes: HostRoofs.bytesNeeded)
    case .cache(let bytes): read(bytes: bytes)
    }
  }

  package func pause(seconds: Double) { usleep(UInt32(seconds * 1e6)) }

  static func flops(_: Double.Type, on set: InstructionSet, _ team: Team) -> Double {
    timed { HostPeak.multiplyAdds(Double.self, on: set, steps: steps, team: team) }
  }

  /// In the faster order.
  private func read(bytes: Int) -> Double {
    let count = min(bytes / MemoryLayout<Double>.stride, memory.columns)
    let passes = max(1, Self.bytesPerSample / max(bytes, 1))
    let rates = ReadOrder.allCases.map { order in
      Self.timed {
        _ = HostPeak.read(memory, first: count, passes: passes, order, team: team)
        return Double(passes) * Double(count * MemoryLayout<Double>.stride)
      }
    }
    return rates.max() ?? 0
  }

  /// `work` says how much it did.
  private static func timed(_ work: () -> Double) -> Double {
    let start = ContinuousClock.now
    let done = work()
    return done / max(TeamClock.seconds(since: start), 1e-9)
  }
}
