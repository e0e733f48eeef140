import BenchmarkHarness
import Foundation
import Testing

/// Comparisons of documents whose times are known.
@Suite struct ComparisonTests {
  private static let ids = ["a", "b", "c"]

  /// A run of the cells with these factors on their times.
  private func run(_ name: String, _ factors: [Double], spread: Double = 0.01, seed: UInt64) -> ComparedRun {
    func samples(_ k: Int) -> [Double] {
      ScriptedResult.samples(factors[k], spread: spread, seed: seed + UInt64(100 * k))
    }
    return ComparedRun(name: name, document: ScriptedResult.document(["a": samples(0), "b": samples(1), "c": samples(2)]))
  }

  private func compare(_ runs: ComparedRun..., minEffect: Double = 0.03) -> Comparison {
    Comparison(runs, rule: ComparisonRule(minEffect: minEffect))
  }

  @Test func fasterSlowerAndSame() throws {
    let comparison = compare(run("x", [1, 1, 1], seed: 1), run("y", [0.5, 1.1, 1], seed: 2))
    let pair = try #require(comparison.pairs.first)
    #expect(pair.cells.map(\.verdict) == [.faster, .slower, .same])
    #expect(pair.cells.map(\.key.id) == Self.ids && pair.slower.map(\.key.id) == ["b"])
    for (cell, ratio) in zip(pair.cells, [2, 1 / 1.1, 1]) {
      #expect(abs(cell.speed.estimate / ratio - 1) < 0.02 && cell.speed.interval.contains(cell.speed.estimate))
      #expect(cell.adjustedP >= cell.test.p)
    }
    let mean = try #require(pair.means.first)
    let product = pair.cells.reduce(1) { $0 * $1.speed.estimate }
    #expect(abs(mean.ratio - cbrt(product)) < 1e-12 && mean.cells.count == 3 && mean.title == "all cells")
    #expect(mean.interval.contains(mean.ratio) && mean.verdict == .faster)
    #expect(comparison.leftOut.isEmpty)
  }

  /// A real difference under the least effect of interest is no slowdown, and one that noise could make is none either.
  @Test func whatDoesNotCount() throws {
    let small = compare(run("x", [1, 1, 1], seed: 1), run("y", [1.05, 1.05, 1.05], seed: 2), minEffect: 0.1)
    #expect(small.pairs[0].cells.allSatisfy { $0.verdict == .same && $0.adjustedP < 0.01 })
    let noisy = compare(run("x", [1, 1, 1], spread: 0.3, seed: 1), run("y", [1.05, 1.05, 1.05], spread: 0.3, seed: 2))
    #expect(noisy.pairs[0].cells.allSatisfy { $0.verdict == .inconclusive || $0.verdict == .same })
    #expect(noisy.pairs[0].cells.contains { $0.verdict == .inconclusive })
  }

  /// Halves of a run that drifts by 20 % are its floor: a difference of 10 % does not count against it.
  @Test func theFloorOfAHostThatDrifts() throws {
    let drifting = (0..<12).map { $0 < 6 ? 1 : 1.2 }
    let base = ComparedRun(name: "x", document: ScriptedResult.document(["a": drifting]))
    let other = ComparedRun(name: "y", document: ScriptedResult.document(["a": drifting.map { 1.1 * $0 }]))
    let pair = compare(base, other).pairs[0]
    #expect(abs(try #require(base.noiseFloor) - 0.2) < 1e-12 && abs(pair.limit - 0.2) < 1e-12)
    #expect(pair.cells[0].verdict != .slower)
  }

  /// A hundred pairs of runs of one host, 300 cells: under 1 % are said to differ. Simulated in NumPy it is 0.2 %.
  @Test func hardlyAFalseVerdictOnTheSameHost() {
    var wrong = 0
    for seed in stride(from: UInt64(0), to: 100_000, by: 1000) {
      let base = run("x", [1, 1, 1], spread: 0.05, seed: seed)
      let other = run("y", [1, 1, 1], spread: 0.05, seed: seed + 500)
      wrong += compare(base, other).pairs[0].cells.count { $0.verdict == .faster || $0.verdict == .slower }
    }
    #expect(wrong < 3, "\(wrong)")
  }

  @Test func fewSamplesDecideNothing() throws {
    let base = ComparedRun(name: "x", document: ScriptedResult.document(["a": [1, 1.001, 1.002]]))
    let other = ComparedRun(name: "y", document: ScriptedResult.document(["a": [2, 2.001, 2.002]]))
    #expect(compare(base, other).pairs[0].cells[0].verdict == .inconclusive && base.noiseFloor == nil)
  }

  /// Only what is VALID everywhere counts; what is not is listed with its reason.
  @Test func cellsThatDoNotCount() throws {
    var document = run("y", [1, 1, 1], seed: 2).document
    document.cells[0].validation.state = "SUBOPTIMAL"
    document.cells[0].validation.reason = "core type forced"
    document.cells.remove(at: 2)
    let third = run("z", [1, 1, 1], seed: 3)
    let comparison = compare(run("x", [1, 1, 1], seed: 1), ComparedRun(name: "y", document: document), third)
    #expect(comparison.pairs.count == 2 && comparison.cellCount == 1)
    #expect(comparison.pairs.allSatisfy { $0.cells.map(\.key.id) == ["b"] })
    let told = comparison.leftOut.map { "\($0.key.text) \($0.run) \($0.state): \($0.reason)" }
    #expect(told == ["a on swift y SUBOPTIMAL: core type forced", "c on swift y MISSING: the run did not have it"])
  }

  @Test func otherThreadsAndCores() throws {
    var document = run("y", [0.5, 0.5, 0.5], seed: 2).document
    document.cells[0].threads = 4 * document.cells[0].threads
    var base = run("x", [1, 1, 1], seed: 1).document
    (base.host.stable.cores, document.host.stable.cores) = (2, 8)
    let pair = compare(ComparedRun(name: "x", document: base), ComparedRun(name: "y", document: document)).pairs[0]
    let cell = pair.cells[0]
    #expect(cell.perThread == cell.speed.estimate / 4 && pair.cells[1].perThread == nil && pair.coreFactor == 0.25)
    document.host.stable.cores = nil
    #expect(
      compare(ComparedRun(name: "x", document: base), ComparedRun(name: "y", document: document)).pairs[0].coreFactor == nil)
  }

  @Test func usesOfCells() {
    var cell = run("x", [1, 1, 1], seed: 1).document.cells[0]
    func use(_ kernel: String, _ columns: Int) -> Use {
      (cell.kernel, cell.params["nrhs"]) = (kernel, .integer(columns))
      return Use(cell)
    }
    #expect(use("solve", 1) == .few && use("solve", 64) == .many && use("inverse", 1) == .many && use("dgemm", 1) == .products)
    #expect(use("aggregate", 1) == .aggregation && use("dgetrf", 1) == .factorization && use("scripted", 1) == .other)
  }

  @Test func pricesPerRun() {
    let prices = PriceList(["x": 3.6])
    #expect(prices.million(0.5, on: "x") == 500 && prices.million(0.5, on: "y") == nil)
  }
}
