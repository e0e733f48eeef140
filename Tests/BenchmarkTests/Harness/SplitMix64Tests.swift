import BenchmarkHarness
import Testing

@Suite struct SplitMix64Tests {
  /// The first numbers of the published sequence for this seed.
  @Test func publishedSequence() {
    var generator = SplitMix64(seed: 1_234_567)
    let numbers = (0..<5).map { _ in generator.next() }
    #expect(
      numbers == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
        16_408_922_859_458_223_821,
      ])
  }

  @Test func numbersStayInTheirRange() {
    var generator = SplitMix64(seed: 7)
    let numbers = (0..<1000).map { _ in generator.next(in: -2...2) }
    #expect(Set(numbers) == [-2, -1, 0, 1, 2])
  }

  @Test func streamsOfOneSeedDiffer() {
    var (a, b) = (SplitMix64(seed: 1, stream: "a"), SplitMix64(seed: 1, stream: "b"))
    #expect(a.next() != b.next())
  }

  @Test func shuffleKeepsTheElements() {
    var generator = SplitMix64(seed: 3)
    var elements = Array(0..<50)
    generator.shuffle(&elements)
    #expect(elements != Array(0..<50))
    #expect(elements.sorted() == Array(0..<50))
  }
}
