import BenchmarkHarness
import Foundation
import Leontief
import TestSupport
import Testing

/// `report` on files of known times: page, Markdown and csv.
@Suite struct ReportCommandTests {
  private let folder: TemporaryFolder
  private let files: [String]

  init() throws {
    folder = try TemporaryFolder()
    var documents = [UInt64(10), 20].map { seed in
      ScriptedResult.document([
        "solve-m1-n8": ScriptedResult.samples(1, seed: seed), "solve-m1-n16": ScriptedResult.samples(3, seed: seed + 1),
        "few": [1, 2],
      ])
    }
    for k in documents.indices {
      documents[k].cells[0].kernel = "solve"
      (documents[k].cells[2].validation.state, documents[k].cells[2].validation.reason) = ("SUBOPTIMAL", "debug <build>")
    }
    // A second engine that takes half as long.
    for k in documents.indices {
      var cell = documents[k].cells[0]
      cell.engine = "twice"
      cell.samplesS = cell.samplesS.map { $0 / 2 }
      cell.stats = SampleStatistics(cell.samplesS).map(StatisticsRecord.init)
      cell.derived?.flopsPerS *= 2
      cell.derived?.bytesPerS *= 2
      var engine = documents[k].engines[0]
      engine.name = "twice"
      documents[k].engines.append(engine)
      documents[k].cells.append(cell)
    }
    let folder = folder
    files = try zip(["old.json", "new.json"], documents).map { try folder.write(try $1.json(), to: $0) }
  }

  private func run(_ arguments: [String]) throws -> ToolRun { try ToolRun(["report"] + arguments, tool: "leontief-bench") }

