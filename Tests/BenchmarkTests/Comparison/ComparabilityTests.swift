import BenchmarkHarness
import Testing

/// What makes runs incomparable, a sentence each.
@Suite struct ComparabilityTests {
  private let base = ScriptedResult.document(["a": [1, 2, 3], "b": [1, 2, 3]])
  private let other = ScriptedResult.document(["a": [1, 2, 3], "b": [1, 2, 3]])

  private func obstacles(_ change: (inout ResultDocument) -> Void) -> [String] {
    var changed = other
    change(&changed)
    return Comparability.obstacles([ComparedRun(name: "x", document: base), ComparedRun(name: "y", document: changed)])
  }

  @Test func theSameWorkHasNone() {
    #expect(obstacles { _ in } == [])
    // Another processor, version or number of threads is what comparisons are for.
    #expect(obstacles { ($0.host.stable.processor, $0.tool.version, $0.cells[0].threads) = ("z80", "9", 99) } == [])
    #expect(obstacles { $0.cells.remove(at: 0) } == [])
    // What was skipped for its memory had no input.
    #expect(obstacles { $0.cells[0].inputHash = nil } == [])
    #expect(Comparability.obstacles([]) == [])
  }

  @Test func otherWork() {
    #expect(obstacles { $0.suite = "slow" } == ["different suites: test in x, slow in y"])
    #expect(obstacles { $0.suiteVersion = 2 } == ["different versions of the suite: 1 in x, 2 in y"])
    #expect(obstacles { $0.generator = "g" } == ["different generators: test 1 in x, g in y"])
    #expect(obstacles { $0.cells[1].params["n"] = .integer(9) } == ["different inputs: b on swift has n 1 in x and 9 in y"])
    #expect(
      obstacles { $0.cells[1].params["seed"] = .text("3") } == ["different inputs: b on swift has seed missing in x and 3 in y"])
    #expect(
      obstacles {
        for k in 0..<2 { $0.cells[k].inputHash = "00" }
      } == ["different inputs: a on swift has the input 0000000000000007 in x and 00 in y, and 1 cells more"])
    #expect(obstacles { $0.cells[0].model.flops = 7 } == ["different inputs: a on swift has another model of its work in y"])
  }

  @Test func theSameRunTwice() {
    let run = ComparedRun(name: "x", document: base)
    #expect(Comparability.obstacles([run, ComparedRun(name: "y", document: base)]) == ["x and y are the same run"])
  }
}
