import Kernels
import Testing

/// The choice of an engine and every way a library can be unusable: always Swift kernels and exactly one line. Each test has
/// a registry of its own, since a process keeps its first library.
@Suite struct EngineSelectionTests {
  private func loader(
    _ environment: [String: String] = [:], systemNames: [String] = ["libleontief-none.so.0"],
    registry: LibraryRegistry = LibraryRegistry()
  ) -> EngineLoader {
    EngineLoader(environment: { environment[$0] }, systemNames: systemNames, registry: registry)
  }

  private func expectSwift(_ engine: Engine, _ note: String, _ location: SourceLocation = #_sourceLocation) {
    #expect(engine.description.name == "swift", sourceLocation: location)
    #expect(engine.description.path == nil, sourceLocation: location)
    #expect(engine.notes == [note], sourceLocation: location)
  }

  @Test func requestsAreReadFromText() {
    let requests = ["auto", "openblas", "swift", "/lib/x.so"].map(EngineRequest.init)
    #expect(requests == [.auto, .openblas, .swift, .path("/lib/x.so")])
    #expect(EngineRequest("/lib/x.so").description == "/lib/x.so")
  }

  @Test func swiftNeedsNoLine() {
    let engine = loader(["LEONTIEF_BLAS": "/nowhere.so"]).select(.swift, threads: 3)
    #expect(engine.notes == [])
    let threads = TeamRuntime.process.name == "none" ? 1 : 3
    #expect(engine.team.threads == threads && engine.description.threads == threads)
    #expect(engine.description.version == InstructionSet.best.title)
  }

  @Test(arguments: [EngineRequest.auto, .openblas])
  func noLibraryOnTheSystem(_ request: EngineRequest) {
    expectSwift(
      loader().select(request, threads: 1),
      "no OpenBLAS on this system (looked for libleontief-none.so.0): using the Swift kernels")
  }

  @Test func wrongPath() {
    let note =
      "/nowhere/libblas.so: cannot open shared object file: No such file or directory: using the Swift kernels"
    expectSwift(loader().select(.path("/nowhere/libblas.so"), threads: 1), note)
    expectSwift(loader(["LEONTIEF_BLAS": "/nowhere/libblas.so"]).select(.auto, threads: 1), note)
    expectSwift(loader(["LEONTIEF_BLAS": "/nowhere/libblas.so"]).select(.openblas, threads: 1), note)
  }

  @Test func emptyVariable() {
    expectSwift(loader(["LEONTIEF_BLAS": ""]).select(.auto, threads: 1), "LEONTIEF_BLAS is empty: using the Swift kernels")
  }

  @Test func notABLAS() {
    expectSwift(
      loader(["LEONTIEF_BLAS": "libm.so.6"]).select(.auto, threads: 1),
      "libm.so.6: not a complete BLAS and LAPACK, no symbol dgemm_: using the Swift kernels")
  }

  /// A runtime of any number of threads.
  private static let boundless = TeamRuntime(name: "libboundless.so", failure: nil) { $0 }

  private func swift(
    _ environment: [String: String] = [:], threads: Int? = nil, _ runtime: TeamRuntime = boundless
  ) -> Engine {
    var loader = loader(environment)
    loader.runtime = { runtime }
    return loader.select(.swift, threads: threads)
  }

  @Test(arguments: ["0", "-2", "many", "1.5", "", "1024", "99999999999", "99999999999999999999"])
  func unusableNumberOfThreads(_ text: String) {
    let engine = swift(["LEONTIEF_NUM_THREADS": text])
    let usable = HostProcessor.current.usableProcessors
    #expect(engine.team.threads == usable)
    #expect(engine.notes == ["LEONTIEF_NUM_THREADS=\(text) is not a number from 1 to 1023: using \(usable)"])
  }

  @Test func numberOfThreads() {
    #expect(swift(["LEONTIEF_NUM_THREADS": "5"]).team.threads == 5)
    #expect(swift(["LEONTIEF_NUM_THREADS": "1023"]).team.threads == 1023)
    #expect(swift(["LEONTIEF_NUM_THREADS": "5"], threads: 2).team.threads == 2)
    #expect(swift(threads: 0).team.threads == 1)
    #expect(swift(threads: .max).team.threads == 1023)
    #expect(Team(threads: .min).threads == 1 && Team(threads: 1024).threads == 1023)
  }

