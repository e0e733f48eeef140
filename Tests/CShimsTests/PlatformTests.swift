import CPlatform
import CPlatform.ForTests
import Foundation
import Testing

private let mebibyte: Int64 = 1 << 20

/// A folder that stands for "/".
private struct Host {
  let folder: TemporaryFolder

  init(groups: String, mounts: String, files: [String: String]) throws {
    folder = try TemporaryFolder()
    try folder.write(groups, to: "proc/self/cgroup")
    // A long line before, as overlay file systems have them, must do no harm.
    let layers = String(repeating: "/var/lib/layers/0123456789abcdef:", count: 300)
    let overlay = "20 1 0:30 / / rw - overlay overlay rw,lowerdir=\(layers)\n"
    try folder.write(overlay + mounts, to: "proc/self/mountinfo")
    for (path, text) in files { try folder.write(text, to: path) }
  }

  func processors(affinity: Int32 = 16) -> cplatform_processors { cplatform_processors_under(folder.path, affinity) }
  func memory(addressSpace: Int64 = 0) -> cplatform_memory { cplatform_memory_under(folder.path, addressSpace) }
}

private let unifiedMount = "31 23 0:28 / /sys/fs/cgroup rw,nosuid shared:9 - cgroup2 cgroup2 rw,nsdelegate\n"
private let versionOneMounts = """
  32 31 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct
  33 31 0:30 / /sys/fs/cgroup/cpuset rw - cgroup cgroup rw,cpuset
  35 31 0:32 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory

  """
private let meminfo = "MemTotal:       1048576 kB\nMemFree:          10240 kB\nMemAvailable:    524288 kB\n"

@Suite struct ControlGroupTests {
  @Test func quotaOfVersionTwoIsRoundedUp() throws {
    let host = try Host(
      groups: "0::/job\n", mounts: unifiedMount, files: ["sys/fs/cgroup/job/cpu.max": "250000 100000\n"])
    #expect(host.processors().quota == 3)
    #expect(host.processors().usable == 3)
    #expect(host.processors(affinity: 2).usable == 2)
  }

  @Test func theLeastQuotaOnTheWayUpCounts() throws {
    let host = try Host(
      groups: "0::/a/b/c\n", mounts: unifiedMount,
      files: [
        "sys/fs/cgroup/a/b/c/cpu.max": "max 100000\n", "sys/fs/cgroup/a/b/cpu.max": "800000 100000\n",
        "sys/fs/cgroup/a/cpu.max": "50000 100000\n", "sys/fs/cgroup/cpu.max": "400000 100000\n",
      ])
    #expect(host.processors().quota == 1)
    #expect(host.processors().usable == 1)
  }

  @Test func aLimitOfTheContainersOwnRootCounts() throws {
    let host = try Host(groups: "0::/\n", mounts: unifiedMount, files: ["sys/fs/cgroup/cpu.max": "200000 100000\n"])
    #expect(host.processors().quota == 2)
  }

  @Test func noLimitIsZero() throws {
    let two = try Host(
      groups: "0::/job\n", mounts: unifiedMount,
      files: [
        "sys/fs/cgroup/job/cpu.max": "max 100000\n", "sys/fs/cgroup/job/memory.max": "max\n",
        "sys/fs/cgroup/job/memory.current": "1000\n", "proc/meminfo": meminfo,
      ])
    #expect(two.processors().quota == 0)
    #expect(two.processors().usable == 16)
    #expect(two.memory().cgroup_limit == 0)
    #expect(two.memory().usable == 512 * mebibyte)
    let one = try Host(
      groups: "4:memory:/job\n1:cpu,cpuacct:/job\n", mounts: versionOneMounts,
      files: [
        "sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us": "-1\n", "sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us": "100000\n",
        "sys/fs/cgroup/memory/job/memory.limit_in_bytes": "9223372036854771712\n", "proc/meminfo": meminfo,
      ])
    #expect(one.processors().quota == 0)
    #expect(one.memory().cgroup_limit == 0)
    #expect(one.memory().usable == 512 * mebibyte)
  }

