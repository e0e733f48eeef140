import BenchmarkHarness
import Leontief
import TestSupport
import Testing

@Suite struct SuitabilityTests {
  private func concern(
    threads: Int = 2, usable: Int = 2, forced: String? = nil, debug: Bool = false, emulated: Bool = false
  ) -> String? {
    var description = TestEngines.swift.description
    description.threads = threads
    description.coreTypeForcedBy = forced
    return Suitability.concern(description, usableProcessors: usable, isDebugBuild: debug, isEmulated: emulated)
  }

  @Test func everyReasonHasItsSentence() {
    #expect(concern() == nil)
    #expect(concern(emulated: true) == "emulated processor")
    #expect(concern(debug: true) == "debug build")
    #expect(concern(forced: "OPENBLAS_CORETYPE=Haswell") == "core type forced by OPENBLAS_CORETYPE=Haswell")
    #expect(concern(threads: 1) == "1 of 2 processors used")
    #expect(concern(threads: 4) == "4 threads on 2 processors")
  }
}
