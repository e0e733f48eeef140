import BenchmarkHarness
import Foundation
import Leontief
import Workloads

/// The file a comparison of methods leaves behind. Keys and units as in `ResultDocument`.
struct ChoiceDocument: Encodable {
  let schema = "leontief-bench-choice"
  let schemaVersion = 1
  let runId: String
  let startedAt: String
  let endedAt: String
  let seconds: Double
  let seed: UInt64
  let rounds: Int
  let tool = ToolRecord.current
  let host = HostRecord()
  let environment = EnvironmentRecord.current
  /// What `auto` may take of the best method's time, and on how many combinations it does not take more.
  let mostRatio = ChoiceOutcome.mostRatio
  let met: Int
  let combinations: [ChoiceRecord]
  /// Combinations asked for that tables have too few sectors for.
  let omitted: [ChoiceOmission]

  init(
    _ outcomes: [ChoiceOutcome], _ omissions: [ChoiceOmission], run: RunIdentity, seed: UInt64, rounds: Int, seconds: Double
  ) {
    runId = run.id
    startedAt = run.startedAt
    endedAt = Date().formatted(.iso8601)
    self.seconds = seconds
    self.seed = seed
    self.rounds = rounds
    met = outcomes.count(where: \.isMet)
    combinations = outcomes.map(ChoiceRecord.init)
    omitted = omissions
  }

  /// Errors: a number that is not finite.
  func json() throws -> String { try SealedDocument.text(self) }
}

/// One table, number of right-hand sides and engine.
struct ChoiceRecord: Encodable {
  let table: String
  let sectors: Int
  let density: Double
  let rightHandSides: Int
  let engine: EngineRecord
  /// The variant `auto` takes, the best one, and how many times as long `auto` takes.
  @Nullable var taken: String?
  @Nullable var best: String?
  @Nullable var ratio: Double?
  let methods: [ChoiceMethodRecord]

  init(_ outcome: ChoiceOutcome) {
    let problem = outcome.problem
    table = problem.table.name
    sectors = problem.table.coefficients.count
    density = problem.table.density
    rightHandSides = problem.rightHandSides
    engine = EngineRecord(problem.engine)
    _taken = Nullable(wrappedValue: outcome.taken)
    _best = Nullable(wrappedValue: outcome.best?.title)
    _ratio = Nullable(wrappedValue: outcome.ratio)
    methods = zip(problem.methods, outcome.measurements).map(ChoiceMethodRecord.init)
  }
}

/// One method with every sample; `predicted_s` is null for methods that are not weighed.
struct ChoiceMethodRecord: Encodable {
  let method: String
  @Nullable var predictedS: Double?
  let measured: CellRecord

  init(_ method: ChoiceMethod, _ measurement: CellMeasurement) {
    self.method = method.title
    _predictedS = Nullable(wrappedValue: method.predictedSeconds)
    measured = CellRecord(measurement)
  }
}
