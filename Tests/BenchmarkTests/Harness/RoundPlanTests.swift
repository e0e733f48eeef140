import BenchmarkHarness
import Foundation
import Testing

/// When a run of several processes ends.
@Suite struct RoundPlanTests {
  private static func cell(_ samples: [Double], state: String = "VALID") -> CellRecord {
    var cell = ScriptedResult.document(["a": samples]).cells[0]
    cell.validation.state = state
    return cell
  }

  @Test func theFirstProcessesShareTheRounds() {
    let plan = RoundPlan(limits: RunLimits(minRounds: 9, maxSeconds: 60, targetHalfWidth: 0), processes: 5)
    #expect((0..<5).map(plan.rounds) == [1, 2, 2, 2, 2])
    #expect(RoundPlan(limits: RunLimits(minRounds: 3, maxSeconds: 0), processes: 5).processes == 3)
    // All the time is used in equal parts, and no more processes follow.
    #expect(plan.seconds(1, elapsed: 10, usable: 50) == 10 && plan.seconds(4, elapsed: 60, usable: 50) == 0)
    #expect(plan.mayBegin(4, [], last: 99, elapsed: 99, usable: 50))
    #expect(!plan.mayBegin(5, [Self.cell([1, 2])], last: 1, elapsed: 1, usable: 50))
  }

  @Test func aTargetAddsProcessesOfMoreRounds() {
    let plan = RoundPlan(limits: RunLimits(minRounds: 9, maxSeconds: 60, targetHalfWidth: 0.02), processes: 5)
    #expect([0, 5, 9, 10, 15, 400].map(plan.rounds) == [1, 2, 2, 4, 8, 64] && plan.seconds(3, elapsed: 5, usable: 50) == 0)
    let (wide, narrow) = (Self.cell([1, 2, 1, 2, 1, 2, 1, 2, 1]), Self.cell(Array(repeating: 1, count: 9)))
    #expect(plan.mayBegin(5, [narrow, wide], last: 3, elapsed: 20, usable: 50))
    #expect(!plan.mayBegin(5, [narrow], last: 3, elapsed: 20, usable: 50))
    // The next pass takes twice as long as the last process.
    #expect(
      plan.mayBegin(10, [wide], last: 3, elapsed: 44, usable: 50) && !plan.mayBegin(10, [wide], last: 3, elapsed: 45, usable: 50))
    #expect(!plan.mayBegin(500, [wide], last: 0, elapsed: 0, usable: 50))
    // More than --min-rounds takes cannot be asked for.
    #expect(RoundPlan(limits: RunLimits(minRounds: 1000, targetHalfWidth: 0.02), processes: 5).rounds(40) == 1000)
  }

  @Test func whatHasNoTimeIsDone() {
    let limits = RunLimits(minRounds: 3, targetHalfWidth: 0.1)
    let steady = Array(repeating: 1.0, count: 9)
    #expect(limits.isSatisfied(Self.cell(steady)) && !limits.isSatisfied(Self.cell(Array(steady.dropLast()))))
    #expect(limits.isSatisfied(Self.cell([1, 9], state: "SKIPPED")) && limits.isSatisfied(Self.cell([1, 9], state: "INVALID")))
    #expect(!limits.isSatisfied(Self.cell([1, 9, 1, 9, 1, 9, 1, 9, 1], state: "SUBOPTIMAL")))
    #expect(RunLimits(minRounds: 10, targetHalfWidth: 0.1).isSatisfied(Self.cell(steady)) == false)
  }

  /// Runs of the same host that stop when the interval of their own median is narrow: they are found to differ no more often than
  /// the significance says. Times as they are measured, with a long tail, seeded.
  @Test func stoppingByWidthFindsNoDifferences() throws {
    var generator = SplitMix64(seed: 3, stream: "stopping by width")
    func time() -> Double {
      let uniform = Double(generator.next(below: 1 << 40) + 1) / 0x1p40
      return 1 - 0.03 * log(uniform)
    }
    func run() -> [Double] {
      var samples = (0..<9).map { _ in time() }
      while samples.count < 120, !((SampleStatistics(samples)?.relativeHalfWidth ?? 1) <= 0.01) {
        samples += (0..<3).map { _ in time() }
      }
      return samples
    }
    let trials = 2000
    var (found, lengths) = (0, Set<Int>())
    for _ in 0..<trials {
      let (one, other) = (run(), run())
      lengths.formUnion([one.count, other.count])
      if try #require(MannWhitney(one, other)).p < ComparisonRule.significance { found += 1 }
    }
    // One in a hundred is 20, with a standard deviation of 4.4. The stopping did happen at unlike lengths.
    #expect(found <= 30 && lengths.count > 10, "\(found) of \(trials), \(lengths.count) lengths")
  }
}
