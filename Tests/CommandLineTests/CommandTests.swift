import Foundation
import TestSupport
import Testing

/// Each command on a good table.
@Suite struct CommandTests {
  private let fixture: CanonicalFixture
  private let beside: TemporaryFolder

  init() throws {
    fixture = try CanonicalFixture()
    beside = try TemporaryFolder()
  }

  private func run(_ arguments: String...) throws -> ToolRun {
    try ToolRun(arguments + ["--engine", "swift", "--threads", "1"])
  }

  @Test func info() throws {
    let run = try ToolRun(["info", fixture.path, "--json", "-"])
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.json()
    let table = try #require(document["table"] as? [String: Any])
    #expect(table["sectors"] as? Int == 3)
    #expect(table["total_output"] as? Double == 300)
    #expect(table["total_value_added"] as? Double == 155)
    let memory = try #require(document["memory"] as? [String: Any])
    #expect(memory["inverse_bytes"] as? Int == 2 * 9 * 8)
  }

  @Test func solveReproducesTheOutput() throws {
    let out = beside.file("answer.npy")
    let run = try run("solve", fixture.path, "--out", out)
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("method"))
    let values = try doubles(beside.bytes("answer.npy"), count: 3)
    #expect(zip(values, CanonicalFixture.output).allSatisfy { abs($0 - $1) < 1e-12 * $1 })
  }

  @Test func solveOfOwnDemandInColumns() throws {
    // I − A = [[.9,−.2,−.05],[−.15,1,−.25],[−.05,−.1,.7]]: its columns solve to unit vectors.
    let columns: [[Double]] = [[0.9, -0.2], [-0.15, 1], [-0.05, -0.1]]
    let demand = try beside.write(NPYBytes.matrix(columns), to: "demand.npy")
    let run = try run("solve", fixture.path, "--demand", demand, "--json", "-")
    #expect(run.status == 0, "\(run.errors)")
    let solution = try #require(try run.json()["solution"] as? [[Double]])
    let units: [[Double]] = [[1, 0, 0], [0, 1, 0]]
    #expect(solution.count == 2)
    for (found, unit) in zip(solution, units) { #expect(zip(found, unit).allSatisfy { abs($0 - $1) < 1e-14 }) }
  }

  @Test func transposedSolveGivesMultipliers() throws {
    let run = try run("solve", fixture.path, "--transposed", "--json", "-")
    let found = try #require(try run.json()["solution"] as? [[Double]])[0]
    // (I − A)ᵀ m = 1 checked by substitution.
    let matrix: [[Double]] = [[0.9, -0.15, -0.05], [-0.2, 1, -0.1], [-0.05, -0.25, 0.7]]
    for row in matrix {
      let product = row[0] * found[0] + row[1] * found[1] + row[2] * found[2]
      #expect(abs(product - 1) < 1e-14)
    }
  }

  @Test(arguments: ["leontief", "ghosh"]) func inverse(_ kind: String) throws {
    let out = beside.file("inverse.npy")
    let run = try run("inverse", fixture.path, "--kind", kind, "--out", out)
    #expect(run.status == 0, "\(run.errors)")
    let inverse = try doubles(beside.bytes("inverse.npy"), count: 9)
    // All outputs are equal, so both inverses are: row i of it times column j of I − A is the unit matrix.
    let matrix: [[Double]] = [[0.9, -0.2, -0.05], [-0.15, 1, -0.25], [-0.05, -0.1, 0.7]]
    for i in 0..<3 {
      for j in 0..<3 {
        var product = i == j ? -1.0 : 0
        for k in 0..<3 { product += inverse[3 * i + k] * matrix[k][j] }
        #expect(abs(product) < 1e-14)
      }
    }
  }

  @Test func aggregateByAMap() throws {
    let map = try beside.write("from,to\nNOR/a,food\nSUD/a,food\nb,b\n", to: "map.csv")
    let out = beside.file("aggregated")
    let run = try run("aggregate", fixture.path, "--map", map, "--out", out)
    #expect(run.status == 0, "\(run.errors)")
    let flows = try doubles(Array(Data(contentsOf: URL(fileURLWithPath: "\(out)/Z.npy"))), count: 4)
    #expect(flows == [50, 30, 40, 0])
    #expect(try ToolRun(["info", out]).status == 0)
  }

  @Test func splitByAStudy() throws {
    let study = try fixture.folder.write(
      "split: [{sector: b, into: [{code: b1, share: 0.25}, {code: b2, share: 0.75}]}]\ndigital: {d: [b1]}", to: "study.yaml")
    let out = beside.file("split")
    let run = try run("split", fixture.path, "--study", study, "--out", out)
    #expect(run.status == 0, "\(run.errors)")
    let flows = try doubles(Array(Data(contentsOf: URL(fileURLWithPath: "\(out)/Z.npy"))), count: 16)
    #expect(flows == [10, 5, 15, 5, 3.75, 0, 0, 6.25, 11.25, 0, 0, 18.75, 5, 2.5, 7.5, 30])
  }

  @Test func aTableGoesThroughTheLabelledFile() throws {
    let map = try beside.write("from,to\nNOR/a,NOR/a\nb,NOR/b\nSUD/a,SUD/a\n", to: "map.csv")
    let csv = beside.file("table.csv")
    #expect(try run("aggregate", fixture.path, "--map", map, "--out", csv).status == 0)
    let run = try run("solve", csv, "--json", "-")
    let solution = try #require(try run.json()["solution"] as? [[Double]])
    #expect(zip(solution[0], CanonicalFixture.output).allSatisfy { abs($0 - $1) < 1e-12 * $1 })
  }

  @Test func quietPrintsNothing() throws {
    let run = try ToolRun(["solve", fixture.path, "--quiet", "--engine", "/nowhere/libblas.so"])
    #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty)
  }

  @Test func versionAndHelp() throws {
    #expect(try ToolRun(["--version"]).output == "0.1.0\n")
    for command in [["--help"], ["solve", "--help"], ["estimate", "digital", "--help"], ["doctor", "--help"]] {
      let run = try ToolRun(command)
      let name = (["leontief"] + command.dropLast()).joined(separator: " ")
      #expect(run.status == 0 && run.output.contains("USAGE: \(name) ") && run.errors.isEmpty)
    }
  }

  private func doubles(_ bytes: [UInt8], count: Int) throws -> [Double] {
    let data = bytes.suffix(count * 8)
    try #require(data.count == count * 8)
    return stride(from: data.startIndex, to: data.endIndex, by: 8).map { start in
      Double(bitPattern: (0..<8).reduce(UInt64(0)) { $0 | UInt64(data[start + $1]) << UInt64(8 * $1) })
    }
  }
}
