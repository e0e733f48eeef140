import TableFormats
import Tables
import TestSupport
import Testing

/// What label files and maps are refused for: names given twice, blanks nobody sees.
@Suite struct LabelFileTests {
  let folder: TemporaryFolder
  let fixture: CanonicalFixture

  init() throws {
    folder = try TemporaryFolder()
    fixture = try CanonicalFixture()
  }

  private func map(_ text: String) throws -> [ConcordanceEntry] {
    try ConcordanceFile.read(folder.write(text, to: "map.csv"))
  }

  private func refusal(_ text: String) throws -> String {
    do {
      return "accepted: \(try map(text))"
    } catch let error as TableReadError { return error.description.replacing(folder.path + "/", with: "") }
  }

  private func refusal(ofTableWith file: String, _ text: String) throws -> String {
    try fixture.folder.write(text, to: file)
    do {
      _ = try ReaderRegistry.standard.read(fixture.path)
      return "accepted"
    } catch { return error.description.replacing(fixture.path + "/", with: "") }
  }

  @Test func refusesAColumnThatIsThereTwice() throws {
    #expect(
      try refusal("from,from,to\na,b,c\n")
        == "map.csv: line 1, column 2: the column 'from' is there twice, first as column 1")
    #expect(
      try refusal("\nfrom,to,weight,x,weight\na,c,1,,2\n")
        == "map.csv: line 2, column 5: the column 'weight' is there twice, first as column 3")
    #expect(
      try refusal(ofTableWith: "sectors.csv", "region,code,name,code\nNOR,a,Fish,a\nNOR,b,Oil,b\nSUD,a,Wine,a\n")
        == "sectors.csv: line 1, column 4: the column 'code' is there twice, first as column 2")
  }

  @Test func acceptsColumnsWithoutNames() throws {
    #expect(try map("from,to,,\na,c,,\n") == [ConcordanceEntry(from: "a", to: "c")])
  }

  @Test func refusesBlanksAroundLabels() throws {
    let cure = "begins or ends with a blank; remove it, or quote the field if it belongs to the label"
    #expect(try refusal("from,to\na,x\nb, x\n") == "map.csv: line 3, column 2: ' x' \(cure)")
    #expect(try refusal("from,to\na\t,x\n") == "map.csv: line 2, column 1: 'a\t' \(cure)")
    #expect(try refusal("from,to\na,x\u{A0}\n") == "map.csv: line 2, column 2: 'x\u{A0}' \(cure)")
    #expect(try refusal("from, to\na,x\n") == "map.csv: line 1, column 2: ' to' \(cure)")
    #expect(
      try refusal(ofTableWith: "sectors.csv", "region,code,name\nNOR,a,Fish\nNOR,b ,Oil\nSUD,a,Wine\n")
        == "sectors.csv: line 3, column 2: 'b ' \(cure)")
    try fixture.folder.write(CanonicalFixture.sectors, to: "sectors.csv")
    #expect(
      try refusal(ofTableWith: "demand.csv", "region,category\n NOR,Households\nSUD,Households\n")
        == "demand.csv: line 2, column 1: ' NOR' \(cure)")
  }

  @Test func keepsQuotedBlanksAndAllowsThemAroundWeights() throws {
    let entries = try map("from,to,weight\n\" a\",x, 0.25\n\" a\",y,0.75 \n")
    #expect(
      entries == [
        ConcordanceEntry(from: " a", to: "x", weight: 0.25), ConcordanceEntry(from: " a", to: "y", weight: 0.75),
      ])
  }
}
