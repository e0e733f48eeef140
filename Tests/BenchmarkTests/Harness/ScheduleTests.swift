import BenchmarkHarness
import Testing

@Suite struct ScheduleTests {
  @Test func oneSeedGivesOneOrder() {
    let orders = (0..<6).map { Schedule(seed: 42).order(round: $0, count: 10) }
    #expect(orders == (0..<6).map { Schedule(seed: 42).order(round: $0, count: 10) })
    #expect(orders != (0..<6).map { Schedule(seed: 43).order(round: $0, count: 10) })
  }

  @Test func everyRoundHasEveryItemOnce() {
    for round in 0..<8 {
      #expect(Schedule(seed: 1).order(round: round, count: 28).sorted() == Array(0..<28))
    }
  }

  /// Over two rounds, each of two items goes first once.
  @Test func pairsOfRoundsAreBalanced() {
    for round in stride(from: 0, to: 10, by: 2) {
      let first = Schedule(seed: 5).order(round: round, count: 12)
      #expect(Schedule(seed: 5).order(round: round + 1, count: 12) == first.reversed())
    }
  }

  @Test func pairsOfRoundsDiffer() {
    let orders = Set(stride(from: 0, to: 20, by: 2).map { Schedule(seed: 5).order(round: $0, count: 12) })
    #expect(orders.count == 10)
  }
}
