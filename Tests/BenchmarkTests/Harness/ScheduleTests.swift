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

  /// Items of one group stand together, groups and items in random order; pairs of rounds are balanced all the same.
  @Test func groupsStandTogether() {
    let groups = [0, 1, 0, 2, 1, 2, 0, 1]
    var (firsts, orders) = (Set<Int>(), Set<[Int]>())
    for round in stride(from: 0, to: 40, by: 2) {
      let order = Schedule(seed: 3).order(round: round, groups: groups)
      #expect(order.sorted() == Array(groups.indices))
      let names = order.map { groups[$0] }
      #expect(zip(names, names.dropFirst()).count { $0 != $1 } == 2)
      #expect(Schedule(seed: 3).order(round: round + 1, groups: groups) == order.reversed())
      firsts.insert(names[0])
      orders.insert(order)
    }
    #expect(firsts == [0, 1, 2] && orders.count == 20)
    #expect(Schedule(seed: 3).order(round: 4, groups: [7, 7, 7]) == Schedule(seed: 3).order(round: 4, count: 3))
  }

  @Test func pairsOfRoundsDiffer() {
    let orders = Set(stride(from: 0, to: 20, by: 2).map { Schedule(seed: 5).order(round: $0, count: 12) })
    #expect(orders.count == 10)
  }
}
