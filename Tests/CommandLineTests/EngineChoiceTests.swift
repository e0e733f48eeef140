import Foundation
import Leontief
import TestSupport
import Testing

/// What the command does with engines that are there, are not there, or are something else.
@Suite struct EngineChoiceTests {
  private let fixture: CanonicalFixture

  init() throws { fixture = try CanonicalFixture() }

  private func engine(_ arguments: [String], environment: [String: String] = [:]) throws -> (name: String, notes: [String]) {
    let run = try ToolRun(["solve", fixture.path, "--json", "-"] + arguments, environment: environment)
    #expect(run.status == 0, "\(run.errors)")
    let engine = try #require(try run.json()["engine"] as? [String: Any])
    return (try #require(engine["name"] as? String), try #require(engine["notes"] as? [String]))
  }

  @Test(arguments: ["/nowhere/libopenblas.so", "/etc/hostname", "/tmp"])
  func anUnusablePathGivesTheSwiftKernelsAndOneLine(_ path: String) throws {
    let (name, notes) = try engine(["--engine", path])
    #expect(name == "swift")
    #expect(notes.count == 1 && notes[0].contains(path), "\(notes)")
  }

  @Test func aLibraryThatIsNotABLASGivesTheSwiftKernelsAndOneLine() throws {
    let (name, notes) = try engine(["--engine", "libm.so.6"])
    #expect(name == "swift")
    #expect(notes.count == 1 && notes[0].contains("libm.so.6"), "\(notes)")
  }

  @Test func theEnvironmentNamesALibrary() throws {
    let (name, notes) = try engine([], environment: ["LEONTIEF_BLAS": "/nowhere/libblas.so"])
    #expect(name == "swift")
    #expect(notes.count == 1 && notes[0].contains("/nowhere/libblas.so"), "\(notes)")
  }

  @Test func swiftNeedsNoLibrary() throws {
    let (name, notes) = try engine(["--engine", "swift"], environment: ["LEONTIEF_BLAS": "/nowhere/libblas.so"])
    #expect(name == "swift" && notes.isEmpty)
  }

  @Test func threadsFromTheEnvironment() throws {
    let run = try ToolRun(
      ["solve", fixture.path, "--json", "-", "--engine", "swift"], environment: ["LEONTIEF_NUM_THREADS": "1"])
    #expect((try run.json()["engine"] as? [String: Any])?["threads"] as? Int == 1)
    let overridden = try ToolRun(
      ["solve", fixture.path, "--json", "-", "--engine", "swift", "--threads", "2"], environment: ["LEONTIEF_NUM_THREADS": "1"])
    #expect((try overridden.json()["engine"] as? [String: Any])?["threads"] as? Int == 2)
  }

  @Test func everythingWorksWithoutABLAS() throws {
    let environment = ["LEONTIEF_BLAS": "/nowhere/libblas.so"]
    let data = MainJobTests.data
    let run = try ToolRun(
      ["estimate", "digital", "\(data)/germany_1995", "--study", "\(data)/germany_1995.yaml"], environment: environment)
    #expect(run.status == 0)
    #expect(run.output.contains("10.4694853988 %"))
    #expect(run.errorLines.count == 1)
    let doctor = try ToolRun(["doctor", "--json", "-"], environment: environment)
    let findings = try #require(try doctor.json()["findings"] as? [[String: Any]])
    #expect(findings.contains { $0["id"] as? String == "no-blas" })
  }

  static let hasForcibleCoreType =
    TestEngines.all.contains { $0.engine.description.name == "openblas" && $0.engine.description.coreType != nil }
    && HostProcessor.current.features.contains("avx512f")

  @Test(.enabled(if: hasForcibleCoreType, "this takes OpenBLAS on a processor with AVX-512"))
  func doctorTellsTheCostOfAForcedCoreType() throws {
    let run = try ToolRun(["doctor", "--json", "-"], environment: ["OPENBLAS_CORETYPE": "Haswell"])
    let findings = try #require(try run.json()["findings"] as? [[String: Any]])
    let finding = try #require(findings.first { $0["id"] as? String == "forced-core-type" })
    let sentence = try #require(finding["sentence"] as? String)
    #expect(
      sentence.hasPrefix(
        "OPENBLAS_CORETYPE=Haswell forces the kernels of core type Haswell on a processor with AVX-512: "))
    #expect(sentence.contains("GFLOP/s"))
    #expect(finding["cure"] as? String == "unset OPENBLAS_CORETYPE")
  }
}
