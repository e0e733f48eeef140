import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// `ab` as people run it.
@Suite struct ABCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func run(_ arguments: [String]) throws -> ToolRun { try ToolRun(arguments, tool: "leontief-bench") }

  private let small = ["ab", "--sizes", "8", "--only", "^dgemm|^aggregate"]

  @Test func twoSettingsAsADocument() throws {
    let file = folder.file("ab.json")
    let run = try run(
      small + [
        "--a", "threads=1", "--b", "isa=\(Self.narrowest)", "--b", "OMP_DYNAMIC=false", "--max-seconds", "0", "--json", file,
      ])
    #expect(run.status == 0 && run.output.contains("8 generations"), "\(run.errors)")
    #expect(run.output.contains("OMP_DYNAMIC=false"))
    let document = try PairedDocument(json: try String(contentsOfFile: file, encoding: .utf8))
    #expect(document.cells.map(\.id) == ["dgemm-n8", "aggregate-n8"] && document.generations == 8)
    #expect(document.sides[0].settings.engine?.threadsUsed == 1)
    #expect(document.sides[1].settings.engine?.instructionSet == Self.narrowest)
    #expect(document.sides[1].settings.environmentSet == ["OMP_DYNAMIC": "false"])
    #expect(document.cells.allSatisfy { $0.a.validation.state == "VALID" && $0.b.samplesS.count == 32 })
    let valid = try self.run(["validate", file])
    #expect(valid.status == 0 && valid.output == "\(file): valid\n", "\(valid.output)")
    // The same answers come from both sides where both are exact.
    #expect(document.cells.allSatisfy { $0.a.resultHash == $0.b.resultHash && $0.a.resultHash != nil })
  }

  #if arch(x86_64)
    private static let narrowest = "sse2"
  #else
    private static let narrowest = "neon"
  #endif

  /// Ten times as long is found on any host.
  @Test func anInjectedSlowdownIsFound() throws {
    let found = try run(small + ["--inject-slowdown", "dgemm-n8=900%", "--fail-on-slower", "--quiet"])
    #expect(found.status == 7 && found.errorLines.count == 1, "\(found.errors)")
    #expect(found.errors.contains("slower: B than A on ") && found.errors.contains("dgemm-n8: 0."), "\(found.errors)")
  }

  /// Eight generations are too few for two cells: nothing is slower, and it could be unseen.
  @Test func whatCouldNotBeSeen() throws {
    let run = try run(small + ["--max-seconds", "0", "--min-effect", "0", "--fail-on-slower", "--quiet"])
    #expect(run.status == 8 && run.errors.contains("B may be slower than A unseen: "), "\(run.errors)")
  }

  @Test(arguments: [
    (["ab", "--only", "("], 2, "--only '(' is no regular expression"),
    (["ab", "--only", "nothing"], 2, "--only 'nothing' matches no cell"),
    (["ab", "--min-effect", "nan"], 2, "--min-effect takes percent from 0 to 1000, not nan"),
    (["ab", "--max-seconds=-1"], 2, "--max-seconds takes a number of seconds, not -1.0"),
    (["ab", "--inject-slowdown", "dgemm-n9=5%"], 2, "--inject-slowdown names 'dgemm-n9', no cell of this run"),
    (["ab", "--inject-slowdown", "dgemm-n598=5"], 2, "'dgemm-n598=5' is invalid for '--inject-slowdown <cell=percent>'"),
    (["ab", "--a", "threads=none"], 2, "threads= takes a number from 1 to 1023, not none"),
    (["ab", "--a", "colour=red"], 2, "'colour=red' is no setting; there are engine, threads, isa and variables in capitals"),
    (["ab", "--a", "/nowhere"], 3, "'/nowhere' is no program, and no setting such as engine=openblas"),
    (["ab", "--sizes", "8", "--b", "/bin/false"], 3, "side B: "),
    (["ab", "--sizes", "8", "--b", "engine=/nowhere/lib.so"], 3, "side B: "),
  ])
  func wrongUsage(_ arguments: [String], _ status: Int, _ sentence: String) throws {
    let run = try run(arguments)
    #expect(
      Int(run.status) == status && run.errorLines.count == 1 && run.errors.contains(sentence), "\(run.status) \(run.errors)")
  }

  @Test func anInterruptionLeavesAWholeFile() throws {
    let file = folder.file("ab.json")
    let run = try ToolRun(["ab", "--sizes", "300", "--quiet", "--json", file], tool: "leontief-bench", interruptedAfter: 2)
    #expect(run.status == 6 && run.errorLines == ["leontief-bench: interrupted"], "\(run.status) \(run.errors)")
    let document = try? PairedDocument(json: try String(contentsOfFile: file, encoding: .utf8))
    #expect(document?.interrupted == true)
    #expect(try self.run(["validate", file]).status == 0)
  }
}
