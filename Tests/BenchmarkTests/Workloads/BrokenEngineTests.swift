import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

/// An engine whose products are off by one in one place: its cell is INVALID and shows no time anywhere.
@Suite struct BrokenEngineTests {
  private final class BrokenProduct: TimedTask {
    private let task: GemmTask<Double>

    init(_ task: GemmTask<Double>) { self.task = task }

    func reset() { task.reset() }

    func run(on engine: Engine) {
      task.run(on: engine)
      task.answer[3, 4] += 1
    }

    var answerHash: UInt64 { task.answerHash }
    func check() -> [AnswerCheck] { task.check() }
  }

  @Test func aWrongProductIsInvalidAndHasNoTime() throws {
    let cell = BenchmarkCell(
      id: "dgemm-n16", kernel: "dgemm", parameters: [:], model: CostModel(flops: 1, bytesMin: 1, roof: .compute),
      inputHash: nil, engine: TestEngines.swift, prospect: .ready(BrokenProduct(try GemmTask(size: 16, seed: 1))))
    let runner = BenchmarkRunner(
      clock: SystemClock(), schedule: Schedule(seed: 1), limits: RunLimits(minRounds: 2, maxSeconds: 0))
    let measurement = try #require(runner.run([cell]).first)
    #expect(measurement.state == .invalid("wrong_rows is 2.0, must be at most 0.0"))
    let record = CellRecord(measurement)
    #expect(record.validation.state == "INVALID")
    #expect(record.samplesS.isEmpty && record.coldS == nil && record.stats == nil && record.derived == nil)
    #expect(record.resultHash == nil)
  }
}
