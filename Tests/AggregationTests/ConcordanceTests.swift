import Aggregation
import Tables
import TestSupport
import Testing

@Suite struct ConcordanceTests {
  private let sectors: SectorIndex

  init() throws {
    sectors = try SectorIndex(["a", "b", "c", "d"].map { SectorLabel(region: "R", code: $0, name: $0.uppercased()) })
  }

  @Test func mergingPutsTheMembersFirst() throws {
    let concordance = try Aggregator.merging([3, 1, 3], into: SectorLabel(region: "R", code: "D", name: "D"), of: sectors)
    #expect(concordance.targets.map(\.code) == ["D", "a", "c"])
    #expect(concordance.apply([1, 2, 4, 8]) == [10, 1, 4])
  }

  @Test func mergingOneSectorIsAPermutation() throws {
    let concordance = try Aggregator.merging([2], into: SectorLabel(region: "R", code: "D", name: "D"), of: sectors)
    #expect(concordance.apply([1, 2, 4, 8]) == [4, 1, 2, 8])
  }

  @Test func nothingToMerge() {
    #expect(throws: ConcordanceError.nothingToMerge) {
      try Aggregator.merging([], into: SectorLabel(region: "R", code: "D", name: "D"), of: sectors)
    }
  }

  @Test func splittingKeepsPlacesAndParents() throws {
    let splits = [
      SectorSplit(sector: "R/b", into: [.init(code: "b1", name: "B1", share: 0.25), .init(code: "b2", name: "B2", share: 0.75)]),
      SectorSplit(sector: "d", into: [.init(code: "d1", name: "D1", share: 1)]),
    ]
    let concordance = try Splitter.splitting(splits, of: sectors)
    #expect(concordance.targets.map(\.code) == ["a", "b1", "b2", "c", "d1"])
    #expect(concordance.apply([1, 8, 4, 2]) == [1, 2, 6, 4, 2])
    let merging = try Splitter.merging(splits, of: sectors)
    #expect(merging.apply(concordance.apply([1, 8, 4, 2])) == [1, 8, 4, 2])
    #expect(merging.targets == sectors.labels)
  }

  @Test(arguments: [
    ([0.5, 0.4], "the shares of sector R/b sum to 0.9, not to 1"),
    ([0.5, 0.6], "the shares of sector R/b sum to 1.1, not to 1"),
    ([1.5, -0.5], "share 1.5 of sector b is not between 0 and 1"),
    ([.nan, 1], "share nan of sector b is not between 0 and 1"),
  ])
  func sharesMustSumToOne(_ shares: [Double], _ sentence: String) {
    let parts = shares.enumerated().map { SectorSplit.Part(code: "b\($0.offset)", name: "", share: $0.element) }
    let error = #expect(throws: ConcordanceError.self) {
      try Splitter.splitting([SectorSplit(sector: "b", into: parts)], of: sectors)
    }
    #expect(error?.description == sentence)
  }

  @Test func tenthsThatSumToOneOnlyByRoundingAreAccepted() throws {
    let parts = (0..<10).map { SectorSplit.Part(code: "b\($0)", name: "", share: 0.1) }
    #expect(try Splitter.splitting([SectorSplit(sector: "b", into: parts)], of: sectors).targets.count == 13)
  }

  @Test func splitErrors() {
    let whole = [SectorSplit.Part(code: "x", name: "", share: 1)]
    #expect(throws: ConcordanceError.unknownSector("zz", nearest: [])) {
      try Splitter.splitting([SectorSplit(sector: "zz", into: whole)], of: sectors)
    }
    #expect(throws: ConcordanceError.splitTwice("R/a")) {
      try Splitter.splitting([SectorSplit(sector: "a", into: whole), SectorSplit(sector: "R/a", into: whole)], of: sectors)
    }
    #expect(throws: ConcordanceError.unmapped(sector: "R/a")) {
      try Splitter.splitting([SectorSplit(sector: "a", into: [])], of: sectors)
    }
    #expect(throws: ConcordanceError.labels(.duplicate("R/c", first: 0, second: 2))) {
      try Splitter.splitting([SectorSplit(sector: "a", into: [.init(code: "c", name: "", share: 1)])], of: sectors)
    }
  }

  @Test func aBareCodeOfTwoRegionsIsAmbiguous() throws {
    let two = try SectorIndex(["X", "Y"].map { SectorLabel(region: $0, code: "a", name: "") })
    let error = #expect(throws: ConcordanceError.self) { try two.resolve("a") }
    #expect(error?.description == "sector a is in several regions; write one of X/a, Y/a")
    #expect(try two.resolve("Y/a") == 1)
  }

  @Test func mapsKeepTheOrderOfTheirTargets() throws {
    let entries = [
      ConcordanceEntry(from: "d", to: "second"), ConcordanceEntry(from: "a", to: "first", weight: 0.5),
      ConcordanceEntry(from: "a", to: "second", weight: 0.5), ConcordanceEntry(from: "b", to: "b"),
      ConcordanceEntry(from: "c", to: "NEW/c"),
    ]
    let concordance = try Aggregator.mapping(entries, of: sectors)
    #expect(concordance.targets.map(\.qualifiedCode) == ["R/second", "R/first", "R/b", "NEW/c"])
    #expect(concordance.targets.map(\.name) == ["second", "first", "B", "C"])
    #expect(concordance.apply([2, 10, 20, 40]) == [41, 1, 10, 20])
  }

  @Test func aMapMustCoverEverySector() {
    #expect(throws: ConcordanceError.unmapped(sector: "R/b")) {
      try Aggregator.mapping(["a", "c", "d"].map { ConcordanceEntry(from: $0, to: "all") }, of: sectors)
    }
  }
}
