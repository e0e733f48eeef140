import BenchmarkHarness
import Foundation
import Leontief
import TestSupport
import Testing

/// Two sides that are shell scripts.
@Suite struct PairedRunnerTests {
  private func runner(
    _ a: Contender, _ b: Contender, cells: [String] = ["toy"], maxSeconds: Double = 60, budget: Int? = nil,
    isInterrupted: @escaping () -> Bool = { false }
  ) -> PairedRunner<SystemClock> {
    ScriptedPair.runner(a, b, cells: cells, maxSeconds: maxSeconds, budget: budget, isInterrupted: isInterrupted)
  }

  private func document(_ runner: PairedRunner<SystemClock>, _ measurements: [PairedMeasurement]) -> PairedDocument {
    ScriptedPair.document(runner, measurements)
  }

  @Test func aSlowerSideIsFoundAtTheFirstLook() throws {
    let runner = runner(ScriptedContender.steady("a", 1), ScriptedContender.steady("b", 1.05))
    let measurement = try #require(runner.run().first)
    #expect(runner.generations == 10 && measurement.isDecided && measurement.sides.allSatisfy { $0.seconds.count == 40 })
    let judgement = try #require(measurement.judgement)
    #expect(judgement.verdict == .slower && abs(judgement.ratio - 1 / 1.05) < 1e-12 && judgement.p == 2.0 / 1024)
    let document = document(runner, [measurement])
    #expect(try StoredDocument(text: document.json()).problems == [])
    #expect(try PairedDocument(json: document.json()) == document)
  }

