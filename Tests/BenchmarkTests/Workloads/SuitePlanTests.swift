import BenchmarkHarness
import Leontief
import TestSupport
import Testing
import Workloads

@Suite struct SuitePlanTests {
  private let small = Suite.quick.resized([EconomyShape(regions: 2, sectors: 6)])

  private func cells(_ suite: Suite, limit: Int? = nil, usable: Int = 2) -> [BenchmarkCell] {
    var plan = SuitePlan(
      suite, engines: [TestEngines.swift], seed: 1, budget: MemoryBudget(limit: limit), usableProcessors: usable)
    return plan.makeCells()
  }

  private func measure(_ cells: [BenchmarkCell]) -> [CellMeasurement] {
    BenchmarkRunner(
      clock: SystemClock(), schedule: Schedule(seed: 1), limits: RunLimits(minRounds: 1, maxSeconds: 0)
    ).run(cells)
  }

  @Test func cellsHaveNamesThatDoNotChange() {
    #expect(
      cells(small).map(\.id) == [
        "dgemm-n12", "sgemm-n12", "dgetrf-n12", "solve-m1-n12", "solve-m64-n12", "inverse-n12", "aggregate-n12",
      ])
  }

  @Test func modelsByHand() {
    let models = cells(small).map(\.model)
    let flops: [Double] = [3456, 3456, 1152, 1440, 19584, 3456, 144]
    #expect(models.map(\.flops) == flops)
    #expect(models.map(\.bytesMin) == [3456, 1728, 2304, 1344, 13440, 2304, 1224])
    #expect(models.last?.roof == .memory)
  }

  @Test func whatDoesNotFitIsSkippedAndTheRestRuns() throws {
    // The economy has 1152 bytes and a product needs 3456 beside it; the single-precision one 1728, LU 2304.
    let states = measure(cells(small, limit: 1152 + 2304)).map(\.state)
    #expect(states[1].name != "SKIPPED")
    let reason = try #require(states[0].reason)
    #expect(reason.hasPrefix("memory: dgemm, after what is in memory already, needs 4608 bytes of memory"))
    #expect(measure(cells(small, limit: 100)).allSatisfy { $0.state.name == "SKIPPED" })
  }

  @Test func fewerThreadsThanProcessorsAreSuboptimal() throws {
    for measurement in measure(cells(small, usable: 4)) {
      #expect(measurement.state.name == "SUBOPTIMAL")
      #expect(!measurement.samples.isEmpty)
    }
  }
}