  @Test func versionOneLimits() throws {
    let host = try Host(
      groups: "9:name=systemd:/x\n4:memory:/job/step\n3:cpuset:/\n1:cpu,cpuacct:/job\n0::/\n", mounts: versionOneMounts,
      files: [
        "sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_quota_us": "350000\n",
        "sys/fs/cgroup/cpu,cpuacct/job/cpu.cfs_period_us": "100000\n",
        "sys/fs/cgroup/memory/job/step/memory.limit_in_bytes": "9223372036854771712\n",
        "sys/fs/cgroup/memory/job/memory.limit_in_bytes": "\(300 * mebibyte)\n",
        "sys/fs/cgroup/memory/job/memory.usage_in_bytes": "\(200 * mebibyte)\n",
        "sys/fs/cgroup/memory/job/memory.stat":
          "cache 9\ntotal_inactive_file \(50 * mebibyte)\ntotal_active_file \(20 * mebibyte)\n",
        "proc/meminfo": meminfo,
      ])
    #expect(host.processors().quota == 4)
    #expect(host.memory().cgroup_limit == 300 * mebibyte)
    #expect(host.memory().usable == 170 * mebibyte)
  }

  @Test func aContainerThatSeesTheHostsNames() throws {
    let host = try Host(
      groups: "4:memory:/docker/abc/inner\n1:cpu:/docker/other\n",
      mounts: """
        35 31 0:32 /docker/abc /sys/fs/cgroup/memory\\040here rw master:17 - cgroup cgroup rw,memory
        36 31 0:33 /docker/abc /sys/fs/cgroup/cpu rw master:18 - cgroup cgroup rw,cpu

        """,
      files: [
        "sys/fs/cgroup/memory here/inner/memory.limit_in_bytes": "\(100 * mebibyte)\n",
        "sys/fs/cgroup/memory here/memory.limit_in_bytes": "\(80 * mebibyte)\n",
        "sys/fs/cgroup/cpu/cpu.cfs_quota_us": "100000\n", "sys/fs/cgroup/cpu/cpu.cfs_period_us": "50000\n",
      ])
    #expect(host.memory().cgroup_limit == 80 * mebibyte)
    #expect(host.processors().quota == 2)
  }

  @Test func leastLimitAndLeastRoomMayBeOfDifferentGroups() throws {
    let host = try Host(
      groups: "0::/outer/inner\n", mounts: unifiedMount,
      files: [
        "sys/fs/cgroup/outer/inner/memory.max": "\(100 * mebibyte)\n",
        "sys/fs/cgroup/outer/inner/memory.current": "\(20 * mebibyte)\n",
        "sys/fs/cgroup/outer/inner/memory.stat": "anon 1\ninactive_file \(10 * mebibyte)\n",
        "sys/fs/cgroup/outer/memory.max": "\(200 * mebibyte)\n",
        "sys/fs/cgroup/outer/memory.current": "\(170 * mebibyte)\n",
        "proc/meminfo": meminfo,
      ])
    #expect(host.memory().cgroup_limit == 100 * mebibyte)
    #expect(host.memory().usable == 30 * mebibyte)
  }

  @Test func addressSpaceCountsWhatIsMapped() throws {
    let host = try Host(
      groups: "0::/\n", mounts: unifiedMount,
      files: ["proc/meminfo": meminfo, "proc/self/status": "Name:\tx\nVmSize:\t  102400 kB\n"])
    #expect(host.memory().total == 1024 * mebibyte)
    #expect(host.memory().available == 512 * mebibyte)
    #expect(host.memory(addressSpace: 300 * mebibyte).address_space_limit == 300 * mebibyte)
    #expect(host.memory(addressSpace: 300 * mebibyte).usable == 200 * mebibyte)
    #expect(host.memory(addressSpace: 50 * mebibyte).usable == 1)
  }

  @Test func garbageIsNoLimit() throws {
    let host = try Host(
      groups: "0::/job\nno colons\n::\n", mounts: unifiedMount + "37 31 short\n - \n",
      files: [
        "sys/fs/cgroup/job/cpu.max": "lots\n", "sys/fs/cgroup/cpu.max": "100000 0\n",
        "sys/fs/cgroup/job/memory.max": "\n", "sys/fs/cgroup/memory.max": "99999999999999999999999\n",
        "proc/meminfo": "MemTotal: much\n",
      ])
    #expect(host.processors().quota == 0)
    #expect(host.memory().cgroup_limit == 0)
    #expect(host.memory().usable == 0)
  }

