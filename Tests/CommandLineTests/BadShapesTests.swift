import TestSupport
import Testing

/// Arrays and label files of a table that disagree on its size.
@Suite struct BadShapesTests {
  private let fixture: CanonicalFixture

  init() throws { fixture = try CanonicalFixture() }

  @Test(arguments: ["x", "va"]) func aVectorOfAnotherLength(_ name: String) throws {
    try fixture.folder.write(NPYBytes.vector([1, 2]), to: "\(name).npy")
    try fixture.expectRefusal("T/\(name).npy has shape (2,), but Z.npy of shape (3, 3) needs shape (3,)")
  }

  @Test func aSatelliteOfAnotherWidth() throws {
    try fixture.folder.write(NPYBytes.vector([1, 2, 3, 4]), to: "imports.npy")
    try fixture.expectRefusal("T/imports.npy has shape (4,), but Z.npy of shape (3, 3) needs shape (3,) or (k, 3)")
  }

  @Test func demandOfAnotherHeight() throws {
    try fixture.folder.write(NPYBytes.matrix([[1, 2], [3, 4]]), to: "Y.npy")
    try fixture.expectRefusal("T/Y.npy has shape (2, 2), but Z.npy of shape (3, 3) needs 3 rows and two dimensions")
  }

  @Test func flowsThatAreNotSquare() throws {
    try fixture.folder.write(NPYBytes.matrix([[1, 2, 3], [4, 5, 6]]), to: "Z.npy")
    try fixture.expectRefusal("T/Z.npy has shape (2, 3), but a table needs a square matrix")
  }

  @Test func fewerSectorsThanRows() throws {
    try fixture.folder.write("index,region,code,name\n0,NOR,a,Fish\n1,NOR,b,Oil\n", to: "sectors.csv")
    try fixture.expectRefusal("T/sectors.csv has 2 sectors, but Z.npy needs 3")
  }

  @Test func moreCategoriesThanColumns() throws {
    try fixture.folder.write(CanonicalFixture.categories + "2,SUD,Exports\n", to: "demand.csv")
    try fixture.expectRefusal("T/demand.csv has 3 categories, but Y.npy needs 2")
  }
}
