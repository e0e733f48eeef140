import TestSupport
import Testing

/// Tables of one sector and of none.
@Suite struct SmallestTableTests {
  private let fixture: CanonicalFixture
  private let beside: TemporaryFolder

  init() throws {
    fixture = try CanonicalFixture()
    beside = try TemporaryFolder()
    for name in ["imports.npy", "meta.json"] { try fixture.folder.remove(name) }
  }

  private func write(flows: [Double], demand: [Double], valueAdded: [Double]) throws {
    let n = demand.count
    let output = zip(flows, demand).map { $0 + $1 }
    try fixture.folder.write(NPYBytes.file(descr: "<f8", shape: "(\(n), \(n))", data: NPYBytes.doubles(flows)), to: "Z.npy")
    try fixture.folder.write(NPYBytes.file(descr: "<f8", shape: "(\(n), 1)", data: NPYBytes.doubles(demand)), to: "Y.npy")
    try fixture.folder.write(NPYBytes.vector(output), to: "x.npy")
    try fixture.folder.write(NPYBytes.vector(valueAdded), to: "va.npy")
    try fixture.folder.write("region,code,name\n" + (n == 1 ? "R,1,one\n" : ""), to: "sectors.csv")
    try fixture.folder.write("region,category\nR,all\n", to: "demand.csv")
  }

  @Test func oneSectorSolves() throws {
    try write(flows: [20], demand: [80], valueAdded: [80])
    let run = try ToolRun(fixture.solve("--json", "-"))
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(relativeDifference(try #require(try run.json()["solution"] as? [[Double]])[0], [100]) < 1e-15)
    let transposed = try ToolRun(fixture.solve("--transposed", "--json", "-"))
    // 1 / (1 − 0.2).
    #expect(relativeDifference(try #require(try transposed.json()["solution"] as? [[Double]])[0], [1.25]) < 1e-15)
  }

  /// The equations of no sectors have the empty solution: it is given, with a warning, since few people mean such a table.
  @Test func noSectorsGiveAnEmptyResultAndAWarning() throws {
    try write(flows: [], demand: [], valueAdded: [])
    let warning = "warning: the table has no sectors: every result is empty"
    let info = try ToolRun(["info", fixture.path, "--json", "-"])
    #expect(info.status == 0, "\(info.errors)")
    #expect((try info.json()["table"] as? [String: Any])?["sectors"] as? Int == 0)
    for command in [["solve"], ["solve", "--transposed"], ["inverse"]] {
      let out = beside.file("out.npy")
      let arguments = command + [fixture.path, "--engine", "swift", "--out", out]
      let run = try ToolRun(arguments)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.errorLines.contains(warning), "\(run.errors)")
      let shape = command == ["inverse"] ? "(0, 0)" : "(0,)"
      #expect(try beside.bytes("out.npy") == NPYBytes.file(descr: "<f8", shape: shape, data: []))
      try beside.remove("out.npy")
    }
  }

  @Test func noSectorCannotBeDigital() throws {
    try write(flows: [], demand: [], valueAdded: [])
    let study = try beside.write("digital: {d: [a]}", to: "study.yaml")
    try expectFailure(
      3, "\(study): line 1: sector a is not in the table",
      ["estimate", "digital", fixture.path, "--study", study, "--engine", "swift", "--quiet"])
  }
}
