/// How many rounds the processes of a run measure, one after the other.
///
/// The first processes share the rounds that every cell gets. With a target more follow, in passes of as many processes, each of
/// twice the rounds of the pass before: making the problems anew takes ever less of the time.
public struct RoundPlan: Sendable, Equatable {
  public let limits: RunLimits
  /// Processes that there are in any case.
  public let processes: Int

  /// No more processes than rounds.
  public init(limits: RunLimits, processes: Int) {
    (self.limits, self.processes) = (limits, max(1, min(processes, limits.minRounds)))
  }

  /// Rounds of a process, by its number from zero.
  public func rounds(_ process: Int) -> Int {
    if process < processes { return limits.minRounds * (process + 1) / processes - limits.minRounds * process / processes }
    let pass = process / processes
    return min(Self.mostRounds, max(1, limits.minRounds / processes) << min(pass, Self.mostDoublings))
  }

  private static let mostDoublings = 6
  /// What --min-rounds takes.
  private static let mostRounds = 1000

  /// Seconds after its start at which a process of the first pass begins no further round: without a target all the time is
  /// used, in equal parts; with one each measures its rounds.
  public func seconds(_ process: Int, elapsed: Double, usable: Double) -> Double {
    limits.hasTarget ? 0 : max(0, usable * Double(process + 1) / Double(processes) - elapsed)
  }

  /// Whether another process has a part in the run: one of the first, or where some cell's interval is too wide and there is time
  /// for it by that of the last one. `cells` are those of all processes so far.
  public func mayBegin(_ process: Int, _ cells: [CellRecord], last seconds: Double, elapsed: Double, usable: Double) -> Bool {
    if process < processes { return true }
    guard limits.hasTarget, process < Self.mostProcesses, !cells.allSatisfy(limits.isSatisfied) else { return false }
    let expected = seconds * max(1, Double(rounds(process)) / Double(rounds(process - 1)))
    return elapsed + expected <= usable
  }

  /// Bounds a run whose processes take no time.
  private static let mostProcesses = 500
}
