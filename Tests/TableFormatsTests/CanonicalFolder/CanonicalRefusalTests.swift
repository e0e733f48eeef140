import Foundation
import MatrixCore
import TableFormats
import Tables
import TestSupport
import Testing

/// Each bad input with the sentence it is refused with.
@Suite struct CanonicalRefusalTests {
  let fixture: CanonicalFixture

  init() throws { fixture = try CanonicalFixture() }

  /// The sentence, with the folder's own name replaced by "T".
  private func refusal(_ options: ReadOptions = ReadOptions()) -> String {
    do {
      _ = try ReaderRegistry.standard.read(fixture.path, options: options)
      return "accepted"
    } catch {
      #expect(!error.isResourceShortage)
      return error.description.replacing(fixture.path, with: "T")
    }
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity])
  func refusesNumbersThatAreNone(value: Double) throws {
    let cure = "; missing and infinite values are not accepted"
    var flows = CanonicalFixture.flows
    flows[1][2] = value
    try fixture.folder.write(NPYBytes.matrix(flows), to: "Z.npy")
    #expect(refusal() == "T: Z holds \(value) in row 1 (NOR/b), column 2 (SUD/a)\(cure)")
    try fixture.folder.write(NPYBytes.matrix(CanonicalFixture.flows), to: "Z.npy")
    var demand = CanonicalFixture.demand
    demand[2][0] = value
    try fixture.folder.write(NPYBytes.matrix(demand), to: "Y.npy")
    #expect(refusal() == "T: Y holds \(value) in row 2 (SUD/a), column 0 (NOR, Households)\(cure)")
    try fixture.folder.write(NPYBytes.matrix(CanonicalFixture.demand), to: "Y.npy")
    for (file, name, values) in [
      ("x.npy", "x", CanonicalFixture.output), ("va.npy", "va", CanonicalFixture.valueAdded),
      ("imports.npy", "imports", CanonicalFixture.imports),
    ] {
      try fixture.folder.write(NPYBytes.vector([values[0], value, value]), to: file)
      #expect(refusal() == "T: \(name) holds \(value) in column 1 (NOR/b) (2 such numbers)\(cure)")
      try fixture.folder.write(NPYBytes.vector(values), to: file)
    }
    try fixture.folder.write(NPYBytes.matrix([[1, 2, 3], [4, 5, value]]), to: "F.npy")
    #expect(refusal() == "T: F holds \(value) in row 1, column 2 (SUD/a)\(cure)")
  }

  @Test func refusesNegativeOutput() throws {
    try fixture.folder.write(NPYBytes.vector([100, -3, 100]), to: "x.npy")
    #expect(
      refusal()
        == "T: sector NOR/b at position 1 has output -3.0; allow negative output to read it all the same "
        + "(and 2 more kinds of error)")
  }

  @Test func readsNegativeOutputOnRequest() throws {
    try fixture.folder.write(NPYBytes.matrix([[10, 20, 5], [15, 0, 25], [-5, 0, 0]]), to: "Z.npy")
    try fixture.folder.write(NPYBytes.matrix([[40, 25], [50, 10], [3, 1]]), to: "Y.npy")
    try fixture.folder.write(NPYBytes.vector([100, 100, -1]), to: "x.npy")
    try fixture.folder.write(NPYBytes.vector([70, 75, -41]), to: "va.npy")
    #expect(refusal().hasPrefix("T: sector SUD/a at position 2 has output -1.0; allow negative output"))
    let reading = try ReaderRegistry.standard.read(fixture.path, options: ReadOptions(negativeOutput: .allowed))
    let finding = try #require(reading.report.validation?.findings(of: .negativeOutput).first)
    #expect(finding.severity == .warning && finding.sectors == [2] && finding.worst == -1)
  }

  @Test func refusesZeroOutputWithInputs() throws {
    try fixture.folder.write(NPYBytes.vector([100, 0, 100]), to: "x.npy")
    #expect(
      refusal()
        == "T: sector NOR/b at position 1 has no output but inputs of 30.0 and uses of 100.0 and value added of 65.0 and imports "
        + "of 5.0 (and 2 more kinds of error)")
  }

  @Test func refusesShapesThatDisagree() throws {
    try fixture.folder.write(NPYBytes.matrix([[1, 2], [3, 4]]), to: "Y.npy")
    #expect(
      refusal() == "T/Y.npy has shape (2, 2), but Z.npy of shape (3, 3) needs 3 rows and two dimensions")
    try fixture.folder.write(NPYBytes.matrix(CanonicalFixture.demand), to: "Y.npy")
    for (file, values) in [("x.npy", [1.0, 2]), ("va.npy", [1, 2, 3, 4])] {
      try fixture.folder.write(NPYBytes.vector(values), to: file)
      #expect(refusal() == "T/\(file) has shape (\(values.count),), but Z.npy of shape (3, 3) needs shape (3,)")
      try fixture.folder.remove(file)
    }
    try fixture.folder.write(NPYBytes.vector([1, 2]), to: "imports.npy")
    #expect(refusal() == "T/imports.npy has shape (2,), but Z.npy of shape (3, 3) needs shape (3,) or (k, 3)")
    try fixture.folder.write(NPYBytes.matrix([[1, 2, 3], [4, 5, 6]]), to: "Z.npy")
    #expect(refusal() == "T/Z.npy has shape (2, 3), but a table needs a square matrix")
  }

  @Test func refusesCountsThatDisagree() throws {
    try fixture.folder.write("index,region,code,name\n0,NOR,a,Fish\n1,NOR,b,Oil\n", to: "sectors.csv")
    #expect(refusal() == "T/sectors.csv has 2 sectors, but Z.npy needs 3")
    try fixture.folder.write(CanonicalFixture.sectors, to: "sectors.csv")
    try fixture.folder.write("index,region,category\n0,NOR,Households\n", to: "demand.csv")
    #expect(refusal() == "T/demand.csv has 1 categories, but Y.npy needs 2")
    try fixture.folder.write(CanonicalFixture.categories, to: "demand.csv")
    try fixture.folder.write("{\"demand_roles\": [\"a\"]}", to: "meta.json")
    #expect(refusal() == "T/meta.json has 1 demand_roles, but demand.csv needs 2")
    try fixture.folder.write("{\"n\": 4}", to: "meta.json")
    #expect(refusal() == "T/meta.json has n = 4, but Z.npy of shape (3, 3) needs n = 3")
  }

  @Test func refusesLabelsThatDoNotIdentify() throws {
    let cases = [
      ("region,code,name\nR,a,\nR,b,\nR,a,\n", "T/sectors.csv: sector R/a occurs twice, at positions 0 and 2"),
      ("region,code,name\nR,a,\nR,,\nR,c,\n", "T/sectors.csv: sector 1 has no code"),
      ("region,code,name\nR,a,\n,b,\nR,c,\n", "T/sectors.csv: sector 1 (b) has no region"),
      ("region,code,name\nR,a,x\nR,b\nR,c,z\n", "T/sectors.csv: line 3: expected 3 fields, found 2"),
      ("region,code,name\nR,a,\"x\ny\"\nR,b,c,d\n", "T/sectors.csv: line 4: expected 3 fields, found 4"),
      ("region,name\nR,a\n", "T/sectors.csv: line 1, column 1: there is no column 'code' (found: region, name)"),
      (
        "region;code;name\nR;a;x\n",
        "T/sectors.csv: line 1, column 1: there is no column 'region' (found: region;code;name); separate the columns with commas"
      ),
      (
        "index,region,code,name\n0,R,a,\n2,R,b,\n1,R,c,\n",
        "T/sectors.csv: line 3, column 1: index '2' stands where 1 is expected; keep the rows in table order"
      ),
      ("", "T/sectors.csv: line 1, column 1: the file is empty"),
      ("region,code,name\nR,a,\"x\n", "T/sectors.csv: line 2, column 3: a quoted field is not closed"),
    ]
    for (text, sentence) in cases {
      try fixture.folder.write(text, to: "sectors.csv")
      #expect(refusal() == sentence)
    }
    try fixture.folder.write(Array("region,code,name\nR,a,".utf8) + [0xFF] + Array("\n".utf8), to: "sectors.csv")
    #expect(refusal() == "T/sectors.csv: line 2, column 3: the text is not UTF-8; save the file as UTF-8")
  }

  @Test func refusesMissingFiles() throws {
    try fixture.folder.remove("demand.csv")
    #expect(refusal() == "T: there is no demand.csv; write one with the columns index, region, category")
    try fixture.folder.remove("sectors.csv")
    #expect(refusal() == "T: there is no sectors.csv; write one with the columns index, region, code, name")
    try fixture.folder.remove("Y.npy")
    #expect(refusal() == "T: there is no Y.npy; a table of flows needs its final demand")
    try fixture.folder.remove("Z.npy")
    #expect(refusal() == "T: no reader recognises this table (tried: canonical folder, labelled csv)")
  }

  @Test func refusesBrokenMetadata() throws {
    for (text, reason) in [
      ("{", "not valid JSON"), ("", "not valid JSON"), ("[]", "the document is not a JSON object"),
      ("{\"title\": {}}", "the value of 'title' has the wrong type"),
      ("{\"notes\": [\"a\", {}]}", "the value of 'notes.[1]' has the wrong type"),
    ] {
      try fixture.folder.write(text, to: "meta.json")
      #expect(refusal() == "T/meta.json: \(reason)")
    }
  }

  @Test func refusesBrokenArrays() throws {
    try fixture.folder.write(Array(NPYBytes.matrix(CanonicalFixture.flows).dropLast(1)), to: "Z.npy")
    #expect(refusal() == "T/Z.npy: truncated: the header promises 72 bytes of data, the file has 71")
    try fixture.folder.write(NPYBytes.file(descr: "<f8", shape: "(1099511627776, 3)", data: []), to: "Z.npy")
    #expect(refusal() == "T/Z.npy: truncated: the header promises 26388279066624 bytes of data, the file has 0")
    for type in ["<c16", "|O"] {
      try fixture.folder.write(NPYBytes.file(descr: type, shape: "(3, 3)", data: []), to: "Z.npy")
      #expect(
        refusal() == "T/Z.npy: element type \(type) is not supported; save as float64, float32, int64, int32 or bool")
    }
    try fixture.folder.remove("Z.npy")
    try fixture.folder.makeFolder("Z.npy")
    #expect(refusal() == "T/Z.npy: cannot read: Is a directory")
  }

  @Test func namesPathsThatAreNotThere() throws {
    let path = fixture.folder.file("nowhere")
    #expect(throws: TableReadError.file(FileError(path: path, operation: .open, code: 2))) {
      _ = try ReaderRegistry.standard.read(path)
    }
    let text = try fixture.folder.write("hello", to: "hello.txt")
    #expect(throws: TableReadError.unrecognised(path: text, tried: ["canonical folder", "labelled csv"])) {
      _ = try ReaderRegistry.standard.read(text)
    }
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func namesFilesThatMayNotBeRead() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: fixture.folder.file("x.npy"))
    #expect(refusal() == "T/x.npy: cannot open: Permission denied")
  }

  @Test func keepsTheMemoryLimit() throws {
    // x, va, imports; the matrices are mapped.
    _ = try ReaderRegistry.standard.read(fixture.path, options: ReadOptions(memoryLimit: 72))
    do {
      _ = try ReaderRegistry.standard.read(fixture.path, options: ReadOptions(memoryLimit: 71))
      Issue.record("the limit was ignored")
    } catch {
      #expect(error == .memoryLimit(path: fixture.path, needed: 72, limit: 71))
      #expect(error.isResourceShortage)
      #expect(error.description == "\(fixture.path): reading needs 72 bytes, the memory limit is 71")
    }
  }

  @Test func refusesTablesThatDoNotBelongTogether() throws {
    try fixture.folder.write(NPYBytes.vector([200, 200, 200]), to: "x.npy")
    #expect(
      refusal()
        == "T: rows do not balance (Z1 + y = x): median relative residual 0.5, total 0.5, largest 100.0 in NOR/a at position 0 "
        + "(and 1 more kinds of error)")
  }
}
