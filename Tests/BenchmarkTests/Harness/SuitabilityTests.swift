import BenchmarkHarness
import Leontief
import TestSupport
import Testing

@Suite struct SuitabilityTests {
  private func concern(
    threads: Int = 2, usable: Int = 2, forced: String? = nil, debug: Bool = false, sanitizer: String? = nil,
    emulated: Bool = false, coreType: String? = nil
  ) -> String? {
    var description = TestEngines.swift.description
    description.threads = threads
    description.coreTypeForcedBy = forced
    description.coreType = coreType
    return Suitability.concern(
      description, usableProcessors: usable, isDebugBuild: debug, sanitizer: sanitizer, isEmulated: emulated, features: ["avx2"])
  }

  @Test func everyReasonHasItsSentence() {
    #expect(concern() == nil)
    #expect(concern(emulated: true) == "emulated processor")
    #expect(concern(debug: true) == "debug build")
    #expect(concern(sanitizer: "address") == "built with the address sanitizer")
    #expect(concern(coreType: "Prescott") == "generic kernels (core type Prescott) on a processor with AVX2")
    #expect(concern(coreType: "Haswell") == nil)
    #expect(concern(forced: "OPENBLAS_CORETYPE=Haswell") == "core type forced by OPENBLAS_CORETYPE=Haswell")
    #expect(concern(threads: 1) == "1 of 2 processors used")
    #expect(concern(threads: 4) == "4 threads on 2 processors")
  }
}
