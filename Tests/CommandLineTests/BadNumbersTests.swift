import TestSupport
import Testing

/// Numbers that make a table unusable.
@Suite struct BadNumbersTests {
  private let fixture: CanonicalFixture

  init() throws { fixture = try CanonicalFixture() }

  private static let cure = "missing and infinite values are not accepted"

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func notFiniteInAMatrix(_ value: Double) throws {
    var flows = CanonicalFixture.flows
    flows[1][2] = value
    try fixture.folder.write(NPYBytes.matrix(flows), to: "Z.npy")
    try fixture.expectRefusal("T: Z holds \(value) in row 1 (NOR/b), column 2 (SUD/a); \(Self.cure)")
    try fixture.folder.write(NPYBytes.matrix(CanonicalFixture.flows), to: "Z.npy")
    var demand = CanonicalFixture.demand
    demand[2][0] = value
    try fixture.folder.write(NPYBytes.matrix(demand), to: "Y.npy")
    try fixture.expectRefusal("T: Y holds \(value) in row 2 (SUD/a), column 0 (NOR, Households); \(Self.cure)")
  }

  @Test(arguments: ["x", "va", "imports", "employment"], [Double.nan, .infinity, -.infinity])
  func notFiniteInAVector(_ name: String, _ value: Double) throws {
    try fixture.folder.write(NPYBytes.vector([100, value, 100]), to: "\(name).npy")
    try fixture.expectRefusal("T: \(name) holds \(value) in column 1 (NOR/b); \(Self.cure)")
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func notFiniteInASatelliteOfSeveralRows(_ value: Double) throws {
    try fixture.folder.write(NPYBytes.matrix([[1, 2, 3], [value, 5, value]]), to: "F.npy")
    try fixture.expectRefusal("T: F holds \(value) in row 1, column 0 (NOR/a) (2 such numbers); \(Self.cure)")
  }

  @Test func negativeOutput() throws {
    try fixture.folder.write(NPYBytes.matrix([[10, 20, 5], [15, 0, 25], [-5, 0, 0]]), to: "Z.npy")
    try fixture.folder.write(NPYBytes.matrix([[40, 25], [50, 10], [3, 1]]), to: "Y.npy")
    try fixture.folder.write(NPYBytes.vector([100, 100, -1]), to: "x.npy")
    try fixture.folder.write(NPYBytes.vector([70, 75, -41]), to: "va.npy")
    try fixture.expectRefusal(
      "T: sector SUD/a at position 2 has output -1.0; allow negative output to read it all the same "
        + "(--allow-negative-output)")
    #expect(try ToolRun(["info", fixture.path, "--allow-negative-output", "--quiet"]).status == 0)
  }

  @Test func zeroOutputWithInputs() throws {
    try fixture.folder.write(NPYBytes.vector([100, 0, 100]), to: "x.npy")
    try fixture.expectRefusal(
      "T: sector NOR/b at position 1 has no output but inputs of 30.0 and uses of 100.0 and value added of 65.0 and imports "
        + "of 5.0 (and 2 more kinds of error)")
  }

  /// The same zero without anything that contradicts it is sound: the sector is inactive.
  @Test func zeroOutputWithoutInputs() throws {
    try fixture.folder.write(NPYBytes.matrix([[10, 0, 5], [0, 0, 0], [5, 0, 30]]), to: "Z.npy")
    try fixture.folder.write(NPYBytes.matrix([[60, 25], [0, 0], [35, 30]]), to: "Y.npy")
    try fixture.folder.write(NPYBytes.vector([100, 0, 100]), to: "x.npy")
    try fixture.folder.write(NPYBytes.vector([75, 0, 55]), to: "va.npy")
    try fixture.folder.write(NPYBytes.vector([10, 0, 10]), to: "imports.npy")
    let run = try ToolRun(fixture.solve("--json", "-"))
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let solution = try #require(try run.json()["solution"] as? [[Double]])[0]
    #expect(relativeDifference(solution, [100, 0, 100]) < 1e-14 && solution[1] == 0)
  }
}
