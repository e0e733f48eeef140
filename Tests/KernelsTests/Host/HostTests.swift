import Foundation
import Kernels
import MatrixCore
import Testing

/// What the host tells, as far as it must hold on every host.
@Suite struct HostTests {
  @Test func processor() {
    let processor = HostProcessor.current
    #expect((1...processor.onlineProcessors).contains(processor.usableProcessors))
    #if arch(x86_64)
      #expect(processor.features.contains("sse2"))
      #expect(processor.scalableVectorBits == nil)
    #elseif arch(arm64)
      #expect(processor.features.contains("neon"))
      #expect(processor.features.contains("sve") == (processor.scalableVectorBits != nil))
    #endif
    if let first = processor.caches.firstLevel, let second = processor.caches.secondLevel { #expect(first < second) }
  }

  /// The kernel's own list. It names what the processor has and the system supports, under names that differ little.
  @Test(.enabled(if: FileManager.default.isReadableFile(atPath: "/proc/cpuinfo"), "no /proc/cpuinfo"))
  func features() throws {
    let text = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)
    #if arch(arm64)
      let (key, names) = ("Features", ["neon": "asimd", "sve": "sve", "sve2": "sve2"])
    #else
      let known = ["sse2", "avx2", "fma", "avx512f", "avx512dq", "avx512bw", "avx512vl"]
      let (key, names) = ("flags", Dictionary(uniqueKeysWithValues: known.map { ($0, $0) }))
    #endif
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix(key) })
    let listed = Set(line.split(whereSeparator: { " :\t".contains($0) }).map(String.init))
    #expect(Set(HostProcessor.current.features) == Set(names.filter { listed.contains($0.value) }.keys))
  }

  @Test func memory() throws {
    let memory = HostMemory.current
    let total = try #require(memory.total)
    let usable = try #require(memory.usable)
    #expect(usable > 0 && usable <= total)
    if let limit = memory.containerLimit { #expect(usable <= limit) }
  }

  @Test func peakRises() throws {
    let before = try #require(HostMemory.peakResidentBytes)
    var touched = try Matrix<Double>(rows: 1 << 12, columns: 1 << 11)
    var view = touched.mutableView
    view.fill(1)
    let after = try #require(HostMemory.peakResidentBytes)
    // 64 MiB were touched; earlier tests may have reached that already.
    #expect(after >= max(before, 64 << 20))
  }
}
