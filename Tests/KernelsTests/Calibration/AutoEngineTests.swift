import Foundation
import Kernels
import MatrixCore
import Synchronization
import TestSupport
import Testing

/// `auto` with a library: when it looks for a calibration, when it makes one, and what it says of it.
@Suite(.enabled(if: CompiledLibrary.compiler != nil, "no C compiler")) struct AutoEngineTests {
  private let library: CounterfeitLibrary
  private let folder: TemporaryFolder
  private let registry = LibraryRegistry()

  private final class Counter: Sendable {
    private let count = Mutex(0)
    var value: Int { count.withLock { $0 } }
    func add() { count.withLock { $0 += 1 } }
  }

  private let measurements = Counter()

  init() throws {
    library = try CounterfeitLibrary(.none)
    folder = try TemporaryFolder()
  }

  private func select(
    _ use: CalibrationUse? = nil, _ environment: [String: String] = [:], threads: Int = 1, request: EngineRequest = .auto,
    fails: Bool = false
  ) -> Engine {
    let all = ["LEONTIEF_BLAS": library.path, "LEONTIEF_CACHE": folder.path].merging(environment) { $1 }
    var loader = EngineLoader(environment: { all[$0] }, systemNames: [], registry: registry)
    let measurements = measurements
    loader.measure = { _, key in
      measurements.add()
      return fails ? nil : CalibrationFixture.calibration(key)
    }
    return loader.select(request, threads: threads, calibration: use)
  }

  private func reason(_ engine: Engine) -> String? { engine.description.selection?.reason }

  /// `library`: named by the environment, or found on the system.
  private func select(flops: Double?, named: Bool) throws -> Engine {
    let path = library.path
    let loader = EngineLoader(
      environment: { named && $0 == "LEONTIEF_BLAS" ? path : nil }, systemNames: [path], registry: LibraryRegistry())
    return try loader.select(.auto, threads: 1, .fromEnvironment(), .off, flops: flops)
  }

  @Test func littleWorkLoadsNoLibrary() throws {
    let little = try select(flops: 1e9, named: false)
    #expect(little.description.name == "swift" && little.description.path == nil && little.notes == [])
    #expect(reason(little) == "the Swift kernels alone: the work is done before a library is loaded")
    #expect(little.description.selection?.only == .swift)
  }

  @Test(arguments: [nil, 1e10, 1e12]) func moreWorkAndWorkOfUnknownSizeDo(_ flops: Double?) throws {
    #expect(try select(flops: flops, named: false).description.path == library.path)
  }

  @Test func aLibraryThatIsNamedIsLoaded() throws {
    #expect(try select(flops: 1e3, named: true).description.path == library.path)
  }

  @Test func withoutThreadsOfItsOwnASmallJobLoadsTheLibraryToo() throws {
    let path = library.path
    var loader = EngineLoader(environment: { _ in nil }, systemNames: [path], registry: LibraryRegistry())
    loader.runtime = { TeamRuntime(name: "none", failure: "there is none") { _ in 1 } }
    let engine = try loader.select(.auto, threads: 2, .fromEnvironment(), .off, flops: 1e3)
    #expect(engine.description.path == path)
  }

  /// A library user's program never spends seconds unasked, and is never told a lie.
  @Test(arguments: [nil, "cached", "auto", "off"]) func nothingIsMeasuredUnasked(_ variable: String?) {
    let engine = select(nil, variable.map { ["LEONTIEF_CALIBRATION": $0] } ?? [:])
    #expect(measurements.value == 0 && engine.notes == [])
    #expect(reason(engine)?.hasPrefix("the built-in rule, ") == true)
    #expect(reason(engine)?.contains("switched off") == (variable == "off"))
  }

  @Test func oneMeasurementServesLaterRuns() throws {
    let first = select(.measured)
    #expect(measurements.value == 1)
    #expect(reason(first)?.hasPrefix("a calibration made now and kept in \(folder.path)/") == true)
    #expect(first.description.name == "auto")
    for use in [nil, CalibrationUse.cached, .measured] {
      let later = select(use)
      #expect(reason(later)?.hasPrefix("the calibration in \(folder.path)/") == true)
      #expect(later.description.selection?.cases(of: .swift) == first.description.selection?.cases(of: .swift))
    }
    #expect(measurements.value == 1)
    #expect(reason(select(.off)) == "the built-in rule, calibration is switched off")
    #expect(reason(select(.renewed))?.hasPrefix("a calibration made now") == true)
    #expect(measurements.value == 2)
  }

  @Test func anotherNumberOfThreadsOrAnotherLibraryIsMeasuredAnew() throws {
    _ = select(.measured)
    _ = select(.measured, threads: 2)
    #expect(measurements.value == 2)
    try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: 5)], ofItemAtPath: library.path)
    #expect(reason(select(.cached))?.contains("nothing was measured") == true)
    _ = select(.measured)
    #expect(measurements.value == 3)
  }

  @Test func aSpoiltFileIsReplaced() throws {
    _ = select(.measured)
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder.path).first)
    try folder.write("spoilt", to: name)
    #expect(reason(select(.cached))?.contains("cannot be used: it is not a calibration of this version") == true)
    _ = select(.measured)
    #expect(measurements.value == 2)
    #expect(reason(select(.cached))?.hasPrefix("the calibration in") == true)
  }

  @Test func withoutAPlaceTheCalibrationServesThisEngine() {
    let engine = select(.measured, ["LEONTIEF_CACHE": "/dev/null/nowhere"])
    #expect(reason(engine) == "a calibration made now and not kept" && engine.notes == [])
    #expect(engine.description.name == "auto")
  }

  @Test func withoutMemoryTheRule() {
    #expect(reason(select(.measured, fails: true))?.contains("nothing could be measured") == true)
  }

  @Test func aWrongWordIsANote() {
    let engine = select(nil, ["LEONTIEF_CALIBRATION": "yes"])
    #expect(engine.notes == ["LEONTIEF_CALIBRATION=yes is not off, cached or auto: using cached"])
    #expect(measurements.value == 0)
  }

  /// Who names an engine gets that engine.
  @Test func enginesAskedForByNameAreNotMixed() {
    _ = select(.measured)
    for (request, name) in [(EngineRequest.openblas, "openblas"), (.path(library.path), "openblas"), (.swift, "swift")] {
      let engine = select(.measured, request: request)
      #expect(engine.description.name == name && engine.description.selection == nil)
    }
    #expect(measurements.value == 1)
  }

  /// The mixed engine computes: P A = L U by one, the solve by the other.
  @Test func bothPartsWorkTogether() throws {
    let engine = select(.measured)
    let numbers = [[0.0, 2, 1], [4, 1, 0], [1, 1, 3]]
    var placed = try PlacedMatrix<Double>(numbers, columns: 3, .columnMajor)
    var factors = placed.mutableView
    let pivots = try engine.factorize(&factors)
    var b = try PlacedMatrix<Double>([[7], [6], [12]], columns: 1, .columnMajor)
    var target = b.mutableView
    engine.solve(factors: placed.view, pivots: pivots, &target)
    for (x, expected) in zip(b.numbers, [1.0, 2, 3]) { #expect(abs(x[0] - expected) < 1e-14) }
  }
}
