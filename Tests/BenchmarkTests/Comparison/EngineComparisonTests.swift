import BenchmarkHarness
import Foundation
import Testing

/// Engines of one run, held against each other round by round.
@Suite struct EngineComparisonTests {
  /// The same cell on two engines: the host slows down threefold, the second engine takes half as long in every round.
  private func run(_ rounds: Int, state: String = "VALID") -> ComparedRun {
    let base = (0..<rounds).map { 1 + Double($0) / 4 }
    var document = ScriptedResult.document(["a": base, "b": base])
    (document.cells[1].id, document.cells[1].engine) = ("a", "other")
    document.cells[1].samplesS = base.enumerated().map { $1 / (2 + 0.001 * Double($0)) }
    document.cells[1].validation.state = state
    return ComparedRun(name: "x", document: document)
  }

  private let rule = ComparisonRule(minEffect: 0.03)

  @Test func whatTheHostDoesToBothCancels() throws {
    let pair = try #require(EngineComparison.all(run(9), rule: rule).first)
    // Logarithms of 2.000 to 2.008, nearly a line: the estimate is its middle. 2 / 2⁹ of the signs are as far.
    #expect(abs(pair.ratio - 2.004) < 1e-5 && pair.p == 2.0 / 512 && pair.adjustedP == pair.p && pair.rounds == 9)
    let interval = try #require(pair.interval)
    #expect(interval.lowerBound > 2 && interval.upperBound < 2.008 && interval.contains(pair.ratio))
    #expect((pair.base, pair.other, pair.id) == ("swift", "other", "a"))
    #expect(pair.verdict == .faster)
  }

  @Test func onlyRoundsOfBothCount() throws {
    var document = run(9).document
    document.cells[0].sampleRound = [0, 1, 2, 3, 4, 20, 21, 22, 23]
    let pair = try #require(EngineComparison.all(ComparedRun(name: "x", document: document), rule: rule).first)
    #expect(pair.rounds == 5 && pair.interval == nil && pair.verdict == .inconclusive)
  }

  @Test func oneEngineOrNoValidCellGivesNothing() {
    #expect(EngineComparison.all(run(9, state: "SUBOPTIMAL"), rule: rule).isEmpty)
    #expect(EngineComparison.all(ComparedRun(name: "x", document: ScriptedResult.document(["a": [1, 2]])), rule: rule).isEmpty)
  }
}