  @Test func runtimeThatCannotBeLoaded() {
    let runtime = TeamRuntime(name: "none", failure: "no such file") { _ in 1 }
    let engine = swift(["LEONTIEF_OPENMP": "/x.so"], threads: 4, runtime)
    #expect(engine.notes == ["LEONTIEF_OPENMP=/x.so cannot be used (no such file): the Swift kernels run on one thread"])
    #expect(engine.description.threads == 1 && engine.team.threads == 1 && engine.description.threading == "none")
    #expect(engine.description.environment == ["LEONTIEF_OPENMP=/x.so"])
    // None on the system matters only to those who want several threads.
    #expect(swift(threads: 4, runtime).notes == ["no such file: the Swift kernels run on one thread"])
    #expect(swift(threads: 1, runtime).notes == [])
  }

  @Test func threadsSwitchedOff() {
    let engine = swift(["LEONTIEF_OPENMP": "none"], threads: 4, TeamRuntime(name: "none", failure: nil) { _ in 1 })
    #expect(engine.notes == [] && engine.description.threads == 1)
  }

  @Test func fewerThreadsThanAskedFor() {
    let engine = swift(threads: 64, TeamRuntime(name: "libfew.so", failure: nil) { min($0, 7) })
    #expect(engine.notes == ["this process cannot start 64 threads: using 7"])
    #expect(engine.description.threads == 7 && engine.team.threads == 7)
  }

  @Test func addressSpaceTooSmallForALibrary() {
    var loader = loader(["LEONTIEF_BLAS": "/nowhere.so"])
    loader.addressSpaceLeft = { 1_000_000 }
    expectSwift(
      loader.select(.auto, threads: 1),
      "the address-space limit leaves 1000000 bytes and a BLAS of 1 threads needs 335544320: using the Swift kernels")
    #expect(loader.select(.swift, threads: 1).notes == [])
    loader.addressSpaceLeft = { 335_544_320 }
    #expect(loader.select(.auto, threads: 1).notes.first?.hasPrefix("/nowhere.so: cannot open") == true)
  }

  /// Needs a system OpenBLAS; without one these have nothing to test.
  private static let systemLibrary = Engine.select(.auto, threads: 1).description.path

  @Test(.enabled(if: systemLibrary != nil))
  func oneLibraryAProcess() throws {
    let path = try #require(Self.systemLibrary)
    let registry = LibraryRegistry()
    let first = loader(registry: registry).select(.path(path), threads: 2)
    #expect(first.description.name == "openblas" && first.description.path == path && first.notes == [])
    // Its own name again, and no name at all, give the same library.
    #expect(loader(registry: registry).select(.path(path), threads: 1).description.path == path)
    #expect(loader(registry: registry).select(.auto, threads: 1).description.path == path)
    expectSwift(
      loader(registry: registry).select(.path("/another/libblas.so"), threads: 1),
      "/another/libblas.so: this process already uses \(path); one BLAS a process: using the Swift kernels")
  }

  @Test(.enabled(if: systemLibrary != nil))
  func forcedCoreTypeIsRecorded() throws {
    let path = try #require(Self.systemLibrary)
    let environment = ["LEONTIEF_BLAS": path, "OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_L2_SIZE": "512"]
    let engine = loader(environment).select(.auto, threads: 2)
    #expect(engine.description.coreTypeForcedBy == "OPENBLAS_CORETYPE=Haswell")
    #expect(engine.description.environment == ["OPENBLAS_CORETYPE=Haswell", "OPENBLAS_L2_SIZE=512"])
    #expect(
      engine.notes == [
        "OPENBLAS_CORETYPE=Haswell in the environment chooses the library's kernels; unset it unless you mean it"
      ])
    #expect(loader(["LEONTIEF_BLAS": path]).select(.auto, threads: 2).description.coreTypeForcedBy == nil)
  }
}
