import Foundation

// What the system's files tell of the host, beside what the processor tells itself.
extension HostRecord {
  mutating func add(_ files: SystemFiles) {
    stable.numaNodes = Self.positive(files.numbered("node", in: "/sys/devices/system/node").count)
    stable.machine = Self.machine(files)
    volatile.governor = Self.governor(files)
    let folder = "/sys/devices/system/cpu/cpu0/cpufreq"
    volatile.frequencyDriver = files.text("\(folder)/scaling_driver")
    (volatile.minHz, volatile.maxHz) = (
      Self.hertz(files, "\(folder)/cpuinfo_min_freq"), Self.hertz(files, "\(folder)/cpuinfo_max_freq")
    )
    volatile.boost = Self.boost(files)
    volatile.transparentHugePages = Self.chosen(files.text("/sys/kernel/mm/transparent_hugepage/enabled"))
    volatile.hugePages = files.value("HugePages_Total", in: "/proc/meminfo").flatMap { Int($0) }
    volatile.kernel = files.text("/proc/sys/kernel/osrelease")
    volatile.operatingSystem = files.value("PRETTY_NAME", in: "/etc/os-release")
    volatile.microcode = files.value("microcode", in: "/proc/cpuinfo")
    volatile.clockSource = files.text("/sys/devices/system/clocksource/clocksource0/current_clocksource")
    volatile.container = Self.container(files)
  }

  private static func positive(_ count: Int) -> Int? { count > 0 ? count : nil }

  /// "Amazon EC2 c7g.large": clouds name the kind of machine where makers of boards name themselves.
  private static func machine(_ files: SystemFiles) -> String? {
    let names = ["sys_vendor", "product_name"].compactMap { files.text("/sys/class/dmi/id/\($0)") }
    return names.isEmpty ? nil : names.joined(separator: " ")
  }

  /// Those of all processors, each once: "performance".
  static func governor(_ files: SystemFiles) -> String? {
    let folder = "/sys/devices/system/cpu"
    let names = Set(files.numbered("cpu", in: folder).compactMap { files.text("\(folder)/cpu\($0)/cpufreq/scaling_governor") })
    return names.isEmpty ? nil : names.sorted().joined(separator: ", ")
  }

  /// The files hold kilohertz.
  private static func hertz(_ files: SystemFiles, _ path: String) -> Double? {
    files.number(path).flatMap { $0 > 0 ? Double($0) * 1e3 : nil }
  }

  /// Whether the processor may go beyond its nominal frequency, which it does as long as it is cool.
  private static func boost(_ files: SystemFiles) -> Bool? {
    if let off = files.number("/sys/devices/system/cpu/intel_pstate/no_turbo") { return off == 0 }
    return files.number("/sys/devices/system/cpu/cpufreq/boost").map { $0 != 0 }
  }

  /// "madvise" of "always [madvise] never".
  private static func chosen(_ text: String?) -> String? {
    text?.split(separator: " ").first { $0.hasPrefix("[") && $0.hasSuffix("]") }.map { String($0.dropFirst().dropLast()) }
  }

  /// By the marks that container programs leave; "unknown" for one by another.
  private static func container(_ files: SystemFiles) -> String? {
    if files.exists("/.dockerenv") { return "docker" }
    if files.exists("/run/.containerenv") { return "podman" }
    let groups = files.text("/proc/1/cgroup") ?? ""
    for name in ["kubepods", "docker", "lxc", "containerd"] where groups.contains(name) { return name }
    return nil
  }
}
