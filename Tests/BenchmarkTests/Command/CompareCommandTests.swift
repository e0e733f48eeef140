import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// `compare` as people run it, on files of known times.
@Suite struct CompareCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Three cells; `factor` on the times of the last, ties and many samples among them.
  private func document(factor: Double, seed: UInt64) -> ResultDocument {
    ScriptedResult.document([
      "plain": ScriptedResult.samples(1, count: 9, seed: seed),
      "ties": ScriptedResult.samples(0.5, count: 8, seed: seed + 1).map { ($0 * 500).rounded() / 500 },
      "many": ScriptedResult.samples(2 * factor, count: 25, seed: seed + 2),
    ])
  }

  private func write(_ document: ResultDocument, _ name: String) throws -> String {
    try folder.write(try document.json(), to: name)
  }

  private func run(_ arguments: [String]) throws -> ToolRun { try ToolRun(arguments, tool: "leontief-bench") }

  private func pair(factor: Double) throws -> [String] {
    [try write(document(factor: 1, seed: 10), "old.json"), try write(document(factor: factor, seed: 20), "new.json")]
  }

  @Test func aSlowerCell() throws {
    let files = try pair(factor: 1.2)
    let markdown = folder.file("c.md")
    let comparison = try run(
      ["compare"] + files + ["--fail-on-slower", "--markdown", markdown, "--price", "old=1", "--price", "new=2"])
    #expect(comparison.status == 7 && comparison.errorLines.count == 1, "\(comparison.errors)")
    #expect(comparison.errors.contains("slower: new than old on 1 of 3 cells, many on swift: 0.83"), "\(comparison.errors)")
    for text in [comparison.output, try String(contentsOfFile: markdown, encoding: .utf8)] {
      #expect(text.contains("slower") && text.contains("same within 5.0 %") && text.contains("Geometric means, new against old"))
      #expect(text.contains("Cost of a million runs") && text.contains("drift within old"))
    }
    #expect(try run(["compare"] + files.reversed() + ["--fail-on-slower", "--quiet"]).status == 0)
    let allowed = try run(["compare"] + files + ["--fail-on-slower", "--min-effect", "30", "--quiet"])
    #expect(allowed.status == 0 && allowed.output == "")
    // Every pair that is slower is named.
    let third = try write(document(factor: 1.3, seed: 40), "third.json")
    let both = try run(["compare"] + files + [third, "--fail-on-slower", "--quiet"])
    #expect(both.status == 7 && both.errors.contains("new than old on 1") && both.errors.contains("third than old on 1"))
  }

  /// Cells of five processes that lie apart by a tenth, those of two runs alternating; `last`: what the last one takes longer.
  private func noisy(_ factor: Double, processes: Int = 5, last: Double = 1, seed: UInt64) -> ResultDocument {
    let places = [1, 1.1, 0.95, 1.05, 0.9]
    func samples(_ seconds: Double, _ seed: UInt64) -> [Double] {
      (0..<processes).flatMap { process -> [Double] in
        let slowness: Double = process == processes - 1 ? last : 1
        let own: Double = seconds * slowness * places[(process + Int(seed)) % 5]
        return ScriptedResult.samples(own, count: 4, spread: 0.02, seed: seed + UInt64(10 * process))
      }
    }
    var document = ScriptedResult.document(["steady": samples(1, seed), "other": samples(2 * factor, seed + 1)])
    for index in document.cells.indices {
      document.cells[index].sampleProcess = (0..<processes).flatMap { [Int](repeating: $0, count: 4) }
    }
    return document
  }

  /// What a host does not resolve is the same within as much, in words and in figures, and passes nothing.
  @Test func theSameWithinWhatTheHostResolves() throws {
    let files = [try write(noisy(1, seed: 10), "old.json"), try write(noisy(1.06, seed: 20), "new.json")]
    let comparison = folder.file("c.json")
    let told = try run(["compare"] + files + ["--json", comparison])
    #expect(told.status == 0, "\(told.errors)")
    let json = try StoredDocument(text: try String(contentsOfFile: comparison, encoding: .utf8))
    let cells = json.value["pairs"]?.elements.first?["cells"]?.elements ?? []
    #expect(cells.count == 2 && json.problems == [])
    for cell in cells {
      let (within, resolution) = (cell["same_within"]?.number ?? 0, cell["resolution"]?.number ?? 0)
      #expect(cell["verdict"]?.text == "same" && within > 0.1 && within < 0.5 && resolution > 0.1, "\(within) \(resolution)")
      // Whole percent, rounded up.
      #expect(told.output.contains("same within \(Int((100 * within).rounded(.up))) %"), "\(within)")
    }
    #expect(told.output.contains("new against old: 2 of 2 cells are the same, half of them within"))
    #expect(told.output.contains("to be faster or slower a cell must differ by more than two runs of one program may"))
    for arguments in [["compare"] + files + ["--fail-on-slower", "--quiet"], ["gate", "--baseline"] + files] {
      let refused = try run(arguments)
      #expect(refused.status == 8 && refused.errorLines.count == 1, "\(arguments[0]): \(refused.errors)")
    }
  }

  /// What differs by its interval and is the same says why, and how many processes a verdict rests on.
  @Test func theSameAlthoughItDiffers() throws {
    func write(_ name: String, _ factor: Double, processes: Int = 5, last: Double = 1.03) throws -> String {
      let places = [0.97, 0.985, 1, 1.015, last]
      let samples = places.flatMap { place in (0..<4).map { factor * place * (1 + 1e-6 * Double($0)) } }
      var document = ScriptedResult.document(["c": samples])
      document.cells[0].sampleProcess = (0..<5).flatMap { [Int](repeating: min($0, processes - 1), count: 4) }
      return try self.write(document, name)
    }
    let base = try write("base.json", 1)
    // By the intervals that SciPy gives: [0.894, 0.977] and [0.912, 0.997].
    for (factor, text, ground) in [
      (1.07, "same within 12 % (7.0 % apart, as two runs of one program may be)", "resolution"),
      (1.049, "same within 9.7 % (4.9 % apart, less than is of interest)", "min_effect"),
      (1, "same within 5.0 %", "interval"), (1.3, "slower", nil),
    ] as [(Double, String, String?)] {
      let other = try write("other.json", factor)
      let told = try run(["compare", base, other])
      #expect(told.status == 0 && told.output.contains(text), "\(told.output)")
      #expect(told.output.contains(" apart, ") == (ground == "resolution" || ground == "min_effect"))
      let json = try run(["compare", base, other, "--json", "-"]).json()
      let cell = try #require(((json["pairs"] as? [[String: Any]])?.first?["cells"] as? [[String: Any]])?.first)
      #expect(cell["same_by"] as? String == ground && cell["base_processes"] as? Int == 5)
    }
    // One process of five at half the speed.
    let files = [base, try write("disturbed.json", 1, last: 2.06)]
    let told = try run(["compare"] + files)
    #expect(told.output.contains("same within 5.0 % (by lower quartiles, 1 × ["), "\(told.output)")
    #expect(told.output.contains("1 of 1 cells are the same, half of them within 5.0 % and all within 5.0 %, 1 of them by lower"))
    let json = try run(["compare"] + files + ["--json", "-"]).json()
    let cell = try #require(((json["pairs"] as? [[String: Any]])?.first?["cells"] as? [[String: Any]])?.first)
    let interval = try #require(cell["lower_quartile_ratio_ci95"] as? [Double])
    #expect(cell["same_by"] as? String == "lower_quartile" && interval[1] < 1.1 && interval[0] > 0.9)
    #expect(try run(["compare", "--fail-on-slower"] + files).status == 8)
    #expect(try run(["compare", "--fail-on-slower"] + files.reversed()).status == 0)
    for (count, text) in [(1, "slower (1 process)"), (2, "slower (2 processes)")] {
      let told = try run(["compare", base, try write("few.json", 1.3, processes: count)])
      #expect(told.output.contains(text) && told.output.contains("1 of 1 cells have fewer than three processes on a side"))
    }
  }

  /// A run whose processes died, or that was broken off, is told of in each comparison, once.
  @Test func whatARunLacks() throws {
    let files = try pair(factor: 1)
    var short = document(factor: 1, seed: 20)
    for index in 0..<2 { short.cells[index].incompleteWhy = "a process of the run ended by signal 9" }
    short.interrupted = true
    let other = try write(short, "short.json")
    let sentences = [
      "samples are missing of 2 cells in short: a process of the run ended by signal 9", "short was broken off before its end",
    ]
    for arguments in [["compare", files[0], other], ["gate", "--baseline", files[0], other], ["report", files[0], other]] {
      let told = try run(arguments)
      #expect(told.status == 0, "\(told.errors)")
      for sentence in sentences { #expect(told.output.components(separatedBy: sentence).count == 2, "\(told.output)") }
    }
    #expect(try run(["gate", "--baseline", files[0], other, "--quiet"]).output == "")
  }

  /// Energies of unlike parts of hosts stand side by side, without a ratio and with the reason.
  @Test func energiesOfUnlikeCounters() throws {
    func write(_ name: String, _ counter: String, seed: UInt64) throws -> String {
      var document = document(factor: 1, seed: seed)
      document.energyCounters = [counter]
      for index in document.cells.indices {
        let samples = document.cells[index].samplesS
        (document.cells[index].sampleEnergyJ, document.cells[index].sampleWallS) = (samples.map { 20 * $0 }, samples)
      }
      let limits = RunLimits(minRounds: 1, maxSeconds: 0)
      return try self.write(
        try #require(ResultDocument(parts: [document], run: RunIdentity(), seconds: 1, limits: limits)), name)
    }
    let files = try [write("old.json", "package-0", seed: 10), write("new.json", "psys", seed: 20)]
    let told = try run(["compare"] + files)
    let reason = "energies are of package in old and of psys in new"
    #expect(told.output.contains("new against old: no work for each joule: \(reason)"), "\(told.output) \(told.errors)")
    #expect(told.output.contains("Energy of a run, by the hosts' own counters"))
    let json = try run(["compare"] + files + ["--json", "-"]).json()
    let cells = try #require((json["pairs"] as? [[String: Any]])?.first?["cells"] as? [[String: Any]])
    for cell in cells {
      #expect(cell["work_per_joule"] is NSNull && cell["work_per_joule_why"] as? String == reason)
      #expect(cell["base_energy_j"] is Double)
    }
    let like = try [files[0], write("like.json", "package-1", seed: 30)]
    let ratio = try #require(
      ((try run(["compare"] + like + ["--json", "-"]).json()["pairs"] as? [[String: Any]])?.first?["cells"] as? [[String: Any]])?
        .first)
    #expect(ratio["work_per_joule"] is Double && ratio["work_per_joule_why"] == nil)
  }

  /// Nothing slower was found, and it could not have been: too few samples, or a host that drifts.
  @Test(arguments: [
    ([1, 1.001, 1.002, 1.003, 1.004], "5 samples of a on swift are too few among 1 cells"),
    (
      [1, 1, 1, 1, 1, 1, 1.2, 1.2, 1.2, 1.2, 1.2, 1.2], "the runs drift by 20.0 % by themselves, more than the 5.0 % of interest"
    ),
  ])
  func whatCouldNotBeSeen(_ samples: [Double], _ reason: String) throws {
    let files = try ["old.json", "new.json"].map { try write(ScriptedResult.document(["a": samples]), $0) }
    let run = try run(["compare"] + files + ["--fail-on-slower", "--quiet"])
    #expect(run.status == 8 && run.errorLines.count == 1, "\(run.errors)")
    #expect(run.errors.contains("new may be slower than old unseen: \(reason)"), "\(run.errors)")
    #expect(try self.run(["compare"] + files + ["--quiet"]).status == 0)
  }

  /// Force passes a checksum that does not fit, and no form that cannot be read.
  @Test func forceDoesNotPassAnotherForm() throws {
    let files = try pair(factor: 1)
    let value = try StoredDocument(text: try String(contentsOfFile: files[1], encoding: .utf8)).value
    let text = value.canonicalText
    let start = try #require(text.range(of: "\"ci95\":["))
    let end = try #require(text.range(of: "]", range: start.upperBound..<text.endIndex))
    try folder.write(String(text[..<start.upperBound]) + "1" + String(text[end.lowerBound...]), to: "new.json")
    for arguments in [["compare"] + files, ["report"] + files, ["report"] + files + ["--csv", "-"]] {
      let refused = try run(arguments + ["--force"])
      #expect(refused.status == 3 && refused.errorLines.count == 1, "\(refused.errors)")
      #expect(refused.errors.contains("stats.ci95 has 1 elements, must have at least 2"), "\(refused.errors)")
    }
  }

  @Test func whatIsNotComparable() throws {
    var other = document(factor: 1, seed: 20)
    other.suiteVersion = 2
    let files = [try write(document(factor: 1, seed: 10), "old.json"), try write(other, "new.json")]
    let refused = try run(["compare"] + files)
    #expect(refused.status == 3 && refused.errorLines.count == 1)
    #expect(refused.errors.contains("not comparable: different versions of the suite: 1 in old, 2 in new; --force"))
    let forced = try run(["compare"] + files + ["--force"])
    #expect(forced.status == 0 && forced.output.hasPrefix("Comparison of what is not comparable\n"))
    #expect(forced.output.contains("FORCED: different versions of the suite"))
    let json = try run(["compare"] + files + ["--force", "--json", "-"]).json()
    #expect(json["forced"] as? Bool == true && (json["obstacles"] as? [String])?.count == 1)
  }

  @Test func aFileThatWasChanged() throws {
    let files = try pair(factor: 1)
    let text = try String(contentsOfFile: files[1], encoding: .utf8)
    try folder.write(text.replacingOccurrences(of: "\"seed\" : 1", with: "\"seed\" : 2"), to: "new.json")
    let refused = try run(["compare"] + files)
    #expect(refused.status == 3 && refused.errors.contains("new is not whole and consistent: checksum is"), "\(refused.errors)")
    #expect(try run(["compare"] + files + ["--force"]).output.contains("FORCED: new is not whole and consistent"))
  }

  @Test func noCellThatCounts() throws {
    var other = document(factor: 1, seed: 20)
    for k in other.cells.indices {
      (other.cells[k].validation.state, other.cells[k].validation.reason) = ("SUBOPTIMAL", "debug build")
    }
    let refused = try run(["compare", try write(document(factor: 1, seed: 10), "old.json"), try write(other, "new.json")])
    #expect(refused.status == 3)
    #expect(refused.errors.contains("no cell is VALID in all files; plain on swift in new is SUBOPTIMAL: debug build"))
  }

  @Test(arguments: [
    (["compare", "a.json"], "compare needs two result files or more"),
    (["compare", "a.json", "b.json", "--min-effect", "nan"], "--min-effect takes percent from 0 to 1000, not nan"),
    (["compare", "a.json", "b.json", "--price", "c=1"], "--price names 'c'; the files are a, b"),
    (["compare", "a.json", "b.json", "--price", "a=-1"], "'a=-1' is invalid for '--price <name=price>'"),
    (["compare", "a.json", "b.json", "--json", "-", "--markdown", "-"], "cannot both go to stdout"),
    (["validate"], "validate needs a result file"),
  ])
  func wrongUsage(_ arguments: [String], _ sentence: String) throws {
    let run = try run(arguments)
    #expect(run.status == 2 && run.errorLines.count == 1 && run.errors.contains(sentence), "\(run.errors)")
  }

  @Test func filesThatAreNone() throws {
    let missing = try run(["compare", folder.file("no.json"), folder.file("nor.json")])
    #expect(missing.status == 3 && missing.errors.contains("no.json: cannot open"), "\(missing.errors)")
    let text = try folder.write("{\"schema\": ", to: "text.json")
    let broken = try run(["validate", text])
    #expect(broken.status == 3 && broken.errors.contains("text.json: line 1, column 12: no JSON: the text ends early"))
    let empty = try folder.write("{}", to: "empty.json")
    #expect(try run(["validate", empty]).errors.contains("no document of leontief-bench: schema is ''"))
  }

  /// Checksums, medians, floors, intervals, p-values and verdicts by NumPy and SciPy, from the files alone.
  @Test(.enabled(if: PythonModule.isInstalled("scipy", "numpy"), "python3 with scipy is not installed"))
  func anIndependentProgramFindsTheSame() throws {
    let comparison = folder.file("c.json")
    var files = try pair(factor: 1.05)
    files.append(try write(document(factor: 0.7, seed: 30), "third.json"))
    #expect(try run(["compare"] + files + ["--quiet", "--json", comparison]).status == 0)
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../../scripts")
    let script = root.standardizedFileURL.appendingPathComponent("check-comparison").path
    let checked = try PythonModule.run([script, comparison] + files)
    #expect(checked.hasSuffix(" figures agree\n"))
    // It can say no: another of the three files, a cell that was taken out, and wrong usage.
    let whole = try String(contentsOfFile: comparison, encoding: .utf8)
    let short = try folder.write(try Self.withoutLastCell(whole), to: "short.json")
    #expect(throws: PythonModule.Failure.self) { try PythonModule.run([script, short] + files) }
    #expect(throws: PythonModule.Failure.self) { try PythonModule.run([script, comparison]) }
    #expect(throws: PythonModule.Failure.self) { try PythonModule.run([script, comparison, files[0], files[2], files[1]]) }
    // Energies, of unlike parts of hosts and of like ones.
    let energies = try [("p.json", "package-0"), ("q.json", "psys"), ("r.json", "package-1")].map { name, counter in
      var run = document(factor: 1, seed: 50)
      run.energyCounters = [counter]
      for k in run.cells.indices {
        (run.cells[k].sampleEnergyJ, run.cells[k].sampleWallS) = (run.cells[k].samplesS.map { 20 * $0 }, run.cells[k].samplesS)
      }
      let limits = RunLimits(minRounds: 1, maxSeconds: 0)
      return try write(try #require(ResultDocument(parts: [run], run: RunIdentity(), seconds: 1, limits: limits)), name)
    }
    #expect(try run(["compare"] + energies + ["--quiet", "--json", comparison]).status == 0)
    #expect(try PythonModule.run([script, comparison] + energies).hasSuffix(" figures agree\n"))
    // Of several processes: resolutions, and means as uncertain as their cells. Another interval's would be found.
    let several = [try write(noisy(1, seed: 10), "x.json"), try write(noisy(1.3, processes: 3, seed: 20), "y.json")]
    #expect(try run(["compare"] + several + ["--quiet", "--json", comparison]).status == 0)
    #expect(try PythonModule.run([script, comparison] + several).hasSuffix(" figures agree\n"))
    let resolved = try String(contentsOfFile: comparison, encoding: .utf8)
    let other = try folder.write(try Self.resolvingMore(resolved), to: "other.json")
    #expect(throws: PythonModule.Failure.self) { try PythonModule.run([script, other] + several) }
    // A process of five at half the speed: the same by lower quartiles.
    let disturbed = [try write(noisy(1, seed: 10), "u.json"), try write(noisy(1, last: 2, seed: 10), "v.json")]
    #expect(try run(["compare"] + disturbed + ["--quiet", "--json", comparison]).status == 0)
    #expect(try String(contentsOfFile: comparison, encoding: .utf8).contains("\"lower_quartile\""))
    #expect(try PythonModule.run([script, comparison] + disturbed).hasSuffix(" figures agree\n"))
    // Canaries of a host that changed; those of other threads are another work.
    for (threads, change) in [(nil, 0.25), (4, nil)] as [(Int?, Double?)] {
      let changed = try [(80.0, "s.json"), (100, "t.json")].map { rate, name in
        var run = noisy(1, seed: 10)
        ScriptedResult.canary(&run, rate)
        if let threads, rate > 80 {
          for k in run.cells.indices { run.cells[k].threads = threads }
          run.engines[0].threadsUsed = threads
        }
        return try write(run, name)
      }
      #expect(try self.run(["compare"] + changed + ["--quiet", "--json", comparison]).status == 0)
      let found = try StoredDocument(text: try String(contentsOfFile: comparison, encoding: .utf8)).value["pairs"]?.elements.first
      #expect(found?["host_change"]?.number == change)
      #expect(try PythonModule.run([script, comparison] + changed).hasSuffix(" figures agree\n"))
    }
  }

  /// A comparison in which the last cell of each pair is missing, sealed again.
  private static func withoutLastCell(_ text: String) throws -> String {
    try withCells(text) { $0.removeLast() }
  }

  /// A comparison whose first cell claims to resolve a percent.
  private static func resolvingMore(_ text: String) throws -> String {
    try withCells(text) { cells in
      guard case .object(var cell)? = cells.first else { return }
      cell["resolution"] = .number("0.01")
      cells[0] = .object(cell)
    }
  }

  /// A comparison in which the cells of each pair are changed, sealed again.
  private static func withCells(_ text: String, _ change: (inout [JSONValue]) -> Void) throws -> String {
    guard case .object(var document) = try StoredDocument(text: text).value, case .array(var pairs)? = document["pairs"] else {
      return text
    }
    for k in pairs.indices {
      guard case .object(var pair) = pairs[k], case .array(var cells)? = pair["cells"] else { continue }
      change(&cells)
      pair["cells"] = .array(cells)
      pairs[k] = .object(pair)
    }
    document["pairs"] = .array(pairs)
    document["checksum"] = .string(SealedDocument.checksum(.object(document)))
    return JSONValue.object(document).canonicalText
  }
}
