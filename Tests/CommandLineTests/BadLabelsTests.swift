import TestSupport
import Testing

/// Labels that do not identify sectors, and label files that are not there.
@Suite struct BadLabelsTests {
  private let fixture: CanonicalFixture

  init() throws { fixture = try CanonicalFixture() }

  @Test(arguments: [
    ("region,code,name\nR,a,\nR,b,\nR,a,\n", ": sector R/a occurs twice, at positions 0 and 2"),
    ("region,code,name\nR,a,\nR,,\nR,c,\n", ": sector 1 has no code"),
    ("region,code,name\nR,a,\n,b,\nR,c,\n", ": sector 1 (b) has no region"),
    (
      "region,code,code,name\nR,a,a,\nR,b,b,\nR,c,c,\n",
      ": line 1, column 3: the column 'code' is there twice, first as column 2"
    ),
    (
      "region,code,name\nR,a,\nR, b,\nR,c,\n",
      ": line 3, column 2: ' b' begins or ends with a blank; remove it, or quote the field if it belongs to the label"
    ),
    (
      "index,region,code,name\n0,R,a,\n2,R,b,\n1,R,c,\n",
      ": line 3, column 1: index '2' stands where 1 is expected; keep the rows in table order"
    ),
    ("", ": line 1, column 1: the file is empty"),
  ])
  func sectorsThatAreNotIdentified(_ text: String, _ sentence: String) throws {
    try fixture.folder.write(text, to: "sectors.csv")
    try fixture.expectRefusal("T/sectors.csv\(sentence)")
  }

  @Test func noSectors() throws {
    try fixture.folder.remove("sectors.csv")
    try fixture.expectRefusal("T: there is no sectors.csv; write one with the columns index, region, code, name")
  }

  @Test func noDemandCategories() throws {
    try fixture.folder.remove("demand.csv")
    try fixture.expectRefusal("T: there is no demand.csv; write one with the columns index, region, category")
  }
}
