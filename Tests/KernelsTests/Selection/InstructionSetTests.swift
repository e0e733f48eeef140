import CPlatform
import Kernels
import Testing

/// Which instruction set is used, and what asking for another comes to.
@Suite struct InstructionSetTests {
  private static let missing = InstructionSet.allCases.filter { !InstructionSet.available.contains($0) }

  private func engine(_ environment: [String: String] = [:], _ wanted: InstructionSet? = nil) -> Engine {
    let loader = EngineLoader(
      environment: { environment[$0] }, systemNames: ["libleontief-none.so.0"], registry: LibraryRegistry())
    return loader.select(.swift, threads: 1, instructionSet: wanted)
  }

  /// The order is the order of preference, and the first runs on every processor of the architecture.
  @Test func whatThereIs() {
    let features = cplatform_get_features()
    #expect(InstructionSet.available.first == .baseline && InstructionSet.available.last == .best)
    #expect(InstructionSet.available.contains(.avx2) == features.x86_64_v3)
    #expect(InstructionSet.available.contains(.avx512) == features.x86_64_v4)
    #expect(InstructionSet.available.contains(.neon) != InstructionSet.available.contains(.sse2))
    #expect(!Self.missing.isEmpty)
  }

  @Test func withoutAWishTheWidest() throws {
    let engine = engine()
    #expect(engine.description.instructionSet == .best && engine.description.version == InstructionSet.best.title)
    #expect(engine.description.instructionSetForcedBy == nil && engine.notes == [])
    #expect(try InstructionSetChoice.fromEnvironment { _ in nil } == .widest)
  }

  @Test(arguments: InstructionSet.available)
  func anyThatIsThere(_ set: InstructionSet) throws {
    let variable = engine(["LEONTIEF_ISA": set.rawValue])
    #expect(variable.description.instructionSet == set && variable.description.version == set.title)
    #expect(variable.description.instructionSetForcedBy == "LEONTIEF_ISA=\(set.rawValue)" && variable.notes == [])
    #expect(variable.description.environment == ["LEONTIEF_ISA=\(set.rawValue)"])
    let option = try InstructionSetChoice(set.rawValue, source: "--isa")
    #expect(option.set == set && option.forcedBy == "--isa \(set.rawValue)")
    // The caller's own wish goes before the environment's.
    let argument = engine(["LEONTIEF_ISA": "nonsense"], set)
    #expect(argument.description.instructionSet == set && argument.notes == [])
    #expect(argument.description.instructionSetForcedBy == "the caller")
  }

  @Test(arguments: ["avx", "AVX2", "avx-512", " avx2", "best", "2"])
  func wrongWord(_ word: String) {
    #expect(throws: InstructionSetError.unknown(word: word, source: "LEONTIEF_ISA")) {
      try InstructionSetChoice.fromEnvironment { _ in word }
    }
    #expect(throws: InstructionSetError.unknown(word: word, source: "--isa")) {
      try InstructionSetChoice(word, source: "--isa")
    }
    let available = InstructionSet.available.map(\.rawValue).joined(separator: ", ")
    let sentence =
      "LEONTIEF_ISA: '\(word)' is no instruction set (sse2, avx2, avx512, neon); this processor has \(available)"
    let engine = engine(["LEONTIEF_ISA": word])
    #expect(engine.notes == ["\(sentence): using \(InstructionSet.best.title)"])
    #expect(engine.description.instructionSet == .best && engine.description.instructionSetForcedBy == nil)
  }

  @Test func emptyWord() {
    let error = #expect(throws: InstructionSetError.self) { try InstructionSetChoice.fromEnvironment { _ in "" } }
    #expect(error?.description.hasPrefix("LEONTIEF_ISA is empty (sse2, ") == true)
  }

  @Test(arguments: missing)
  func oneThatIsNotThere(_ set: InstructionSet) {
    #expect(throws: InstructionSetError.unavailable(set, source: "LEONTIEF_ISA")) {
      try InstructionSetChoice.fromEnvironment { $0 == "LEONTIEF_ISA" ? set.rawValue : nil }
    }
    #expect(throws: InstructionSetError.unavailable(set, source: "the caller")) { try InstructionSetChoice(set) }
    let available = InstructionSet.available.map(\.rawValue).joined(separator: ", ")
    let sentence = "the caller: this processor has no \(set.title); it has \(available)"
    #expect(engine([:], set).notes == ["\(sentence): using \(InstructionSet.best.title)"])
  }
}
