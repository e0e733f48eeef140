import BenchmarkHarness
import Foundation
import TestSupport
import Testing

@Suite struct ContestRunnerTests {
  typealias Script = ScriptedContender

  @Test func everyRoundHasEachContenderAndEachRoofOnce() throws {
    let folder = try TemporaryFolder()
    let log = try folder.write("", to: "log")
    func logging(_ name: String) -> Contender {
      Script.make(name, run: "echo \(name) >> '\(log)'; echo '\(Script.sample(0.5, work: 10))'")
    }
    let roof = ContestRoof(id: "top", .probe(ContestProblem(kernel: "top", n: 1, seed: 1)), roof: .compute)
    let result = Script.contest(
      [logging("a"), logging("b"), logging("roof")], [Script.cell(["a", "b"], roofs: ["top"])], roofs: [roof], rounds: 4)
    let order = String(decoding: try folder.bytes("log"), as: UTF8.self).split(separator: "\n").map(String.init)
    // The warm-up of the roof and of both contenders, then four rounds of three.
    #expect(order.first == "roof" && Set(order[1..<3]) == ["a", "b"])
    let rounds = stride(from: 3, to: order.count, by: 3).map { Array(order[$0..<min($0 + 3, order.count)]) }
    #expect(rounds.count == 4)
    for round in rounds { #expect(Set(round) == ["a", "b", "roof"]) }
    #expect(rounds[1] == rounds[0].reversed() && rounds[3] == rounds[2].reversed())
    for entry in result.entries + result.roofs {
      #expect(entry.rounds == [0, 1, 2, 3] && entry.seconds == [0.5, 0.5, 0.5, 0.5])
      #expect(entry.state == .valid && entry.coldSeconds == 0.5)
    }
    #expect(result.roofs.map(\.under) == ["toy-n8"] && result.roofs.first?.medianRate == 20)
  }

  private func reading(_ seconds: Double, value: Double = 0) -> String {
    #""reading":{"seconds":\#(seconds),"runs":2,"bytes":10,"checks":[{"name":"gap","value":\#(value),"threshold":0,"pass":\#(value <= 0)}]}"#
  }

  /// One that reads its matrix when it is asked to.
  private func reader(_ name: String, _ reading: String) -> Contender {
    let sample = Script.sample(0.5)
    let both = "\(sample.dropLast()),\(reading)}"
    return Script.make(name, run: #"case "$line" in *reads_operand*) echo '\#(both)';; *) echo '\#(sample)';; esac"#)
  }

  @Test func aContenderReadsItsMatrixBetweenItsRuns() {
    let roof = ContestRoof(id: "read", .operand(of: "a"), roof: .memory)
    let cells = [
      Script.cell("one", ["a", "b"], roofs: ["read"]), Script.cell("two", ["a"], roofs: ["read"]), Script.cell("x", ["a"]),
    ]
    // What the other says of its matrix is not asked.
    let result = Script.contest([reader("a", reading(0.25)), reader("b", reading(9))], cells, roofs: [roof], rounds: 4)
    #expect(result.entries.allSatisfy { $0.state == .valid && $0.rounds == [0, 1, 2, 3] })
    #expect(result.roofs.map(\.under) == ["one", "two"])
    for entry in result.roofs {
      #expect(entry.contender == "a" && entry.rounds == [0, 1, 2, 3] && entry.runs == [2, 2, 2, 2] && entry.medianRate == 40)
    }
  }

  @Test func aMatrixThatIsNotReadIsNoRoof() {
    let roof = ContestRoof(id: "read", .operand(of: "a"), roof: .memory)
    func state(_ contender: Contender) -> CellState? {
      Script.contest([contender], [Script.cell(["a"], roofs: ["read"])], roofs: [roof]).roofs.first?.state
    }
    #expect(state(Script.steady("a", 1)) == .skipped("a does not read its matrix by itself"))
    #expect(state(reader("a", reading(0.25, value: 2))) == .invalid("gap is 2.0, must be at most 0.0"))
    #expect(state(Script.make("a", run: "exit 3")) == .skipped("the process ended with status 3"))
  }

  @Test func aProbeThatFailedIsNotAskedAgain() {
    let mortal = Script.make("roof", run: #"n=$((n+1)); if [ $n -gt 2 ]; then exit 3; fi; echo '\#(Script.sample(1, work: 5))'"#)
    let roof = ContestRoof(id: "top", .probe(ContestProblem(kernel: "top", n: 1, seed: 1)), roof: .compute)
    let cells = ["one", "two"].map { Script.cell($0, ["a"], roofs: ["top"]) }
    let result = Script.contest([mortal, Script.steady("a", 1)], cells, roofs: [roof])
    #expect(
      result.roofs.map(\.state) == [.skipped("the process ended with status 3"), .skipped("the process ended with status 3")])
    #expect(result.entries.allSatisfy { $0.state == .valid })
  }

  @Test func theDeadAreSkippedWithTheirLastWordsAndComeBackForTheNextCell() {
    // Dies in the second cell only.
    let mortal = Script.make(
      "mortal",
      run: #"case "$line" in *fatal*) echo first >&2; echo 'no more' >&2; exit 3;; *) echo '\#(Script.sample(1))';; esac"#)
    let result = Script.contest(
      [mortal, Script.steady("other", 2)],
      ["early", "fatal", "late"].map { Script.cell($0, ["mortal", "other"]) })
    #expect(result.entries.map(\.state) == [.valid, .valid, .skipped("no more"), .valid, .valid, .valid])
    #expect(result.entries[2].seconds.isEmpty && result.entries[2].coldSeconds == nil)
    #expect(result.entries[4].seconds == [1, 1, 1])
  }

  @Test(arguments: [
    ("exit 3", "the process ended with status 3"),
    ("kill -9 $$", "the process ended by signal 9"),
    ("echo hello", "an answer that makes no sense: hello"),
    ("echo '{\"seconds\":'", "an answer that makes no sense: {\"seconds\":"),
    ("sleep 5", "no answer within 1 s"),
    ("exec 1>&- 2>&-; sleep 5", "the process closed its output"),
  ])
  func whatGivesNoAnswer(run: String, reason: String) {
    let result = Script.contest([Script.make("odd", run: run)], [Script.cell(["odd"])], patience: 1)
    #expect(result.entries.map(\.state) == [.skipped(reason)])
  }

  @Test func whatCannotTakePart() {
    let absent = Contender(name: "absent", executable: "/nowhere/program", arguments: [])
    let python = Contender(
      name: "python", executable: "/usr/bin/env", arguments: ["python3", "-c", ""], environment: ["PATH": "/nowhere"])
    let impostor = Script.make("impostor", run: "", identity: "Giant")
    let mute = Script.make("mute", run: "", describe: "echo '{}'")
    let names = ["absent", "python", "impostor", "mute", "unknown"]
    let result = Script.contest([absent, python, impostor, mute], [Script.cell(names)])
    let reasons = result.entries.map { $0.state.reason ?? "" }
    #expect(result.entries.allSatisfy { $0.state.name == "SKIPPED" })
    #expect(reasons[0].hasPrefix("/nowhere/program cannot be started"), "\(reasons[0])")
    #expect(reasons[1].contains("python3") && reasons[1].contains("No such file"), "\(reasons[1])")
    #expect(reasons[2] == "it is Script 1, core type Toy, not Giant")
    #expect(reasons[3] == "it does not say what it is")
    #expect(reasons[4] == "there is no such contender")
  }

  @Test func anIdentityMayBeTheVersionOrTheCoreType() {
    let contenders = ["toy", "Script 1"].map { Script.make($0, run: "echo '\(Script.sample(1))'", identity: $0) }
    let result = Script.contest(contenders, [Script.cell(["toy", "Script 1"])])
    #expect(result.entries.allSatisfy { $0.state == .valid })
  }

  @Test(arguments: [
    (ScriptedContender.sample(1, value: 2), "badness is 2.0, must be at most 0.0"),
    (#"{"seconds":1,"runs":1}"#, "the answer was not checked"),
    (#"{"seconds":1,"runs":1,"checks":[]}"#, "the answer was not checked"),
    (ScriptedContender.sample(0), "a run without a time"),
    (ScriptedContender.sample(-1), "a run without a time"),
    (#"{"invalid":"singular"}"#, "singular"),
  ])
  func whatIsWrongHasNoTime(answer: String, reason: String) {
    let result = Script.contest([Script.make("wrong", run: "echo '\(answer)'")], [Script.cell(["wrong"])])
    #expect(result.entries.map(\.state) == [.invalid(reason)])
    #expect(result.entries[0].seconds.isEmpty && result.entries[0].statistics == nil)
  }

  @Test func anAnswerThatGoesWrongLaterLosesAllTimes() {
    let turning = Script.make(
      "turning",
      run: "n=$((n+1)); if [ $n -lt 3 ]; then echo '\(Script.sample(1))'; else echo '\(Script.sample(1, value: 1))'; fi")
    let result = Script.contest([turning], [Script.cell(["turning"])])
    #expect(result.entries[0].state == .invalid("badness is 1.0, must be at most 0.0"))
    #expect(result.entries[0].seconds.isEmpty)
  }

  @Test func whatCannotBePreparedIsSkipped() {
    let refusing = Script.make("refusing", run: "echo '\(Script.sample(1))'", prepare: #"echo '{"skipped":"no such kernel"}'"#)
    let result = Script.contest([refusing], [Script.cell(["refusing"])])
    #expect(result.entries.map(\.state) == [.skipped("no such kernel")])
  }

  @Test func theMethodOfTheLastRunIsKeptUnlessTheAnswerIsWrong() {
    func answer(_ iterations: Int, value: Int = 0) -> String {
      #"{"seconds":1,"runs":1,"checks":[{"name":"badness","value":\#(value),"threshold":0,"pass":\#(value == 0)}],"#
        + #""method":{"name":"toy","reason":"it is one","iterations":\#(iterations),"seconds":0.5,"predicted_seconds":null}}"#
    }
    let counting = Script.make("counting", run: "n=$((n+1)); echo '\(answer(0))' | sed \"s/ions\\\":0/ions\\\":$n/\"")
    let wrong = Script.make("wrong", run: "echo '\(answer(7, value: 1))'")
    let entries = Script.contest([counting, wrong], [Script.cell(["counting", "wrong"])]).entries
    // A warm-up and three rounds.
    #expect(entries[0].method?.iterations == 4 && entries[0].method?.text == "toy, 4 iterations in 0.5 s")
    #expect(entries[1].state.isInvalid && entries[1].method == nil)
  }

  @Test func memoryCountsEveryProcess() {
    let both = [Script.steady("a", 1), Script.steady("b", 1)]
    #expect(Script.contest(both, [Script.cell(["a", "b"], bytes: 50)], budget: 100).entries.allSatisfy { $0.state == .valid })
    let refused = Script.contest(both, [Script.cell(["a", "b"], bytes: 51)], budget: 100).entries
    #expect(
      refused.allSatisfy { $0.state.name == "SKIPPED" && $0.state.reason?.hasPrefix("memory: toy-n8 in 2 processes") == true })
  }
}
