import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// Answers that are spoilt on purpose.
@Suite struct FaultCommandTests {
  private func run(_ arguments: [String]) throws -> ToolRun { try ToolRun(arguments, tool: "leontief-bench") }

  private let small = ["run", "--sizes", "12", "--engine", "swift", "--min-rounds", "2", "--max-seconds", "0"]

  /// Whatever the kernel: one wrong element, and the cell is INVALID without times, the exit status 4; all others are as ever.
  @Test(arguments: ["dgemm", "sgemm", "dgetrf", "solve-m1", "solve-m64", "inverse", "aggregate"])
  func aSpoiltAnswerIsFound(_ name: String) throws {
    let folder = try TemporaryFolder()
    let file = folder.file("fault.json")
    let fault = try run(small + ["--inject-fault", "\(name)-n12", "--quiet", "--json", file])
    #expect(fault.status == 4 && fault.errorLines.count == 1, "\(fault.errors)")
    #expect(fault.errors.hasPrefix("leontief-bench: 1 of 7 cells INVALID; \(name)-n12 on swift: "), "\(fault.errors)")
    let cells = try StoredDocument(text: try String(contentsOfFile: file, encoding: .utf8)).result().cells
    for cell in cells {
      let isSpoilt = cell.id == "\(name)-n12"
      #expect((cell.validation.state == "INVALID") == isSpoilt)
      #expect(cell.samplesS.isEmpty == isSpoilt && (cell.stats == nil) == isSpoilt)
    }
    #expect(try run(["validate", file]).status == 0)
  }

  @Test(arguments: [
    (["run", "--inject-fault", "dgemm-n9"], "--inject-fault names 'dgemm-n9', no cell of 'leontief-bench list'"),
    (
      ["run", "--suite", "kernels", "--inject-fault", "dgemm-n9"],
      "--processes and --inject-fault are for the suites quick, standard and full"
    ),
    (["run", "--processes", "0"], "--processes takes a number from 1 to 100, not 0"),
  ])
  func wrongUsage(_ arguments: [String], _ sentence: String) throws {
    let run = try run(arguments)
    #expect(run.status == 2 && run.errorLines.count == 1 && run.errors.contains(sentence), "\(run.errors)")
  }

  /// The samples of a run come from several processes, with a canary between them.
  @Test func severalProcesses() throws {
    let document = try StoredDocument(
      text: try run(small + ["--min-rounds", "7", "--processes", "3", "--json", "-"]).output
    ).result()
    for cell in document.cells {
      #expect(cell.sampleProcess == [0, 0, 1, 1, 2, 2, 2] && cell.sampleRound == Array(0..<7) && cell.samplesLeftOut != nil)
    }
    #expect((document.canary?.readings.count ?? 0) >= 6)
    // A canary needs memory: without there is none, and every sample counts.
    let poor = try StoredDocument(text: try run(small + ["--memory", "1M", "--json", "-"]).output).result()
    #expect(poor.canary == nil && poor.cells.allSatisfy { $0.samplesLeftOut == nil && $0.stats?.n == 2 })
  }
}
