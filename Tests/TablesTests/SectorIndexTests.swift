import Tables
import Testing

@Suite struct SectorIndexTests {
  private func label(_ region: String, _ code: String) -> SectorLabel { SectorLabel(region: region, code: code, name: "") }

  @Test func findsByQualifiedAndBareCode() throws {
    let index = try SectorIndex([label("A", "1"), label("A", "2"), label("B", "1"), label("B", "J62_J63")])
    #expect(index.regions == ["A", "B"])
    #expect(index.position(of: "B/1") == .found(2))
    #expect(index.position(of: "J62_J63") == .found(3))
    #expect(index.position(of: "1") == .ambiguous([0, 2]))
    #expect(index.position(of: "3") == .unknown)
  }

  @Test func refusesLabelsThatDoNotIdentify() {
    #expect(throws: LabelError.duplicate("A/1", first: 0, second: 2)) {
      _ = try SectorIndex([label("A", "1"), label("B", "1"), label("A", "1")])
    }
    #expect(throws: LabelError.missingCode(index: 1)) { _ = try SectorIndex([label("A", "1"), label("B", "")]) }
    #expect(throws: LabelError.missingRegion(index: 0, code: "1")) { _ = try SectorIndex([label("", "1")]) }
  }

  @Test func theNearestCodesAndElseTheNames() throws {
    let labels = [
      SectorLabel(region: "A", code: "c27", name: "Post and telecommunications"),
      SectorLabel(region: "B", code: "c27", name: "Post and telecommunications"),
      SectorLabel(region: "A", code: "c2", name: "Mining"),
    ]
    let index = try SectorIndex(labels)
    #expect(index.nearest(to: "c28") == ["c2", "c27"])
    #expect(index.nearest(to: "C/c27") == ["A/c27", "B/c27", "A/c2"])
    #expect(index.nearest(to: "Telecommunications") == ["c27"])
    #expect(index.nearest(to: "software").isEmpty)
    #expect(NearestNames.hint("adb-2012", among: ["adb-2021", "oecd"]) == "; nearest are adb-2021")
    #expect(NearestNames.hint("x", among: ["adb-2021"]).isEmpty)
  }
}
