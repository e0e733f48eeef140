import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// `run --threads 1,2`, and what other commands make of it.
@Suite struct ThreadSweepCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: [String]) throws -> ToolRun { try ToolRun(arguments, tool: "leontief-bench") }

  private func write(_ document: ResultDocument, _ name: String) throws -> String {
    try folder.write(try document.json(), to: name)
  }

  /// A sweep of two kernels on two sizes.
  private func sweep(_ name: String, factor: Double, spread: Double = 0.01, seed: UInt64) throws -> String {
    let names = ["solve-m1-n8", "solve-m1-n16", "aggregate-n8"]
    var document = try ScriptedSweep.document(names, threads: [1, 2, 4], spread: spread, seed: seed) { name, threads in
      factor / (name == "aggregate-n8" ? 1.2 : Double(threads).squareRoot())
    }
    for k in document.cells.indices {
      document.cells[k].kernel = document.cells[k].id.hasPrefix("solve") ? "solve" : "aggregate"
    }
    return try write(document, name)
  }

  @Test func everyNumberOfThreadsIsMeasured() throws {
    let file = folder.file("sweep.json")
    let sweep = try run([
      "run", "--sizes", "12", "--threads", "1,2,1", "--min-rounds", "2", "--max-seconds", "0", "--json", file,
    ])
    #expect(sweep.status == 0, "\(sweep.errors)")
    #expect(sweep.output.contains("threads") && sweep.output.contains("speed-up"))
    let document = try ResultDocument(json: try String(contentsOfFile: file, encoding: .utf8))
    let swift = document.cells.filter { $0.engine == "swift" }
    let counts = Set(swift.map(\.threads))
    #expect(counts.contains(1) && counts.isSubset(of: [1, 2]) && swift.count == 7 * counts.count)
    #expect(swift.allSatisfy { $0.samplesS.count == 2 && ($0.derived?.speedup != nil) == (counts.count == 2) })
    // One thread is no fault of a run that has more of them besides.
    #expect(swift.allSatisfy { $0.threads > 1 || $0.validation.reason?.contains("processors used") != true || counts.count == 1 })
    #expect(try run(["validate", file]).status == 0)
    // A busy host leaves cells without a part in it.
    let isShown = document.cells.contains { $0.kernel == "solve" && $0.validation.state == "VALID" }
    #expect(try run(["report", file]).output.contains("Scaling of solve, sweep") == (isShown && document.isSweep))
  }

  @Test func reportDrawsTheCurves() throws {
    let file = try sweep("host.json", factor: 1, spread: 0, seed: 1)
    let report = try run(["report", file])
    #expect(report.status == 0, "\(report.errors)")
    for title in ["## Scaling of host, geometric means", "## Scaling of solve, host", "## Scaling of aggregate, host"] {
      #expect(report.output.contains(title))
    }
    #expect(report.output.contains("scaling of swift on host: 4 threads are 1.59 times as fast as one, an efficiency of 40 %"))
    let csv = try run(["report", file, "--csv", "-"]).output.split(separator: "\n")
    // A time and two rates, a speed-up and an efficiency of nine cells.
    #expect(csv.count == 1 + 9 * 5)
    for metric in ["speedup", "efficiency"] { #expect(csv.contains { $0.hasPrefix("host,solve-m1-n8,swift,4,\(metric),") }) }
  }

  @Test func compareHoldsEqualThreadsAndWholeMachines() throws {
    let files = [try sweep("old.json", factor: 1, seed: 1), try sweep("new.json", factor: 2, seed: 7)]
    let comparison = folder.file("c.json")
    let text = try run(["compare"] + files + ["--json", comparison])
    #expect(text.status == 0, "\(text.errors)")
    #expect(text.output.contains("all cells, 1 thread") && text.output.contains("scaling of swift on new: 4 threads"))
    let document = try StoredDocument(text: try String(contentsOfFile: comparison, encoding: .utf8))
    let cells = document.value["pairs"]?.elements.first?["cells"]?.elements ?? []
    #expect(cells.count == 9 && cells.map { $0["equal_threads"]?.number }.prefix(3) == [nil, 2, 1])
    #expect(document.problems == [])
  }

  /// Figures by NumPy and SciPy, with equal threads and without.
  @Test(.enabled(if: PythonModule.isInstalled("scipy", "numpy"), "python3 with scipy is not installed"))
  func anIndependentProgramFindsTheSame() throws {
    let files = [try sweep("old.json", factor: 1, seed: 1), try sweep("new.json", factor: 2, seed: 7)]
    let comparison = folder.file("c.json")
    #expect(try run(["compare"] + files + ["--quiet", "--json", comparison]).status == 0)
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../scripts")
    let script = root.standardizedFileURL.appendingPathComponent("check-comparison").path
    #expect(try PythonModule.run([script, comparison] + files).hasSuffix(" figures agree\n"))
  }

  @Test(.enabled(if: HeadlessBrowser.path != nil, Comment(rawValue: HeadlessBrowser.absence)))
  func theCurvesInABrowser() throws {
    let page = folder.file("page.html")
    #expect(try run(["report", try sweep("host.json", factor: 1, seed: 1), "--html", page]).status == 0)
    let charts = "[...page.querySelectorAll('figure')].filter(f => f.textContent.includes('by threads'))"
    let questions = [
      "charts": "\(charts).length", "lines": "\(charts)[0].querySelectorAll('circle').length",
      "overflow": "page.documentElement.scrollWidth - page.documentElement.clientWidth",
      "empty": "\(charts).filter(f => !(f.querySelector('svg').getBoundingClientRect().width > 100)).length",
      "stroke": "view.getComputedStyle(\(charts)[0].querySelector('line.line')).stroke",
    ]
    var strokes: Set<String> = []
    for (width, dark) in [(360, false), (1200, true)] {
      let visit = try HeadlessBrowser.visit(page, width: width, dark: dark, questions)
      #expect(visit.console.isEmpty, "\(visit.console)")
      // Speed-up and efficiency of an engine; time and rates of two kernels, for cores too where threads share them.
      #expect(["8", "10"].contains(visit.answers["charts"]), "\(visit.answers)")
      // All cells and two uses, with three numbers of threads.
      #expect(
        visit.answers["lines"] == "9" && visit.answers["overflow"] == "0" && visit.answers["empty"] == "0", "\(visit.answers)")
      strokes.insert(visit.answers["stroke"] ?? "")
    }
    #expect(strokes.count == 2 && !strokes.contains(""))
  }

  @Test(arguments: [
    (["run", "--threads", "1,x"], "--threads takes a number from 1 to 1023, not x"),
    (["run", "--threads", "1,,2"], "--threads takes a number from 1 to 1023, not nothing"),
    (["run", "--threads", "1024"], "--threads takes a number from 1 to 1023, not 1024"),
    (["run", "--suite", "kernels", "--threads", "1,2"], "--threads takes one number with the suite kernels"),
    (["doctor", "--threads", "1,2"], "doctor takes one number of threads"),
    (["run", "--target", "0"], "--target takes percent from 0.01 to 100, not 0.0"),
    (["run", "--target", "nan"], "--target takes percent from 0.01 to 100, not nan"),
  ])
  func wrongUsage(_ arguments: [String], _ sentence: String) throws {
    let run = try run(arguments)
    #expect(run.status == 2 && run.errorLines.count == 1 && run.errors.contains(sentence), "\(run.errors)")
  }

  /// A target that every cell meets ends the run; one that none meets is told.
  @Test func aTargetEndsTheRun() throws {
    let file = folder.file("target.json")
    let options = ["run", "--engine", "swift", "--sizes", "12", "--processes", "2", "--json", file]
    let wide = try run(options + ["--target", "100", "--min-rounds", "9", "--max-seconds", "30"])
    let document = try ResultDocument(json: try String(contentsOfFile: file, encoding: .utf8))
    let isReached = document.cells.allSatisfy { document.limits.isSatisfied($0) }
    #expect(
      wide.status == 0 && wide.output.contains("target: half of every interval is at most 100 %") == isReached, "\(wide.output)")
    #expect(document.limits.targetHalfWidth == 1 && document.cells.allSatisfy { $0.samplesS.count >= 9 })
    let narrow = try run(options + ["--target", "0.01", "--min-rounds", "2", "--max-seconds", "0"])
    #expect(narrow.status == 0 && narrow.output.contains("target of 0.01 % not reached by 7 of 7 cells"), "\(narrow.output)")
    #expect(try run(["validate", file]).status == 0)
  }
}
