import Foundation
import Leontief

// The processor's clock, its threads and those who take its time; memory.
extension HostConditions {
  var processor: [HostObjection] {
    var found: [HostObjection] = []
    let volatile = host.volatile
    if let governor = volatile.governor, governor != "performance" {
      found.append(
        HostObjection(
          "governor", .spoils, "the frequency governor is \(governor): a processor at rest begins slowly",
          cure: "cpupower frequency-set -g performance (as root)"))
    }
    if let quota = volatile.processorQuota, quota < volatile.onlineProcessors {
      found.append(
        HostObjection(
          "quota", .spoils,
          "a control group lets this process use \(quota) of \(volatile.onlineProcessors) processors by stopping it",
          cure: "run without a quota: --cpuset-cpus instead of --cpus, or a machine of that size"))
    } else if volatile.usableProcessors < volatile.onlineProcessors {
      found.append(
        HostObjection(
          "affinity", .note, "this process may use \(volatile.usableProcessors) of \(volatile.onlineProcessors) processors",
          cure: "nothing, where just these are to be measured"))
    }
    if let threads = host.stable.threadsPerCore, threads > 1 {
      found.append(
        HostObjection(
          "smt", .note,
          "\(threads) threads share a core: \(host.stable.cores ?? 0) cores, \(volatile.onlineProcessors) processors",
          cure: "measure with --threads \(host.stable.cores ?? 1),max"))
    }
    return found
  }

  var memory: [HostObjection] {
    var found: [HostObjection] = []
    if host.volatile.transparentHugePages == "never" {
      found.append(
        HostObjection(
          "huge-pages", .spoils, "transparent huge pages are off: large matrices cost more address translations",
          cure: "echo madvise > /sys/kernel/mm/transparent_hugepage/enabled (as root)"))
    }
    if let usable = host.volatile.usableMemoryBytes, usable < Self.wantedMemory {
      found.append(
        HostObjection(
          "memory", .note, "\(usable >> 20) MiB of memory may be taken: large cells of suites are skipped",
          cure: "end other programs, or raise the container's limit"))
    }
    return found
  }

  /// The suite quick takes less.
  private static let wantedMemory = 2 << 30

  var busy: HostObjection? {
    guard let share = load.othersShare, share > 0.05 else { return nil }
    return HostObjection(
      "busy", .spoils, "other programs took \(Self.percent(share)) of the processors' time before the load",
      cure: "end them (see 'top'), or wait")
  }

  /// Of the time in which there was work: less is seldom seen in times.
  static let mostStolen = 0.01

  var stolen: HostObjection? {
    guard let share = load.stolenShare, share > Self.mostStolen else { return nil }
    return HostObjection(
      "steal", .spoils, "the hypervisor gave \(Self.percent(share)) of the load's time to others",
      cure: "take a dedicated host or a machine without shared processors, or repeat at another time")
  }

  var throttled: HostObjection? {
    guard let periods = load.throttledPeriods, periods > 0 else { return nil }
    return HostObjection(
      "throttling", .spoils, "a quota stopped this process in \(periods) periods of a second of load", cure: "run without a quota"
    )
  }

  var cooling: HostObjection? {
    guard let times = load.coolings, times > 0 else { return nil }
    return HostObjection(
      "heat", .spoils, "processors slowed down \(times) times to cool in a second of load",
      cure: "better cooling, or a lower limit of power that holds (and is told)")
  }

  /// Rates fall where a clock gives in to heat or to a limit of power.
  var slowing: HostObjection? {
    guard load.firstRate > 0, load.lastRate < 0.9 * load.firstRate else { return nil }
    return HostObjection(
      "slowing", .spoils, "within a second of load the rate fell by \(Self.percent(1 - load.lastRate / load.firstRate))",
      cure: "see to cooling and limits of power; on a shared machine, repeat at another time")
  }

  /// Beyond a microsecond short samples lose digits.
  var timer: HostObjection? {
    guard load.timer.timerCostNs > 1000 || load.timer.timerResNs > 1000 else { return nil }
    let source = host.volatile.clockSource.map { " (\($0))" } ?? ""
    return HostObjection(
      "timer", .spoils,
      "a reading of the clock\(source) costs \(Int(load.timer.timerCostNs)) ns, its step is \(Int(load.timer.timerResNs)) ns",
      cure: "boot with clocksource=tsc (x86-64) where the processor's counter is reliable")
  }

  private static func percent(_ share: Double) -> String { String(format: "%.1f %%", 100 * share) }
}
