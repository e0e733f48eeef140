import BenchmarkHarness
import CommandLineSupport
import Leontief

/// The roofs of the engines' threads, measured before a run and after it: what disturbs one measurement may be over in the other.
struct RoofMeasurement {
  private let team: Team?
  private let budget: MemoryBudget
  private let progress: ProgressLine
  private let before: Result<HostRoofs, RoofGap>

  /// What is kept of a run's time for the measurement at its end.
  static let seconds = 1.0

  /// Measures the first time. Cost: half a second, on a busy host three, and as much again at the end.
  init(_ engines: [Engine], budget: MemoryBudget, progress: ProgressLine) {
    (team, self.budget, self.progress) = (engines.first?.team, budget, progress)
    before = Self.measure(engines.first?.team, budget, progress)
  }

  /// What was measured before the run.
  var begun: Result<RoofsRecord, RoofGap> { better(nil) }

  /// Measures again and gives the better of each rate.
  func concluded() -> Result<RoofsRecord, RoofGap> { better(try? Self.measure(team, budget, progress).get()) }

  private func better(_ after: HostRoofs?) -> Result<RoofsRecord, RoofGap> {
    guard let best = HostRoofs.better(try? before.get(), after) else {
      return before.map { RoofsRecord($0, threads: 0) }
    }
    return .success(RoofsRecord(best, threads: team?.threads ?? 1))
  }

  private static func measure(_ team: Team?, _ budget: MemoryBudget, _ progress: ProgressLine) -> Result<HostRoofs, RoofGap> {
    guard let team else { return .failure(RoofGap(reason: "there is no engine")) }
    progress.show("roofs of the host")
    defer { progress.clear() }
    do throws(MemoryRefusal) { try budget.reserve(HostRoofs.bytesNeeded, for: "the roofs of the host") } catch {
      return .failure(RoofGap(reason: "memory: \(error)"))
    }
    guard let roofs = HostRoofs.measure(team) else {
      return .failure(RoofGap(reason: "the processors were never this program's alone"))
    }
    return .success(roofs)
  }
}
