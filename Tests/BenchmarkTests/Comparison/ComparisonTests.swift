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
    // One cell is faster, one slower: their ranks have no common direction, whatever the mean.
    #expect(mean.interval.contains(mean.ratio) && mean.verdict == .inconclusive)
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

  /// Halves of a run that drifts by 20 %: a difference of 10 % does not count against that, nor is it the same.
  @Test func aHostThatDrifts() throws {
    let drifting = (0..<12).map { $0 < 6 ? 1 : 1.2 }
    let base = ComparedRun(name: "x", document: ScriptedResult.document(["a": drifting]))
    let other = ComparedRun(name: "y", document: ScriptedResult.document(["a": drifting.map { 1.1 * $0 }]))
    let pair = compare(base, other).pairs[0]
    #expect(abs(try #require(base.drift) - 0.2) < 1e-12 && abs(pair.drift - 0.2) < 1e-12)
    #expect(pair.cells[0].verdict == .inconclusive)
    #expect(pair.reasonToDoubt == "the runs drift by 20.0 % by themselves, more than the 3.0 % of interest")
  }

  /// A difference of 12 % whose interval reaches to 7 %, on a host that drifts by 9 %: significant, and maybe the host's.
  @Test func theWholeIntervalLiesBeyondTheDrift() throws {
    let spread = [1, 1.16, 1.04, 1.12, 1.08, 1.06, 1, 1.16, 1.04, 1.12, 1.08, 1.06]
    func run(_ name: String, _ factor: Double, step: Double) -> ComparedRun {
      let drifting = (0..<12).map { $0 < 6 ? 1 : step }
      return ComparedRun(name: name, document: ScriptedResult.document(["a": spread.map { factor * $0 }, "b": drifting]))
    }
    let pair = compare(run("x", 1, step: 1.1), run("y", 1.12, step: 1.1)).pairs[0]
    #expect(pair.drift > 0.08 && pair.drift < 0.1 && pair.cells[0].adjustedP < 0.01 && pair.cells[0].speed.estimate < 0.9)
    #expect(pair.cells[0].verdict == .inconclusive)
    #expect(compare(run("x", 1, step: 1), run("y", 1.12, step: 1)).pairs[0].cells[0].verdict == .slower)
  }

  /// A hundredfold drift does not make everything the same: only the least effect of interest does.
  @Test func driftMakesNothingTheSame() {
    let rule = ComparisonRule(minEffect: 0.03)
    let steady = (0..<12).map { 1 + 0.001 * Double($0) }
    let wild = ComparedRun(
      name: "x", document: ScriptedResult.document(["a": steady, "b": (0..<12).map { $0 < 6 ? 1 : 100 }]))
    let slower = ComparedRun(
      name: "y", document: ScriptedResult.document(["a": steady.map { 1.2 * $0 }, "b": (0..<12).map { $0 < 6 ? 1 : 100 }]))
    let pair = Comparison([wild, slower], rule: rule).pairs[0]
    #expect(pair.drift > 10 && pair.cells.map(\.verdict) == [.inconclusive, .inconclusive])
    #expect(pair.means.allSatisfy { $0.verdict == .inconclusive })
    let same = ComparedRun(name: "z", document: ScriptedResult.document(["a": steady, "b": (0..<12).map { $0 < 6 ? 1 : 100 }]))
    #expect(Comparison([wild, same], rule: rule).pairs[0].cells[0].verdict == .same)
  }

  /// A hundred pairs of samples of one distribution, 300 cells and their means: under 1 % are said to differ. Runs of one host
  /// differ by more than that: this is no rate of theirs.
  @Test func hardlyAFalseVerdictOnTheSameDistribution() {
    var wrong = 0
    for seed in stride(from: UInt64(0), to: 100_000, by: 1000) {
      let base = run("x", [1, 1, 1], spread: 0.05, seed: seed)
      let other = run("y", [1, 1, 1], spread: 0.05, seed: seed + 500)
      let pair = compare(base, other).pairs[0]
      wrong += (pair.cells.map(\.verdict) + pair.means.map(\.verdict)).count { $0 == .faster || $0 == .slower }
    }
    #expect(wrong < 3, "\(wrong)")
  }

  /// Three samples and one and a half times the time, in twelve cells, whose rank sums together are far from chance: no verdict,
  /// of a cell or of a mean. So are samples that differ in nothing.
  @Test func fewSamplesDecideNothing() throws {
    func run(_ name: String, _ factor: Double, count: Int) -> ComparedRun {
      var document = ScriptedResult.document(["c0": ScriptedResult.samples(factor, count: count, seed: 1)])
      for k in 1..<12 {
        let more = ScriptedResult.document(["c": ScriptedResult.samples(factor, count: count, seed: UInt64(k + 1))])
        document.cells.append(more.cells[0])
        document.cells[k].id = "c\(k)"
      }
      return ComparedRun(name: name, document: document)
    }
    let few = compare(run("x", 1, count: 3), run("y", 1.5, count: 3)).pairs[0]
    #expect(few.cells.count == 12 && few.cells.allSatisfy { $0.verdict == .inconclusive } && run("x", 1, count: 3).drift == nil)
    #expect(!few.means.isEmpty && few.means.allSatisfy { $0.adjustedP < 0.01 && $0.verdict == .inconclusive })
    #expect(compare(run("x", 1, count: 3), run("y", 1, count: 3)).pairs[0].cells.allSatisfy { $0.verdict == .inconclusive })
    // Six on each side are enough for the mean, and for cells that all differ; not for one cell that differs alone.
    let six = compare(run("x", 1, count: 6), run("y", 1.5, count: 6)).pairs[0]
    #expect(six.means.allSatisfy { $0.verdict == .slower } && six.cells.allSatisfy { $0.verdict == .slower })
    #expect(abs(try #require(six.blind).leastP - 12 * 2.0 / 924) < 1e-12)
    #expect(six.reasonToDoubt?.contains("6 samples of c0 on swift are too few among 12 cells") == true)
    #expect(compare(run("x", 1, count: 9), run("y", 1.5, count: 9)).pairs[0].blind == nil)
  }

  /// The mean of cells that differ in both directions has no direction.
  @Test func meansOfBothDirections() throws {
    let pair = compare(run("x", [1, 1, 1], seed: 1), run("y", [0.5, 2, 1], seed: 2)).pairs[0]
    let mean = try #require(pair.means.first)
    #expect(pair.cells.map(\.verdict) == [.faster, .slower, .same] && abs(mean.test.z) < 2 && mean.adjustedP > 0.01)
    #expect(mean.verdict == .same || mean.verdict == .inconclusive)
  }

  /// What only force lets in and cannot be compared is listed.
  @Test func timesThatCannotBeCompared() {
    var document = run("y", [1, 1, 1], seed: 2).document
    document.cells[0].samplesS[3] = 0
    document.cells[1].stats = nil
    let comparison = compare(run("x", [1, 1, 1], seed: 1), ComparedRun(name: "y", document: document))
    #expect(comparison.pairs[0].cells.map(\.key.id) == ["c"])
    #expect(comparison.leftOut.map(\.reason) == ["a time is not positive", "it has no statistics"])
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
    (base.host.volatile.onlineProcessors, base.host.volatile.usableProcessors) = (2, 2)
    (document.host.volatile.onlineProcessors, document.host.volatile.usableProcessors) = (16, 16)
    let pair = compare(ComparedRun(name: "x", document: base), ComparedRun(name: "y", document: document)).pairs[0]
    let cell = pair.cells[0]
    #expect(cell.perThread == cell.speed.estimate / 4 && pair.cells[1].perThread == nil)
    let threads = base.cells[0].threads
    let cores = (Double(min(2, threads)), Double(min(8, 4 * threads)))
    #expect(cell.perCore == cell.speed.estimate * cores.0 / cores.1 && cell.base.cores == min(2, threads))
    // As many threads on both sides are on as many cores, however many there are besides.
    #expect((pair.cells[1].perCore == nil) == (min(2, threads) == min(8, threads)))
    // Kept to four of eight cores that have one processor each, and to two of sixteen processors, which may be one core or two.
    (document.host.volatile.onlineProcessors, document.host.volatile.usableProcessors) = (8, 4)
    #expect(document.host.coresUsed == 4)
    (document.host.volatile.onlineProcessors, document.host.volatile.usableProcessors) = (16, 2)
    #expect(document.host.coresUsed == nil)
    document.host.stable.cores = nil
    let unknown = compare(ComparedRun(name: "x", document: base), ComparedRun(name: "y", document: document)).pairs[0]
    #expect(unknown.cells.allSatisfy { $0.perCore == nil })
  }

  @Test func usesOfCells() {
    var cell = run("x", [1, 1, 1], seed: 1).document.cells[0]
    func use(_ kernel: String, _ columns: Int) -> Use {
      (cell.kernel, cell.params["nrhs"]) = (kernel, .integer(columns))
      return Use(cell)
    }
    #expect(use("solve", 1) == .few && use("solve", 64) == .many && use("inverse", 1) == .many && use("dgemm", 1) == .products)
    #expect(use("aggregate", 1) == .aggregation && use("dgetrf", 1) == .factorization && use("scripted", 1) == .other)
    // Variants of a kernel have endings of their own.
    #expect(use("solve-transposed", 1) == .few && use("solve-lu-mixed", 64) == .many && use("solve-sparse", 64) == .sparse)
    #expect(use("aggregate-gemm", 1) == .aggregation && use("spmm", 64) == .sparse)
    #expect(use("atx-f32", 1) == .vectors && use("multipliers-gmres", 1) == .few && use("estimate-digital", 1) == .tables)
    cell.params["nrhs"] = .text("n")
    #expect(Use(cell) == .tables)
    cell.kernel = "solve"
    #expect(Use(cell) == .many)
  }

  @Test func pricesPerRun() {
    let prices = PriceList(["x": 3.6])
    #expect(prices.million(0.5, on: "x") == 500 && prices.million(0.5, on: "y") == nil)
  }
}
