import BenchmarkHarness
import Foundation
import TestSupport
import Testing

/// Runs with several numbers of threads: what belongs together, and what follows from it.
@Suite struct ThreadSweepTests {
  /// Exact times: one second with one thread, `gain` times as fast with more.
  private func sweep(_ threads: [Int], _ gain: [Int: Double], seed: UInt64 = 1) throws -> ResultDocument {
    try ScriptedSweep.document(["a", "b"], threads: threads, spread: 0, seed: seed) { _, own in 1 / (gain[own] ?? 1) }
  }

  @Test func speedupsAreAgainstOneThread() throws {
    let document = try sweep([1, 2, 4], [2: 1.6, 4: 2])
    #expect(document.cells.map(\.threads) == [4, 2, 1, 4, 2, 1] && document.isSweep)
    let gains = document.cells.prefix(3).map { ($0.derived?.speedup ?? 0, $0.derived?.efficiency ?? 0) }
    for (found, expected) in zip(gains, [(2, 0.5), (1.6, 0.8), (1, 1)]) {
      // The clock adds up to a hundred seconds: differences are right to 1e-14.
      #expect(abs(found.0 - expected.0) < 1e-12 && abs(found.1 - expected.1) < 1e-12)
    }
    #expect(try StoredDocument(text: document.json()).problems == [])
    #expect(try ResultDocument(json: document.json()) == document)
    // Without one thread, and with one thread alone, there is nothing to hold them against.
    #expect(try sweep([2, 4], [:]).cells.allSatisfy { $0.derived?.speedup == nil })
    #expect(try sweep([1], [:]).cells.allSatisfy { $0.derived?.speedup == nil && $0.derived?.efficiency == nil })
  }

  @Test func figuresThatDoNotFollow() throws {
    var document = try sweep([1, 2], [2: 1.6])
    document.cells[0].derived?.speedup = 1.7
    document.cells[3].derived?.efficiency = nil
    let problems = try StoredDocument(text: document.json()).problems
    #expect(problems.count == 2 && problems[0].hasPrefix("cells[0] (a on swift).derived.speedup is 1.7, the medians give 1."))
    #expect(problems[1] == "cells[3] (b on swift, 1 thread).derived.efficiency is null, the medians give 1.0", "\(problems)")
  }

  @Test func aCellStandsThereOnceForEachNumberOfThreads() throws {
    var document = try sweep([1, 2], [:])
    document.cells[1].threads = 2
    let problems = try StoredDocument(text: document.json()).problems
    #expect(problems.contains("a on swift stands there twice"), "\(problems)")
    document.cells[1].threads = 3
    let other = try StoredDocument(text: document.json()).problems
    #expect(other.contains("a on swift used 3 threads, the engine has 2 or 1"), "\(other)")
  }

  /// A host of two and one of four: whole machines against each other, and equal numbers besides.
  @Test func equalThreadsAndWholeMachines() throws {
    var (small, large) = (try sweep([1, 2], [2: 1.8], seed: 1), try sweep([1, 2, 4], [2: 3.6, 4: 7.2], seed: 2))
    small.host.stable.cores = 2
    (small.host.volatile.onlineProcessors, small.host.volatile.usableProcessors) = (2, 2)
    // Two processors of each core.
    large.host.stable.cores = 2
    (large.host.volatile.onlineProcessors, large.host.volatile.usableProcessors) = (4, 4)
    let comparison = Comparison(
      [ComparedRun(name: "small", document: small), ComparedRun(name: "large", document: large)], rule: ComparisonRule())
    let pair = comparison.pairs[0]
    let found = pair.cells.filter { $0.key.id == "a" }.map { ($0.key.text, $0.base.threads, $0.other.threads, $0.speed.estimate) }
    #expect(found.map(\.0) == ["a on swift", "a on swift, 1 thread", "a on swift, 2 threads"])
    #expect(found.map(\.1) == [2, 1, 2] && found.map(\.2) == [4, 1, 2])
    for (ratio, expected) in zip(found.map(\.3), [4.0, 1, 2]) { #expect(abs(ratio - expected) < 1e-12) }
    let whole = pair.cells[0]
    #expect(whole.perThread == whole.speed.estimate / 2 && whole.perCore == nil && whole.other.cores == 2)
    #expect(pair.means.map(\.title).contains("all cells, 1 thread") && pair.means[0].cells.allSatisfy { $0.threads == nil })
    #expect(pair.means[0].cells.count == 2 && pair.means[0].perThread == pair.means[0].ratio / 2)
    #expect(comparison.leftOut.isEmpty)
    // Ways back: the base has one number more.
    let back = Comparison(
      [ComparedRun(name: "large", document: large), ComparedRun(name: "small", document: small)], rule: ComparisonRule())
    #expect(back.pairs[0].cells.map(\.key.text).sorted() == pair.cells.map(\.key.text).sorted())
  }

  /// A number of threads that the other run has not is listed and does not count.
  @Test func whatTheOtherRunDidNotMeasure() throws {
    let (one, other) = (try sweep([1, 2, 4], [:], seed: 1), try sweep([1, 4], [:], seed: 2))
    let comparison = Comparison(
      [ComparedRun(name: "x", document: one), ComparedRun(name: "y", document: other)], rule: ComparisonRule())
    #expect(comparison.leftOut.map { "\($0.key.text) \($0.run)" } == ["a on swift, 2 threads y", "b on swift, 2 threads y"])
    #expect(comparison.lost.count == 2 && comparison.pairs[0].cells.count == 4)
  }

  @Test func meansOfSpeedups() throws {
    var document = try ScriptedSweep.document(["a", "b"], threads: [1, 4], spread: 0, seed: 1) { name, threads in
      threads == 1 ? 1 : name == "a" ? 0.5 : 0.125
    }
    for k in 0..<2 { document.cells[k].kernel = "aggregate" }
    let scaling = Scaling(ComparedRun(name: "x", document: document))
    #expect(scaling.engines.map(\.name) == ["swift"] && scaling.engines[0].points.map(\.mean.threads) == [1, 4])
    let most = scaling.engines[0].points[1]
    // The geometric mean of two and eight.
    #expect(abs(most.mean.speedup - 4) < 1e-12 && abs(most.mean.efficiency - 1) < 1e-12 && most.mean.cells == 2)
    #expect(most.uses.map(\.title) == ["aggregation", "other work"] && abs(most.uses[0].speedup - 2) < 1e-12)
    // A cell that counts with one number only has no part in it.
    (document.cells[3].validation.state, document.cells[3].validation.reason) = ("SUBOPTIMAL", "disturbed")
    #expect(Scaling(ComparedRun(name: "x", document: document)).engines[0].points.map(\.mean.cells) == [1, 1])
  }

  /// Engines are held against each other with equal threads.
  @Test func enginesOfOneNumberOfThreads() throws {
    var document = try sweep([1, 2], [2: 2])
    for k in 0..<4 {
      var cell = document.cells[k]
      cell.engine = "twice"
      cell.samplesS = cell.samplesS.map { $0 / 2 }
      document.cells.append(cell)
    }
    let pairs = EngineComparison.all(ComparedRun(name: "x", document: document), rule: ComparisonRule())
    #expect(pairs.count == 4 && pairs.map(\.threads) == [nil, 1, nil, 1] && pairs.allSatisfy { abs($0.ratio - 2) < 1e-12 })
  }
}