  @Test func markdownOfTwoHosts() throws {
    #expect(try ToolRun(["validate"] + files, tool: "leontief-bench").status == 0)
    let report = try run(files)
    #expect(report.status == 0, "\(report.errors)")
    let headings = report.output.split(separator: "\n").filter { $0.hasPrefix("#") }.map(String.init)
    #expect(
      headings.prefix(3) == ["# Benchmark of old, new", "## Geometric means, new against old", "## Cells, new against old"])
    for title in [
      "Hosts", "Rates of cells bound by computing", "Engines of old, round by round", "Cells",
    ] {
      #expect(headings.contains("## \(title)"), "\(headings)")
    }
    #expect(!report.output.contains("## Samples") && report.output.contains("no rate of few on swift in new: SUBOPTIMAL, debug"))
    #expect(report.output.contains("twice against swift | 2.0000 | 2.0000 | 2.0000 | 0.0004883 | faster | 12 |"))
    #expect(report.output.contains("| new | few | swift | SUBOPTIMAL |") && report.output.contains("debug \\<build\\>"))
    let begun = report.output.split(separator: "\n").first { $0.hasPrefix("| fingerprint |") }
    #expect(begun?.hasSuffix("|  |") == true)
  }

  @Test func oneFileIsComparedWithNothing() throws {
    let report = try run([files[0]])
    #expect(report.status == 0 && report.output.contains("## Engines of old") && !report.output.contains("Geometric means"))
  }

  @Test func otherWorkIsShownAndNotCompared() throws {
    var other = ScriptedResult.document(["few": [1, 2]])
    other.suiteVersion = 9
    let report = try run([files[0], try folder.write(try other.json(), to: "other.json")])
    #expect(report.status == 0 && report.output.contains("not compared: different versions of the suite: 1 in old, 9 in other"))
    #expect(!report.output.contains("Geometric means"))
  }

  @Test func whatARunLacksIsTold() throws {
    var short = ScriptedResult.document(["a": [1, 2], "b": [1, 2], "c": [1, 2]])
    for k in [0, 2] { short.cells[k].incompleteWhy = "a process of the run ended by signal 9" }
    let report = try run([try folder.write(try short.json(), to: "short.json")])
    #expect(report.output.contains("samples are missing of 2 cells in short: a process of the run ended by signal 9"))
  }

  @Test func csvHasALineForEachFigure() throws {
    let lines = try run(files + ["--csv", "-"]).output.split(separator: "\n").map(String.init)
    #expect(lines.count == 1 + 2 * 4 * 3 && lines[0] == "host,cell,engine,threads,metric,value,lo,hi,state")
    let few = lines.filter { $0.hasPrefix("new,few,") }.map { $0.split(separator: ",", omittingEmptySubsequences: false) }
    #expect(few.map { $0[4] } == ["seconds", "flops_per_s", "bytes_per_s"] && few[0][5] == "1.5" && few[0][6] == "")
    #expect(few.allSatisfy { $0.last == "SUBOPTIMAL" })
    for line in lines.filter({ $0.contains("old,solve-m1-n8,swift") }).map({ $0.split(separator: ",") }) {
      let figures = line[5...7].compactMap { Double($0) }
      #expect(figures.count == 3 && figures[1] <= figures[0] && figures[0] <= figures[2])
    }
  }

  @Test func wrongUsage() throws {
    #expect(try run([]).errors.contains("report needs a result file"))
    let both = try run([files[0], "--csv", "-", "--markdown", "-"])
    #expect(both.status == 2 && both.errors.contains("only one form can go to stdout"))
    let changed = try String(contentsOfFile: files[0], encoding: .utf8).replacingOccurrences(
      of: "\"seed\" : 1", with: "\"seed\" : 2")
    let refused = try run([try folder.write(changed, to: "changed.json")])
    #expect(refused.status == 3 && refused.errors.contains("changed is not whole and consistent: checksum is"))
    #expect(refused.errors.contains("changed.json', or give --force"), "\(refused.errors)")
    #expect(try run([folder.file("changed.json"), "--force"]).output.contains("FORCED: changed is not whole and consistent"))
  }

  @Test(.enabled(if: HeadlessBrowser.path != nil, Comment(rawValue: HeadlessBrowser.absence)))
  func aPageInABrowser() throws {
    let page = folder.file("page.html")
    #expect(try run(files + ["--html", page]).status == 0)
    let questions = [
      "figures": "page.querySelectorAll('figure').length", "marks": "page.querySelectorAll('rect, circle').length",
      "overflow": "page.documentElement.scrollWidth - page.documentElement.clientWidth",
      "requests": "view.performance.getEntriesByType('resource').map(r => r.name)",
      "paper": "view.getComputedStyle(page.body).backgroundColor", "title": "page.title",
      "key": "page.querySelectorAll('.key-figures dt').length", "scripts": "page.querySelectorAll('script').length",
      "empty": "[...page.querySelectorAll('svg:not(svg svg)')].filter(s => !(s.getBoundingClientRect().width > 100)).length",
    ]
    for (width, dark) in [(360, false), (1200, true)] {
      let visit = try HeadlessBrowser.visit(page, width: width, dark: dark, questions)
      let found = visit.answers
      #expect(visit.console.isEmpty, "\(visit.console)")
      // Rates, the pair's cells, the engines of two hosts, samples of two kernels of two hosts.
      #expect(found["figures"] == "8" && found["key"] == "1" && found["scripts"] == "0", "\(found)")
      #expect(found["overflow"] == "0" && found["requests"] == "" && found["empty"] == "0", "\(width) \(found)")
      #expect(found["paper"] == (dark ? "rgb(20, 25, 29)" : "rgb(255, 255, 255)"))
      // 76 samples, 6 rates, 3 cells that are compared, 2 pairs of engines.
      #expect(found["marks"] == "87" && found["title"] == "Benchmark of old, new", "\(found)")
    }
  }

  /// A host with roofs: each cell that counts is a point under them.
  private func underRoofs() throws -> String {
    var document = try ResultDocument(json: try String(contentsOfFile: files[0], encoding: .utf8))
    let roofs = HostRoofs(doubleFlops: 100e9, singleFlops: 200e9, memory: 10e9, caches: [.init(capacity: 1e6, bytes: 50e9)])
    document.add(.success(RoofsRecord(roofs, threads: document.cells[0].threads)))
    return try folder.write(try document.json(), to: "roofs.json")
  }

  @Test func theRooflineOfAHost() throws {
    let report = try run([try underRoofs()])
    #expect(report.status == 0, "\(report.errors)")
    #expect(report.output.contains("## Roofline of roofs") && report.output.contains("| solve-m1-n8 | swift |"))
    #expect(!report.output.contains("| few | swift | 2.0"))
    #expect(!(try run([files[0]])).output.contains("Roofline of"))
  }

  @Test(.enabled(if: HeadlessBrowser.path != nil, Comment(rawValue: HeadlessBrowser.absence)))
  func theRooflineInABrowser() throws {
    let page = folder.file("roofline.html")
    #expect(try run([try underRoofs(), "--html", page]).status == 0)
    let chart = "[...page.querySelectorAll('figure')].find(f => f.textContent.includes('Roofline of'))"
    let questions = [
      "roofs": "\(chart).querySelectorAll('line.roof').length", "points": "\(chart).querySelectorAll('circle').length",
      "overflow": "page.documentElement.scrollWidth - page.documentElement.clientWidth",
      // Texts of the picture that reach beyond the page.
      "outside": """
      [...\(chart).querySelectorAll('text')].map(t => t.getBoundingClientRect())
        .filter(b => b.left < 0 || b.right > page.documentElement.clientWidth).length
      """,
      "stroke": "view.getComputedStyle(\(chart).querySelector('line.roof')).stroke",
    ]
    for (width, dark) in [(360, false), (1200, true)] {
      let visit = try HeadlessBrowser.visit(page, width: width, dark: dark, questions)
      #expect(visit.console.isEmpty, "\(visit.console)")
      // Two peaks, a cache and memory; three cells are VALID.
      #expect(visit.answers["roofs"] == "4" && visit.answers["points"] == "3", "\(visit.answers)")
      #expect(visit.answers["overflow"] == "0" && visit.answers["outside"] == "0", "\(width) \(visit.answers)")
    }
  }
}
