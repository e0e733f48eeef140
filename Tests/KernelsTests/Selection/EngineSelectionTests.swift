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
    #expect(engine.team.threads == 3 && engine.description.threads == 3)
    #expect(engine.description.version.hasPrefix("portable"))
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

  @Test(arguments: [
    (CounterfeitLibrary.Fault.idle, "dgemm"), (.onlyProducts, "dgemv"), (.claimsWideIntegers, "dgemm"),
  ])
  func wrongNumbers(_ fault: CounterfeitLibrary.Fault, _ operation: String) throws {
    // A host without a C compiler cannot make one.
    guard let library = CounterfeitLibrary(fault) else { return }
    defer { library.remove() }
    let loader = loader()
    let note = "\(library.path): refused, \(operation) gives wrong numbers: using the Swift kernels"
    expectSwift(loader.select(.path(library.path), threads: 1), note)
    // Asked again, it gives the same answer without another examination.
    expectSwift(loader.select(.path(library.path), threads: 1), note)
  }

  @Test(arguments: ["0", "-2", "many", "1.5", ""])
  func unusableNumberOfThreads(_ text: String) {
    let engine = loader(["LEONTIEF_NUM_THREADS": text]).select(.swift, threads: nil)
    let usable = HostProcessor.current.usableProcessors
    #expect(engine.team.threads == usable)
    #expect(engine.notes == ["LEONTIEF_NUM_THREADS=\(text) is not a number of threads: using \(usable)"])
  }

  @Test func numberOfThreads() {
    #expect(loader(["LEONTIEF_NUM_THREADS": "5"]).select(.swift, threads: nil).team.threads == 5)
    #expect(loader(["LEONTIEF_NUM_THREADS": "5"]).select(.swift, threads: 2).team.threads == 2)
    #expect(loader().select(.swift, threads: 0).team.threads == 1)
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
