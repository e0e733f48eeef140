import BenchmarkHarness
import Foundation
import Leontief
import TestSupport
import Testing
import Workloads

/// Libraries and core types tried in processes that are scripts.
@Suite struct EngineTrialTests {
  private static func description(_ coreType: String, path: String, config: String = "DYNAMIC_ARCH") -> String {
    ScriptedContender.description
      .replacingOccurrences(of: "\"Toy\"", with: "\"\(coreType)\"").replacingOccurrences(
        of: "\"path\":null", with: "\"path\":\"\(path)\""
      )
      .replacingOccurrences(of: "\"config\":null", with: "\"config\":\"\(config)\"")
  }

  /// Each core type that is forced is there but Zen, whose place Haswell takes; Nehalem is wrong and Bulldozer dies.
  private static var trials: EngineTrials {
    EngineTrials { candidate in
      let path = candidate.library ?? ""
      let coreType = candidate.forced.map { $0 == "Zen" ? "Haswell" : $0 } ?? "Haswell"
      let config = path == "/plain.so" ? "" : "DYNAMIC_ARCH"
      let answer = ScriptedContender.sample(0.5, value: candidate.forced == "Nehalem" ? 3 : 0)
      let shown = path == "/link.so" ? "/a.so" : path
      return ScriptedContender.make(
        "candidate", run: candidate.forced == "Bulldozer" ? "kill -ILL $$" : "echo '\(answer)'",
        describe: "echo '\(description(coreType, path: shown, config: config))'")
    }
  }

  @Test func everyStateOfATrial() {
    let found = Self.trials.run(
      libraries: ["/a.so", "/a.so"], coreTypes: ["Nehalem", "Bulldozer", "Haswell", "Zen", "SkylakeX"])
    #expect(found.map(\.forced) == [nil, "Nehalem", "Bulldozer", "SkylakeX"])
    #expect(found.map(\.validation.state) == ["VALID", "INVALID", "SKIPPED", "SUBOPTIMAL"])
    #expect(found[0].flopsPerS == 4e9 && found[0].canary.samplesS == [0.5] && found[0].product.samplesS.count == 5)
    #expect(
      found[1].validation.reason == "badness is 3.0, must be at most 0.0" && found[1].isInvalid && found[1].flopsPerS == nil)
    #expect(found[2].validation.reason?.contains("an instruction that this processor does not have") == true)
    #expect(found[3].validation.reason == "forced to SkylakeX" && found[3].isRight && !found[2].isRight)
  }

  @Test func aLibraryOfOneProcessorCannotBeForced() {
    #expect(Self.trials.run(libraries: ["/plain.so"], coreTypes: ["SkylakeX"]).map(\.library) == ["/plain.so"])
  }

  @Test func aLibraryThatLeansOnAnotherIsTheOther() {
    #expect(Self.trials.run(libraries: ["/a.so", "/link.so"], coreTypes: []).map(\.library) == ["/a.so"])
  }

  @Test func aProgramThatCannotBeStarted() {
    let trials = EngineTrials { _ in Contender(name: "candidate", executable: "/nowhere/tool", arguments: []) }
    let trial = trials.run(EngineCandidate(library: "/a.so"))
    #expect(trial.validation.state == "SKIPPED" && trial.engine == nil && trial.product.samplesS.isEmpty)
    #expect(trial.validation.reason?.contains("/nowhere/tool") == true)
  }

  @Test func genericKernelsAreNotWhatAHostCanDo() {
    #expect(Suitability.genericKernels(coreType: "Prescott", features: ["sse2", "avx2"])?.contains("Prescott") == true)
    #expect(Suitability.genericKernels(coreType: "generic", features: ["avx2"]) != nil)
    #expect(Suitability.genericKernels(coreType: "Haswell", features: ["avx2"]) == nil)
    #expect(Suitability.genericKernels(coreType: "Prescott", features: ["sse2"]) == nil)
    #expect(Suitability.genericKernels(coreType: nil, features: ["avx2"]) == nil)
  }

  @Test func librariesByName() throws {
    let folder = try TemporaryFolder()
    for name in ["libopenblas.so.0", "libmine.so", "libblis-mt.so.4", "libopenblas.a", "libblas.so.3"] {
      try folder.write("", to: name)
    }
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("libopenblas.so"), withDestinationPath: folder.file("libopenblas.so.0"))
    let cache = """
      3 libs found in cache `/etc/ld.so.cache'
      \tlibopenblas.so.0 (libc6,x86-64) => \(folder.file("libopenblas.so"))
      \tlibblas.so.9 (libc6,x86-64) => /nowhere/libblas.so.9
      \tlibm.so.6 (libc6,x86-64) => /lib/libm.so.6
      """
    let found = InstalledLibraries(linkerCache: cache, folders: [folder.path, "/nowhere"]).paths
    let names = found.map { $0.split(separator: "/").last.map(String.init) ?? "" }
    #expect(names == ["libopenblas.so.0", "libblas.so.3", "libblis-mt.so.4"])
  }
}
