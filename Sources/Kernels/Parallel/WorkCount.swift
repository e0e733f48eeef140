/// Counts the flops of an operation of many steps and tells its monitor.
struct WorkCount {
  private let total: Double
  private let monitor: WorkMonitor
  private var done = 0.0

  init(total: Double, _ monitor: WorkMonitor) {
    self.total = total
    self.monitor = monitor
  }

  /// Notes a finished step; false when the work is to stop.
  mutating func allowsNext(after flops: Double) -> Bool {
    done += flops
    return monitor.allows(total > 0 ? min(done / total, 1) : 1)
  }
}
