import Foundation
import TestSupport
import Testing

/// Where the JSON document goes and what it says of the inputs.
@Suite struct DocumentTests {
  private let fixture: CanonicalFixture
  private let beside: TemporaryFolder

  init() throws {
    fixture = try CanonicalFixture()
    beside = try TemporaryFolder()
  }

  private func document(_ name: String) throws -> [String: Any] {
    let data = Data(try beside.bytes(name))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func standardOutputThatIsAFile() throws {
    let file = beside.file("document.json")
    let run = try ToolRun(fixture.solve("--json", "-"), limits: "exec >'\(file)'")
    #expect(run.status == 0, "\(run.errors)")
    #expect(try document("document.json")["schema"] as? String == "leontief-solve/1")
    #expect(try beside.names() == ["document.json"])
  }

  @Test func standardOutputThatIsAppendedTo() throws {
    try beside.write("before\n", to: "log")
    let run = try ToolRun(fixture.solve("--json", "-"), limits: "exec >>'\(beside.file("log"))'")
    #expect(run.status == 0, "\(run.errors)")
    let text = String(decoding: try beside.bytes("log"), as: UTF8.self)
    #expect(text.hasPrefix("before\n{") && text.hasSuffix("}\n"))
  }

  @Test func aLinkStaysAndTheFileBehindItIsReplaced() throws {
    try beside.write("old", to: "real.json")
    try FileManager.default.createSymbolicLink(atPath: beside.file("link.json"), withDestinationPath: "real.json")
    let run = try ToolRun(fixture.solve("--json", beside.file("link.json")))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try document("real.json")["schema"] as? String == "leontief-solve/1")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: beside.file("link.json")) == "real.json")
  }

  @Test func checksumsAreOfWhatWasRead() throws {
    // The demand file is also the output: its checksum is the one it had before.
    let demand = try beside.write(NPYBytes.vector([1, 2, 3]), to: "both.npy")
    let run = try ToolRun(fixture.solve("--demand", demand, "--out", demand, "--json", beside.file("a.json")))
    #expect(run.status == 0, "\(run.errors)")
    let inputs = try #require(try document("a.json")["inputs"] as? [[String: Any]])
    let input = try #require(inputs.first { $0["path"] as? String == demand })
    // sha256sum of the bytes NumPy writes for np.array([1.0, 2.0, 3.0]).
    #expect(input["sha256"] as? String == "fb4c2491227ec690639b93fe3f45b1a1d70c0931cb555b6d518cf5c8f4c10bf0")
    let names = inputs.compactMap { ($0["path"] as? String).map { URL(fileURLWithPath: $0).lastPathComponent } }
    let table = ["Y.npy", "Z.npy", "demand.csv", "imports.npy", "meta.json", "sectors.csv", "va.npy", "x.npy"]
    #expect(names == table + ["both.npy"])
  }

  @Test func whatIsMissingIsNull() throws {
    let run = try ToolRun(fixture.solve("--json", "-", "--out", beside.file("x.npy")))
    let document = try run.json()
    #expect(document["solution"] is NSNull)
    let engine = try #require(document["engine"] as? [String: Any])
    #expect(engine["path"] is NSNull && engine["core_type"] is NSNull)
    let report = try #require(document["report"] as? [String: Any])
    #expect(report["condition_1"] is NSNull && report["component_error_bound"] is NSNull)
  }

  @Test func theEliminationIsTold() throws {
    let report = try #require(
      try ToolRun(fixture.solve("--json", "-", "--engine", "swift")).json()["report"] as? [String: Any])
    #expect(report["pivoting"] as? String == "none")
    #expect(report["pivoting_reason"] as? String == "every column of I − A is diagonally dominant")
  }

  @Test func totalsThatOverflowAreNull() throws {
    try fixture.folder.write(NPYBytes.vector([1e308, 1e308, 1e308]), to: "x.npy")
    try fixture.folder.write(NPYBytes.matrix([[0, 0, 0], [0, 0, 0], [0, 0, 0]]), to: "Z.npy")
    try fixture.folder.write(NPYBytes.matrix([[1e308, 0], [1e308, 0], [1e308, 0]]), to: "Y.npy")
    try fixture.folder.write(NPYBytes.vector([1e308, 1e308, 1e308]), to: "va.npy")
    try fixture.folder.remove("imports.npy")
    let run = try ToolRun(["info", fixture.path, "--json", "-", "--engine", "swift"])
    #expect(run.status == 0, "\(run.errors)")
    let table = try #require(try run.json()["table"] as? [String: Any])
    for key in ["total_output", "total_final_demand", "total_value_added"] { #expect(table[key] is NSNull, "\(key)") }
  }
}
