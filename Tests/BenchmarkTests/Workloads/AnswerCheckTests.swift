import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

/// A right answer passes every check on every engine; one wrong element fails.
@Suite struct AnswerCheckTests {
  private static let shapes = ["1x1", "1x2", "3x5", "5x13", "4x32"]

  private func economy(_ text: String) throws -> SyntheticEconomy {
    try SyntheticEconomy(try #require(EconomyShape(text)), seed: 11)
  }

  private func failures(_ task: any TimedTask) -> [String] {
    (try? task.check())?.filter { !$0.passes }.map(\.name) ?? ["no check"]
  }

  @Test(arguments: TestEngines.all, shapes)
  func rightAnswersPass(_ test: TestEngine, shape: String) throws {
    let economy = try economy(shape)
    for workload in Workloads.quick {
      let task = try workload.makeTask(economy)
      // Twice: the second run must find its inputs restored.
      for _ in 0..<2 {
        try task.reset()
        try task.run(on: test.engine)
        #expect(failures(task) == [], "\(workload.kernel)")
      }
    }
  }

  /// The thresholds leave room: a good answer is far from them.
  @Test(arguments: TestEngines.all)
  func rightAnswersPassWithRoom(_ test: TestEngine) throws {
    let economy = try economy("4x32")
    for workload in Workloads.quick {
      let task = try workload.makeTask(economy)
      try task.reset()
      try task.run(on: test.engine)
      for check in try task.check() where check.name == "scaled_residual" || check.name == "scaled_identity_residual" {
        #expect(check.value < 1, "\(workload.kernel)")
      }
    }
  }

  @Test(arguments: [1.0, -1, 0.5, 0x1p62, -0x1p80, .nan, .infinity])
  func oneWrongElementOfAProductFails(error: Double) throws {
    let double = try GemmTask<Double>(size: 20, seed: 3)
    double.run(on: TestEngines.swift)
    double.answer[7, 11] += error
    #expect(failures(double) == ["wrong_rows"])
    let float = try GemmTask<Float>(size: 20, seed: 3)
    float.run(on: TestEngines.swift)
    float.answer[7, 11] += Float(error)
    #expect(failures(float) == ["wrong_rows"])
  }

  /// Products of whole numbers stay exact: n bound² is under the last whole number of the precision.
  @Test(arguments: [1, 2, 598, 2464, 40_000])
  func productsAreExact(n: Int) {
    let (float, double) = (GemmTask<Float>.bound(n), GemmTask<Double>.bound(n))
    #expect(n * float * float <= 1 << 24)
    #expect(n * double * double <= 1 << 53)
  }

  @Test(arguments: [(0, 0), (12, 3), (3, 12), (14, 14)])
  func oneWrongFactorFails(row: Int, column: Int) throws {
    let task = try FactorizationTask<Double>(economy("3x5"))
    task.reset()
    try task.run(on: TestEngines.swift)
    task.answer[row, column] += 1e-9
    #expect(failures(task).contains("scaled_residual"))
  }

  @Test func aMultiplierOverOneFails() throws {
    let task = try FactorizationTask<Double>(economy("3x5"))
    task.reset()
    try task.run(on: TestEngines.swift)
    task.answer[9, 2] = -1.5
    #expect(failures(task).contains("largest_multiplier"))
  }

  @Test func factorsThatWereNeverMadeFail() throws {
    #expect(failures(try FactorizationTask<Double>(economy("3x5"))) == ["pivots_missing"])
  }

  /// In a column whose residual is measured, and in one that only the sums see.
  @Test(arguments: [(1, 0), (64, 0), (64, 5), (64, 63)])
  func oneWrongOutputFails(columns: Int, column: Int) throws {
    let task = try SolveTask(economy("3x5"), rightHandSides: columns)
    try task.reset()
    try task.run(on: TestEngines.swift)
    let value = task.answer[4, column]
    task.answer[4, column] = value * (1 + 1e-9)
    #expect(failures(task).contains("componentwise_backward_error_eps"))
    #expect(failures(task).contains("accounting_gap_n_eps"))
    task.answer[4, column] = -value
    #expect(failures(task).contains("negative_outputs"))
    task.answer[4, column] = .nan
    #expect(failures(task).count == 4)
  }

  @Test func aSolutionThatWasNeverMadeFails() throws {
    #expect(failures(try SolveTask(economy("3x5"), rightHandSides: 1)).contains("scaled_residual"))
  }

  /// A scale that overflows must not make a large residual small.
  @Test func anOutputNearTheLargestNumberFails() throws {
    let task = try SolveTask(economy("3x5"), rightHandSides: 1)
    try task.reset()
    try task.run(on: TestEngines.swift)
    task.answer[4, 0] = 1.79e308
    #expect(failures(task).contains("scaled_residual"))
  }

  @Test func aLineWhoseWeightOverflowsHasNoBackwardError() {
    func line(_ x: [Double], _ y: Double) -> LineResidual { LineResidual([0.2, 0.3].span, diagonal: 0, x: x, y: y) }
    // 1 − 1.5 + 0.3 + 0.3 = 0.1, beside 1 + 1.2 + 0.3 = 2.5.
    #expect(abs(line([1.5, 1], 1).backwardError - 0.04) < 1e-15)
    let large = line([1.5e308, 1e308], 1e308)
    #expect(large.residual.isFinite && large.weight == .infinity && large.backwardError.isNaN)
    #expect(line([0, 0], 0).backwardError == 0)
  }

  @Test func oneWrongMultiplierFails() throws {
    let task = try InverseTask(economy("3x5"))
    task.reset()
    try task.run(on: TestEngines.swift)
    let value = task.answer[4, 9]
    task.answer[4, 9] = value + 1e-9
    #expect(failures(task) == ["scaled_identity_residual", "accounting_gap_n_eps"])
    task.answer[4, 9] = -value
    #expect(failures(task).contains("negative_multipliers"))
    task.answer[4, 9] = .nan
    #expect(failures(task).count == 3)
  }

  @Test func oneWrongSumFails() throws {
    let task = try AggregationTask(economy("3x5"))
    task.run(on: TestEngines.swift)
    let value = task.answer[1, 2]
    task.answer[1, 2] = value.nextUp
    #expect(failures(task) == ["wrong_elements"])
    task.answer[1, 2] = value
    #expect(failures(task) == [])
  }
}
