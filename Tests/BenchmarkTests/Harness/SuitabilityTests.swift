import BenchmarkHarness
import Leontief
import TestSupport
import Testing

@Suite struct SuitabilityTests {
  private func concern(
    threads: Int = 2, usable: Int = 2, forced: String? = nil, debug: Bool = false, sanitizer: String? = nil,
    emulated: Bool = false, coreType: String? = nil, set: (forcedBy: String, widest: InstructionSet)? = nil
  ) -> String? {
    var description = TestEngines.swift.description
    description.threads = threads
    description.coreTypeForcedBy = forced
    description.coreType = coreType
    (description.instructionSetForcedBy, description.instructionSet) = (set?.forcedBy, .baseline)
    return Suitability.concern(
      description, usableProcessors: usable, isDebugBuild: debug, sanitizer: sanitizer, isEmulated: emulated, features: ["avx2"],
      widest: set?.widest ?? .baseline)
  }

  @Test func everyReasonHasItsSentence() {
    #expect(concern() == nil)
    #expect(concern(emulated: true) == "emulated processor")
    #expect(concern(debug: true) == "debug build")
    #expect(concern(sanitizer: "address") == "built with the address sanitizer")
    #expect(concern(coreType: "Prescott") == "generic kernels (core type Prescott) on a processor with AVX2")
    #expect(concern(coreType: "Haswell") == nil)
    #expect(concern(forced: "OPENBLAS_CORETYPE=Haswell") == "core type forced by OPENBLAS_CORETYPE=Haswell")
    let word = InstructionSet.baseline.rawValue
    #expect(
      concern(set: ("LEONTIEF_ISA=\(word)", .avx512))
        == "instruction set \(word) forced by LEONTIEF_ISA=\(word), this processor has avx512")
    #expect(concern(set: ("LEONTIEF_ISA=\(word)", .baseline)) == nil)
    #expect(concern(threads: 1) == "1 of 2 processors used")
    #expect(concern(threads: 4) == "4 threads on 2 processors")
  }
}
