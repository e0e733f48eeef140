import BenchmarkHarness

/// Contenders that are shell scripts: what they answer is written down here.
enum ScriptedContender {
  static let description =
    #"{"engine":{"name":"script","version":"Script 1","path":null,"config":null,"core_type_detected":"Toy","#
    + #""core_type_forced_by":null,"instruction_set":null,"instruction_set_forced_by":null,"selection":null,"int_bits":null,"threading":"none","threads_used":1,"notes":[]}}"#

  static func sample(_ seconds: Double, value: Double = 0, work: Double? = nil) -> String {
    let work = work.map { #","work":\#($0)"# } ?? ""
    return #"{"seconds":\#(seconds),"runs":1\#(work),"checks":[{"name":"badness","value":\#(value),"threshold":0,"pass":"#
      + #"\#(value <= 0)}]}"#
  }

  /// A script that describes itself, prepares everything and does `run` (shell commands) when it is to run.
  static func make(
    _ name: String, run: String, describe: String = "echo '\(description)'", prepare: String = "echo '{}'",
    identity: String? = nil
  ) -> Contender {
    let script = """
      while read -r line; do
        case "$line" in
          *'"command":"describe"'*) \(describe) ;;
          *'"command":"prepare"'*) \(prepare) ;;
          *'"command":"run"'*) \(run) ;;
          *) echo '{}' ;;
        esac
      done
      """
    return Contender(name: name, executable: "/bin/sh", arguments: ["-c", script], identity: identity)
  }

  /// One whose runs take that long.
  static func steady(_ name: String, _ seconds: Double) -> Contender { make(name, run: "echo '\(sample(seconds))'") }

  static func cell(_ id: String, _ contenders: [String], roofs: [String] = [], bytes: Int = 1) -> ContestCell {
    ContestCell(
      id: id, problem: ContestProblem(kernel: "toy", n: 8, seed: 1), model: CostModel(flops: 100, bytesMin: 50, roof: .compute),
      contenders: contenders, roofs: roofs, bytesNeeded: bytes)
  }

  static func cell(_ contenders: [String], roofs: [String] = [], bytes: Int = 1) -> ContestCell {
    cell("toy-n8", contenders, roofs: roofs, bytes: bytes)
  }

  /// The results of a contest under a clock that stands still.
  static func contest(
    _ contenders: [Contender], _ cells: [ContestCell], roofs: [ContestRoof] = [], rounds: Int = 3, patience: Double = 20,
    budget: Int? = nil
  ) -> (entries: [ContestEntry], roofs: [ContestEntry]) {
    let pool = ContenderPool(contenders, patience: patience)
    defer { pool.end() }
    let runner = ContestRunner(
      pool, clock: FakeClock(), schedule: Schedule(seed: 3), limits: RunLimits(minRounds: rounds, maxSeconds: 0),
      budget: .init(limit: budget))
    return runner.run(cells, roofs: roofs)
  }
}
