import Foundation
import Leontief
import TestSupport
import Testing

/// `leontief calibrate`, `--calibration` and what the environment says of them.
@Suite struct CalibrateTests {
  private let cache: TemporaryFolder

  init() throws { cache = try TemporaryFolder() }

  private static let hasLibrary = TestEngines.all.count > 1

  private func run(_ arguments: String..., environment: [String: String] = [:]) throws -> ToolRun {
    try ToolRun(arguments, environment: ["LEONTIEF_CACHE": cache.path].merging(environment) { $1 })
  }

  private func reason(_ run: ToolRun) throws -> String {
    #expect(run.status == 0, "\(run.errors)")
    let engine = try #require(try run.json()["engine"] as? [String: Any])
    return try #require((engine["selection"] as? [String: Any])?["reason"] as? String)
  }

  @Test(.enabled(if: hasLibrary, "there is no BLAS here")) func measuredOnceThenShownThenUsed() throws {
    let first = try run("calibrate", "--json", "-")
    #expect(try reason(first).hasPrefix("a calibration made now and kept in \(cache.path)/"))
    let cases = try #require(try first.json()["cases"] as? [[String: Any]])
    #expect(cases.count == AutoCase.all.count)
    for item in cases {
      let swift = try #require(item["swift_gigaflops_per_second"] as? Double)
      let library = try #require(item["library_gigaflops_per_second"] as? Double)
      #expect(swift > 0 && library > 0)
      #expect(item["taken"] as? String == Calibration.Rates(swift: swift, library: library).winner.rawValue)
    }
    let shown = try run("calibrate", "--show")
    #expect(shown.status == 0 && shown.output.contains("taken by the calibration in \(cache.path)/"))
    #expect(shown.output.split(separator: "\n").count == AutoCase.all.count + 3)
    #expect(shown.output.contains("\nroofs: "))
    // A host that is busy with others has none.
    if let roofs = try first.json()["roofs"] as? [String: Any] {
      for key in ["double_gigaflops_per_second", "single_gigaflops_per_second", "memory_gigabytes_per_second"] {
        #expect((roofs[key] as? Double).map { $0 > 0 } == true, "\(key)")
      }
    } else {
      #expect(shown.output.contains("roofs: not known, "))
    }
    #expect(try reason(run("doctor", "--json", "-")).hasPrefix("the calibration in"))
    #expect(try reason(run("doctor", "--json", "-", "--calibration", "off")) == "the built-in rule, calibration is switched off")
    #expect(
      try reason(run("doctor", "--json", "-", environment: ["LEONTIEF_CALIBRATION": "off"])).contains("switched off"))
    #expect(try reason(run("calibrate", "--redo", "--json", "-")).hasPrefix("a calibration made now"))
  }

  @Test(.enabled(if: hasLibrary, "there is no BLAS here")) func showMeasuresNothing() throws {
    let shown = try run("calibrate", "--show", "--json", "-")
    #expect(try reason(shown) == "the built-in rule, nothing was measured here yet")
    let cases = try #require(try shown.json()["cases"] as? [[String: Any]])
    #expect(cases.allSatisfy { $0["swift_gigaflops_per_second"] is NSNull })
    #expect(try shown.json()["roofs"] is NSNull)
    #expect(try FileManager.default.contentsOfDirectory(atPath: cache.path).isEmpty)
  }

  /// Short work is not held up by a measurement.
  @Test(.enabled(if: hasLibrary, "there is no BLAS here")) func smallTablesMeasureNothing() throws {
    let fixture = try CanonicalFixture()
    #expect(try reason(run("solve", fixture.path, "--json", "-")).contains("before a library is loaded"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: cache.path).isEmpty)
  }

  /// Without a calibration the report says why there is no share; with one there is a share.
  @Test(.enabled(if: hasLibrary, "there is no BLAS here")) func theRooflineOfASolve() throws {
    let fixture = try CanonicalFixture()
    func report(_ extra: String...) throws -> [String: Any] {
      let run = try ToolRun(["solve", fixture.path, "--json", "-"] + extra, environment: ["LEONTIEF_CACHE": cache.path])
      #expect(run.status == 0, "\(run.errors)")
      return try #require(try run.json()["report"] as? [String: Any])
    }
    let unknown = try report()
    #expect(unknown["roofline_share"] is NSNull && unknown["roofline_bound"] is NSNull && unknown["roofline_roofs"] is NSNull)
    #expect((unknown["roofline_reason"] as? String)?.contains("leontief calibrate") == true)
    #expect(try run("solve", fixture.path).output.contains("roofline        not known: the speed of this host is not known"))
    let calibrated = try run("calibrate", "--json", "-")
    #expect(calibrated.status == 0)
    // A host that is busy with others has none.
    guard let roofs = try calibrated.json()["roofs"] as? NSDictionary else {
      #expect(try run("calibrate").output.contains("roofs: not known"))
      return
    }
    for (solver, bounds) in [("lu", ["compute"]), ("lu-mixed", ["compute"]), ("gmres", ["cache", "memory", "compute"])] {
      let known = try report("--solver", solver)
      #expect((known["roofline_share"] as? Double).map { $0 > 0 && $0.isFinite } == true)
      #expect((known["roofline_bound"] as? String).map(bounds.contains) == true)
      #expect(known["roofline_reason"] is NSNull)
      #expect(known["roofline_roofs"] as? NSDictionary == roofs)
    }
    #expect(try run("solve", fixture.path).output.contains(" roof\n"))
  }

  @Test func clearRemovesWhatIsKept() throws {
    let file = try cache.write("leontief calibration of some other version\n", to: "calibration-0123456789abcdef.txt")
    let cleared = try run("calibrate", "--clear")
    #expect(cleared.status == 0 && cleared.output == "removed:\n\(file)\n", "\(cleared.output) \(cleared.errors)")
    #expect(try run("calibrate", "--clear").output == "nothing was kept\n")
    #expect(try run("calibrate", "--clear", "--redo").status == 2)
    // The benchmark's command is about the same files.
    try cache.write("", to: "calibration-0.txt")
    let bench = try ToolRun(["calibrate", "--clear"], tool: "leontief-bench", environment: ["LEONTIEF_CACHE": cache.path])
    #expect(bench.status == 0 && bench.output.hasSuffix("/calibration-0.txt\n"))
  }

  @Test func withoutALibraryThereIsNothingToChoose() throws {
    let run = try run("calibrate", environment: ["LEONTIEF_BLAS": "/nowhere/libblas.so"])
    #expect(run.status == 3 && run.output.isEmpty)
    #expect(run.errors.contains("there is nothing to choose: /nowhere/libblas.so"))
  }

  @Test func wrongUsage() throws {
    let runs = [
      try run("calibrate", "--redo", "--show"), try run("calibrate", "--engine", "swift"),
      try run("calibrate", "--calibration", "off"), try run("doctor", "--calibration", "sometimes"),
      try run("doctor", environment: ["LEONTIEF_CALIBRATION": "sometimes"]),
      try run("doctor", environment: ["LEONTIEF_CALIBRATION": ""]),
    ]
    for run in runs { #expect(run.status == 2 && run.output.isEmpty && run.errorLines.count == 1, "\(run.errors)") }
  }
}