  @Test func anEmptyHostTellsNothing() throws {
    let folder = try TemporaryFolder()
    let processors = cplatform_processors_under(folder.path, 0)
    #expect(processors.online == 0 && processors.quota == 0 && processors.cores == 0 && processors.usable == 1)
    let memory = cplatform_memory_under(folder.path, 0)
    #expect(memory.total == 0 && memory.available == 0 && memory.cgroup_limit == 0 && memory.usable == 0)
    #expect(cplatform_caches_under(folder.path).l1_data == 0)
    #expect(cplatform_l3_domains_under(folder.path, "0-3") == 0)
    #expect(cplatform_arm_name_under(folder.path, nil, 0) == 0)
  }
}

@Suite struct PlatformFixtureTests {
  @Test func topologyCountsCoresAndSockets() throws {
    let folder = try TemporaryFolder()
    try folder.write("0-2,4-7\n", to: "sys/devices/system/cpu/online")
    // Two sockets of two cores with two threads each; processor 3 is offline.
    for (processor, siblings, package) in [
      (0, "0,4", "0-1,4-5"), (1, "1,5", "0-1,4-5"), (2, "2,6", "2,6-7"), (4, "0,4", "0-1,4-5"), (5, "1,5", "0-1,4-5"),
      (6, "2,6", "2,6-7"), (7, "7", "2,6-7"),
    ] {
      try folder.write(siblings, to: "sys/devices/system/cpu/cpu\(processor)/topology/thread_siblings_list")
      try folder.write(package, to: "sys/devices/system/cpu/cpu\(processor)/topology/core_siblings_list")
    }
    let processors = cplatform_processors_under(folder.path, 0)
    #expect(processors.online == 7)
    #expect(processors.cores == 4)
    #expect(processors.sockets == 2)
    #expect(processors.usable == 7)
  }

  @Test func cachesOfDataOnly() throws {
    let folder = try TemporaryFolder()
    for (index, level, type, size) in [
      (0, 1, "Data", "48K"), (1, 1, "Instruction", "32K"), (2, 2, "Unified", "2M"), (3, 3, "Unified", "32768K"),
    ] {
      let entry = "sys/devices/system/cpu/cpu0/cache/index\(index)"
      try folder.write("\(level)\n", to: "\(entry)/level")
      try folder.write("\(type)\n", to: "\(entry)/type")
      try folder.write("\(size)\n", to: "\(entry)/size")
      try folder.write("64\n", to: "\(entry)/coherency_line_size")
    }
    let caches = cplatform_caches_under(folder.path)
    #expect(caches.l1_data == 48 << 10)
    #expect(caches.l2 == 2 << 20)
    #expect(caches.l3 == 32 << 20)
    #expect(caches.line == 64)
  }

  /// Two dies of four processors, whose caches of the third level are the last but one entry of a processor; processor 8 has
  /// none.
  @Test(arguments: [
    ("0-7", 2), ("0-3", 1), ("1,2", 1), ("3,4", 2), ("0-8", 2), ("8", 0), ("", 0), ("5", 1), ("70000", 0),
  ])
  func cachesOfTheThirdLevelThatAreAllowed(_ allowed: String, _ domains: Int32) throws {
    let folder = try TemporaryFolder()
    for processor in 0...8 {
      let caches = "sys/devices/system/cpu/cpu\(processor)/cache"
      try folder.write("2\n", to: "\(caches)/index0/level")
      try folder.write("\(processor)\n", to: "\(caches)/index0/shared_cpu_list")
      guard processor < 8 else { continue }
      try folder.write("3\n", to: "\(caches)/index1/level")
      try folder.write(processor < 4 ? "0-3\n" : "4,5-7\n", to: "\(caches)/index1/shared_cpu_list")
      try folder.write("1\n", to: "\(caches)/index2/level")
    }
    #expect(cplatform_l3_domains_under(folder.path, allowed) == domains)
  }

  @Test func namesOfARM64Processors() throws {
    let register = try TemporaryFolder()
    try register.write(
      "0x00000000411fd401\n", to: "sys/devices/system/cpu/cpu0/regs/identification/midr_el1")
    #expect(armName(register) == "Arm Neoverse V1 (implementer 0x41 part 0xd40)")
    let listing = try TemporaryFolder()
    try listing.write(
      "processor\t: 0\nCPU implementer\t: 0x61\nCPU architecture: 8\nCPU part\t: 0x022\n", to: "proc/cpuinfo")
    #expect(armName(listing) == "ARM64 implementer 0x61 part 0x022")
  }

