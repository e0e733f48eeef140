import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// What the system's files tell, from folders that stand for "/".
@Suite struct HostFilesTests {
  private let folder: TemporaryFolder
  private var files: SystemFiles { SystemFiles(root: folder.path) }

  init() throws { folder = try TemporaryFolder() }

  private func write(_ contents: [String: String]) throws {
    for (path, text) in contents {
      let place = URL(filePath: folder.file(path)).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
      try folder.write(text, to: path)
    }
  }

  @Test func aServerInACloud() throws {
    try write([
      "sys/devices/system/node/node0/x": "", "sys/devices/system/node/node1/x": "", "sys/devices/system/node/has_cpu": "0-1",
      "sys/class/dmi/id/sys_vendor": "Amazon EC2\n", "sys/class/dmi/id/product_name": "c7g.large\n",
      "sys/devices/system/cpu/cpu0/cpufreq/scaling_governor": "powersave\n",
      "sys/devices/system/cpu/cpu11/cpufreq/scaling_governor": "performance\n",
      "sys/devices/system/cpu/cpu0/cpufreq/scaling_driver": "intel_pstate\n",
      "sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_min_freq": "800000\n",
      "sys/devices/system/cpu/cpu0/cpufreq/cpuinfo_max_freq": "3700000\n",
      "sys/devices/system/cpu/intel_pstate/no_turbo": "1\n",
      "sys/kernel/mm/transparent_hugepage/enabled": "always [madvise] never\n",
      "proc/meminfo": "MemTotal: 1 kB\nHugePages_Total:     512\n", "proc/sys/kernel/osrelease": "6.1.0-18\n",
      "etc/os-release": "NAME=\"Debian\"\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n",
      "proc/cpuinfo": "processor\t: 0\nmicrocode\t: 0xb000\nmicrocode\t: 0xc\n",
      "sys/devices/system/clocksource/clocksource0/current_clocksource": "tsc\n", ".dockerenv": "",
    ])
    let host = HostRecord(files: files)
    #expect(host.stable.numaNodes == 2 && host.stable.machine == "Amazon EC2 c7g.large")
    let volatile = host.volatile
    #expect(volatile.governor == "performance, powersave" && volatile.frequencyDriver == "intel_pstate")
    #expect(volatile.minHz == 8e8 && volatile.maxHz == 3.7e9 && volatile.boost == false)
    #expect(volatile.transparentHugePages == "madvise" && volatile.hugePages == 512 && volatile.kernel == "6.1.0-18")
    #expect(volatile.operatingSystem == "Debian GNU/Linux 12 (bookworm)" && volatile.microcode == "0xb000")
    #expect(volatile.clockSource == "tsc" && volatile.container == "docker")
  }

  @Test func aHostThatTellsNothing() {
    let host = HostRecord(files: SystemFiles(root: folder.path + "/absent"))
    #expect(host.stable.numaNodes == nil && host.stable.machine == nil && host.volatile.governor == nil)
    #expect(host.volatile.boost == nil && host.volatile.transparentHugePages == nil && host.volatile.container == nil)
    #expect(host.volatile.measuredHz.map { $0 > 0 } == true)
  }

  @Test(arguments: [("1", true), ("0", false)]) func boost(text: String, isOn: Bool) throws {
    try write(["sys/devices/system/cpu/cpufreq/boost": text])
    #expect(HostRecord(files: files).volatile.boost == isOn)
  }

  /// What is new is part of the hash; a document without it keeps the hash it was written with.
  @Test func theHashOfWhatIsNew() throws {
    let bare = HostRecord(files: files)
    try write(["sys/class/dmi/id/product_name": "c7g.large"])
    let named = HostRecord(files: files)
    #expect(bare.fingerprintHash != named.fingerprintHash)
    try write(["sys/kernel/mm/transparent_hugepage/enabled": "[never]"])
    #expect(HostRecord(files: files).fingerprintHash == named.fingerprintHash)
  }

  @Test func processorTimes() throws {
    let stat = "cpu  100 5 20 1000 50 3 2 8 7 7\ncpu0 1 1 1 1 1 1 1 1 0 0\n"
    try write([
      "proc/stat": stat, "proc/self/cgroup": "0::/job\n", "sys/fs/cgroup/job/cpu.stat": "nr_periods 9\nnr_throttled 4\n",
    ])
    try write(["sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count": "2"])
    let first = try #require(ProcessorTimes(files))
    #expect(first.busy == 130 && first.idle == 1050 && first.stolen == 8 && first.throttledPeriods == 4 && first.coolings == 2)
    #expect(first.quotaPeriods == 9)
    try write(["proc/stat": "cpu  160 5 20 1020 50 3 2 28 7 7\n"])
    let second = try #require(ProcessorTimes(files))
    #expect(second.stolenShare(since: first) == 0.25 && second.busyShare(since: first) == 0.75)
    #expect(first.stolenShare(since: second) == nil && first.stolenShare(since: first) == nil)
  }

  @Test(arguments: ["", "cpu 1 2 3\n", "intr 5\n"]) func timesThatAreNone(text: String) throws {
    try write(["proc/stat": text])
    #expect(ProcessorTimes(files) == nil)
  }

  @Test func theHostsOwnTimes() throws {
    let first = try #require(ProcessorTimes(SystemFiles()))
    #expect(first.busy > 0 && first.idle >= 0)
  }
}
