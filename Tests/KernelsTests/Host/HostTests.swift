import Kernels
import MatrixCore
import Testing

/// What the host tells, as far as it must hold on every host.
@Suite struct HostTests {
  @Test func processor() {
    let processor = HostProcessor.current
    #expect((1...processor.onlineProcessors).contains(processor.usableProcessors))
    #expect(processor.features == processor.features.filter { !$0.isEmpty })
    #if arch(x86_64)
      #expect(processor.features.contains("sse2"))
      #expect(processor.scalableVectorBits == nil)
    #elseif arch(arm64)
      #expect(processor.features.contains("neon"))
      #expect(processor.features.contains("sve") == (processor.scalableVectorBits != nil))
    #endif
    if let first = processor.caches.firstLevel, let second = processor.caches.secondLevel { #expect(first < second) }
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