  @Test func theIdentityOfAnARMProcessor() throws {
    let register = try TemporaryFolder()
    try register.write("0x00000000411fd402\n", to: "sys/devices/system/cpu/cpu0/regs/identification/midr_el1")
    let identity = cplatform_arm_identity_under(register.path)
    #expect(identity.implementer == 0x41 && identity.part == 0xD40 && identity.variant == 1 && identity.revision == 2)
    let listing = try TemporaryFolder()
    try listing.write(
      "CPU implementer\t: 0x41\nCPU variant\t: 0x3\nCPU part\t: 0xd0c\nCPU revision\t: 1\n", to: "proc/cpuinfo")
    let listed = cplatform_arm_identity_under(listing.path)
    #expect(listed.implementer == 0x41 && listed.part == 0xD0C && listed.variant == 3 && listed.revision == 1)
    #expect(cplatform_arm_identity_under("/nowhere").part == 0)
    #expect(cplatform_arm_part(0x41, 0xD0C).map { String(cString: $0) } == "Arm Neoverse N1")
    #expect(cplatform_arm_part(0x41, 0xFFF) == nil)
  }

  /// The chain adds up, whatever its length: none of it is left out.
  @Test(arguments: [0, 1, 63, 64, 65, 1000, -5] as [Int64]) func additionsInTurn(count: Int64) {
    #expect(cplatform_add_in_turn(count) == max(0, count))
  }

  private func armName(_ folder: TemporaryFolder) -> String {
    var buffer = [CChar](repeating: 0, count: 128)
    let length = cplatform_arm_name_under(folder.path, &buffer, buffer.count)
    return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

@Suite struct PlatformHostTests {
  @Test func processorsMakeSense() {
    let processors = cplatform_get_processors()
    #expect(processors.affinity >= 1)
    #expect(processors.usable >= 1 && processors.usable <= processors.affinity)
    #expect(processors.cores <= processors.online && processors.sockets <= max(processors.cores, processors.online))
  }

  @Test func memoryMakesSense() {
    let memory = cplatform_get_memory()
    #expect(memory.total > 0)
    #expect(memory.available > 0 && memory.available <= memory.total)
    #expect(memory.usable > 0 && memory.usable <= memory.total)
  }

  @Test func peakGrowsWithUse() {
    let before = cplatform_peak_resident_bytes()
    #expect(before > mebibyte)
    let size = Int(before) + 64 << 20
    let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 4096)
    block.initializeMemory(as: UInt8.self, repeating: 1, count: size)
    block.deallocate()
    #expect(cplatform_peak_resident_bytes() >= before + 32 * mebibyte)
  }

  @Test func theNameIsCutToItsCapacity() {
    var whole = [CChar](repeating: 0, count: 256), cut = [CChar](repeating: 0x55, count: 5)
    let length = cplatform_processor_name(&whole, whole.count)
    #expect(cplatform_processor_name(&cut, 4) == length)
    #expect(cut[4] == 0x55)
    if length >= 3 { #expect(cut.prefix(4) == whole.prefix(3) + [0]) }
  }

  #if arch(x86_64)
    /// The kernel lists an extension only if it saves its registers.
    @Test func featuresAreThoseTheKernelLists() throws {
      let listing = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
      let line = try #require(listing.split(separator: "\n").first { $0.hasPrefix("flags") })
      let flags = Set(line.split(separator: " "))
      let features = cplatform_get_features()
      #expect(features.sse2 == flags.contains("sse2"))
      #expect(features.avx2 == flags.contains("avx2"))
      #expect(features.fma == flags.contains("fma"))
      #expect(features.avx512f == flags.contains("avx512f"))
      #expect(features.avx512dq == flags.contains("avx512dq"))
      #expect(features.avx512bw == flags.contains("avx512bw"))
      #expect(features.avx512vl == flags.contains("avx512vl"))
      #expect(!features.neon && !features.sve && features.sve_vector_bits == 0)
    }
  #elseif arch(arm64)
    @Test func featuresAreConsistent() {
      let features = cplatform_get_features()
      #expect(features.neon)
      #expect(features.sve == (features.sve_vector_bits >= 128))
      #expect(!features.sse2 && !features.avx2)
    }
  #endif
}