  /// In every two generations each side comes up first once, and in the rounds of each runs first in half of them.
  @Test func neitherSideIsAlwaysFirst() throws {
    let folder = try TemporaryFolder()
    let (starts, runs) = (try folder.write("", to: "starts"), try folder.write("", to: "runs"))
    func side(_ name: String) -> Contender {
      ScriptedContender.make(
        name, run: "printf \(name) >>\(runs); echo '\(ScriptedContender.sample(1))'",
        describe: "printf \(name) >>\(starts); echo '\(ScriptedContender.description)'")
    }
    let runner = runner(side("a"), side("b"))
    _ = withExtendedLifetime(folder) { runner.run() }
    func pairs(_ name: String) throws -> [String] {
      let letters = Array(String(decoding: try folder.bytes(name), as: UTF8.self))
      return stride(from: 0, to: letters.count - 1, by: 2).map { String(letters[$0...($0 + 1)]) }
    }
    let first = try pairs("starts")
    #expect(runner.generations == 10 && Set(first) == ["ab", "ba"])
    try #require(first.count == 10)
    #expect((0..<5).allSatisfy { first[2 * $0] != first[2 * $0 + 1] })
    // The first pair of each generation's runs is not timed, and both work at the same time.
    let timed = try pairs("runs")
    try #require(timed.count == 50)
    for generation in 0..<10 { #expect(timed[(5 * generation + 1)..<(5 * generation + 5)].count { $0 == "ab" } == 2) }
  }

  /// What is the same stops at the first look; another goes on.
  @Test func cellsStopByThemselves() throws {
    // Slower in some processes and faster in others, by a file that each start adds to.
    let folder = try TemporaryFolder()
    let count = try folder.write("", to: "starts")
    let wavering = ScriptedContender.make(
      "b",
      run: """
        case "$line" in
          *waver*) case $(( $(wc -c <\(count)) % 5 )) in
            0) echo '\(ScriptedContender.sample(1.2))' ;;
            1) echo '\(ScriptedContender.sample(0.8))' ;;
            2) echo '\(ScriptedContender.sample(1))' ;;
            3) echo '\(ScriptedContender.sample(1.1))' ;;
            4) echo '\(ScriptedContender.sample(0.9))' ;;
          esac ;;
          *) echo '\(ScriptedContender.sample(1))' ;;
        esac
        """, describe: "printf x >>\(count); echo '\(ScriptedContender.description)'")
    let runner = runner(ScriptedContender.steady("a", 1), wavering, cells: ["steady", "waver"])
    let measured = runner.run()
    #expect(measured.map { $0.judgement?.verdict } == [.same, .inconclusive])
    #expect(measured[0].judgement?.generations == 11 && measured[1].judgement?.generations == 44 && runner.generations == 44)
    #expect(try StoredDocument(text: document(runner, measured).json()).problems == [])
  }

  @Test func timeIsOutAfterEightGenerations() throws {
    let runner = runner(ScriptedContender.steady("a", 1), ScriptedContender.steady("b", 1.05), maxSeconds: 0)
    let measurement = try #require(runner.run().first)
    #expect(runner.generations == 8 && measurement.judgement?.verdict == .inconclusive && !measurement.isDecided)
  }

  /// A wrong answer, and a process that dies, cost their cells alone.
  @Test func whatFailsInOneCell() throws {
    let bad = ScriptedContender.make(
      "b",
      run: """
        case "$line" in
          *wrong*) echo '\(ScriptedContender.sample(1, value: 3))' ;;
          *deadly*) exit 3 ;;
          *) echo '\(ScriptedContender.sample(1.1))' ;;
        esac
        """)
    let runner = runner(ScriptedContender.steady("a", 1), bad, cells: ["good", "wrong", "deadly"])
    let measured = runner.run()
    #expect(measured[0].judgement?.verdict == .slower)
    #expect(measured[1].sides[1].state == .invalid("badness is 3.0, must be at most 0.0") && !measured[1].isTimed)
    #expect(measured[2].sides[1].state == .skipped("the process ended with status 3"))
    let document = document(runner, measured)
    #expect(document.cells.map(\.verdict) == [.slower, .inconclusive, .inconclusive])
    #expect(document.cells[1].ratio == nil && document.cells[1].ratioWhy?.hasPrefix("b is INVALID: badness is 3.0") == true)
    #expect(try StoredDocument(text: document.json()).problems == [])
  }

  @Test func aSideThatIsNotThere() {
    let missing = Contender(name: "b", executable: "/nowhere/bench", arguments: [])
    let runner = runner(ScriptedContender.steady("a", 1), missing)
    #expect(runner.run()[0].judgement == nil && runner.generations == 0)
    #expect(runner.failures["b"]?.hasPrefix("/nowhere/bench cannot be started") == true, "\(runner.failures)")
  }

  /// A side that does not come up any more in its third generation: the two before are kept.
  @Test func aSideThatIsLost() throws {
    let folder = try TemporaryFolder()
    let count = try folder.write("", to: "starts")
    let lost = ScriptedContender.make(
      "b", run: "echo '\(ScriptedContender.sample(1))'",
      describe: "printf x >>\(count); [ $(wc -c <\(count)) -lt 3 ] || { echo 'no more' >&2; exit 1; }; "
        + "echo '\(ScriptedContender.description)'")
    let runner = runner(ScriptedContender.steady("a", 1), lost)
    let measured = withExtendedLifetime(folder) { runner.run() }
    #expect(runner.failures == ["b": "no more"] && runner.generations == 2)
    #expect(measured[0].judgement?.generations == 2 && measured[0].sides.allSatisfy { $0.seconds.count == 8 })
  }

  @Test func memoryAndInterruption() {
    let poor = runner(ScriptedContender.steady("a", 1), ScriptedContender.steady("b", 1), cells: ["x", "y"], budget: 20)
    let measured = poor.run()
    #expect(measured[0].isTimed && !measured[1].isTimed)
    #expect(measured[1].reason?.hasPrefix("a is SKIPPED: memory: y in two processes") == true, "\(measured[1].reason ?? "")")
    let stopped = runner(ScriptedContender.steady("a", 1), ScriptedContender.steady("b", 1), isInterrupted: { true })
    #expect(stopped.run()[0].judgement == nil && stopped.generations == 0)
  }

  /// A document that somebody changed and sealed again.
  @Test func changedFiguresAreFound() throws {
    let runner = runner(ScriptedContender.steady("a", 1), ScriptedContender.steady("b", 1.05))
    let good = document(runner, runner.run())
    func problems(_ change: (inout PairedDocument) -> Void) throws -> [String] {
      var document = good
      change(&document)
      return try StoredDocument(text: document.json()).problems
    }
    #expect(
      try problems { $0.cells[0].ratio = 1 }.contains { $0.hasPrefix("cells[0] (toy).ratio is 1.0, the samples give 0.95") })
    #expect(try problems { $0.cells[0].verdict = .same }.contains("cells[0] (toy).verdict is 'same', the samples give 'slower'"))
    #expect(try problems { $0.cells[0].p = 0.5 }.contains { $0.contains(".p is 0.5") })
    #expect(try problems { $0.cells[0].adjustedP = nil }.contains { $0.contains(".adjusted_p is null") })
    #expect(
      try problems { $0.cells[0].b.samplesS[3] = 2 }.contains {
        $0.contains("stats.mad") || $0.contains("stats.max") || $0.contains("p95")
      })
    #expect(try problems { $0.looks = [1] }.contains("looks is not what this version of documents has"))
    #expect(try problems { $0.sides[0].name = "c" }.contains { $0.hasPrefix("sides[0].name is \"c\"") })
    #expect(try problems { $0.schemaVersion = 2 }.contains { $0.hasPrefix("schema_version is 2") })
  }
}
