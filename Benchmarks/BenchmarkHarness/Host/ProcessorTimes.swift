/// What the system has counted of its processors' time, in its own ticks, and of quotas that held them up.
public struct ProcessorTimes: Sendable, Equatable {
  /// At work, for whomever; at rest; and taken away by the hypervisor while there was work.
  public var busy: Int
  public var idle: Int
  public var stolen: Int
  /// Periods of a quota of this process's control group, and those in which it held the group up; nil without one.
  public var quotaPeriods: Int?
  public var throttledPeriods: Int?
  /// How often the processors slowed down to cool, all together; nil where they do not tell.
  public var coolings: Int?

  /// Nil where the system does not tell.
  public init?(_ files: SystemFiles) {
    // "cpu  user nice system idle iowait irq softirq steal guest guest_nice": guests count as user time, too.
    guard let line = files.lines("/proc/stat").first(where: { $0.hasPrefix("cpu ") }) else { return nil }
    let ticks = line.split(separator: " ").dropFirst().map { Int($0) ?? 0 }
    guard ticks.count >= 8 else { return nil }
    busy = ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6]
    idle = ticks[3] + ticks[4]
    stolen = ticks[7]
    (quotaPeriods, throttledPeriods) = (Self.count("nr_periods", files), Self.count("nr_throttled", files))
    let folder = "/sys/devices/system/cpu"
    let counts = files.numbered("cpu", in: folder).compactMap {
      files.number("\(folder)/cpu\($0)/thermal_throttle/core_throttle_count")
    }
    coolings = counts.isEmpty ? nil : counts.reduce(0, +)
  }

  /// Of the control group of either version, where it is mounted as usual.
  private static func count(_ key: String, _ files: SystemFiles) -> Int? {
    let group = files.lines("/proc/self/cgroup").first { $0.hasPrefix("0::/") }.map { String($0.dropFirst(3)) } ?? "/"
    let places = ["/sys/fs/cgroup\(group)", "/sys/fs/cgroup", "/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct"]
    for place in places {
      for line in files.lines("\(place)/cpu.stat") where line.hasPrefix("\(key) ") {
        return Int(line.dropFirst(key.count + 1))
      }
    }
    return nil
  }

  /// What a count has grown by; nil where either is not known.
  static func growth(_ before: Int?, _ after: Int?) -> Int? {
    before.flatMap { before in after.map { max(0, $0 - before) } }
  }

  /// Of the time in which there was work to do, the share that was taken away; nil where there was none.
  public func stolenShare(since start: ProcessorTimes) -> Double? {
    let (stolen, busy) = (stolen - start.stolen, busy - start.busy)
    return stolen >= 0 && busy >= 0 && stolen + busy > 0 ? Double(stolen) / Double(stolen + busy) : nil
  }

  /// Of all processors' time the share in which they worked.
  public func busyShare(since start: ProcessorTimes) -> Double? {
    let (busy, idle) = (busy - start.busy, idle - start.idle)
    return busy >= 0 && idle >= 0 && busy + idle > 0 ? Double(busy) / Double(busy + idle) : nil
  }
}
