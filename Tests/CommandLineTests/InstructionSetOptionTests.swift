import Foundation
import Leontief
import TestSupport
import Testing

/// `--isa` and `LEONTIEF_ISA` on both tools: what is asked for runs, or the command ends.
@Suite struct InstructionSetOptionTests {
  private let fixture: CanonicalFixture
  private static let available = InstructionSet.available.map(\.rawValue)
  private static let missing = InstructionSet.allCases.map(\.rawValue).filter { !available.contains($0) }

  init() throws { fixture = try CanonicalFixture() }

  private func solve(_ arguments: [String], _ environment: [String: String] = [:]) throws -> ToolRun {
    try ToolRun(["solve", fixture.path, "--json", "-", "--engine", "swift"] + arguments, environment: environment)
  }

  @Test(arguments: available)
  func reportsNameTheSetAndWhatForcedIt(_ name: String) throws {
    let runs = [
      (try solve(["--isa", name], ["LEONTIEF_ISA": "nonsense"]), "--isa \(name)"),
      (try solve([], ["LEONTIEF_ISA": name]), "LEONTIEF_ISA=\(name)"),
    ]
    for (run, forcedBy) in runs {
      #expect(run.status == 0, "\(run.errors)")
      let engine = try #require(try run.json()["engine"] as? [String: Any])
      #expect(engine["instruction_set"] as? String == name)
      #expect(engine["instruction_set_forced_by"] as? String == forcedBy)
      #expect(engine["version"] as? String == InstructionSet(rawValue: name)?.title)
    }
  }

  @Test func doctorListsTheSets() throws {
    let host = try #require(try ToolRun(["doctor", "--engine", "swift", "--json", "-"]).json()["host"] as? [String: Any])
    #expect(host["instruction_sets"] as? [String] == Self.available)
    let text = try ToolRun(["doctor", "--engine", "swift"]).output
    #expect(text.contains("instruction sets  \(Self.available.joined(separator: " ")) (--isa)"))
  }

  @Test func nothingIsForcedByItself() throws {
    let engine = try #require(try solve([]).json()["engine"] as? [String: Any])
    #expect(engine["instruction_set"] as? String == InstructionSet.best.rawValue)
    #expect(engine["instruction_set_forced_by"] is NSNull)
  }

  @Test func aWrongWordIsWrongUsage() throws {
    let runs = [
      try solve(["--isa", "mmx"]), try solve([], ["LEONTIEF_ISA": "mmx"]),
      try ToolRun(["run", "--sizes", "10", "--isa", "mmx"], tool: "leontief-bench"),
    ]
    for run in runs {
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(run.errorLines.count == 1 && run.errors.contains("'mmx' is no instruction set"), "\(run.errors)")
    }
    #expect(try solve([], ["LEONTIEF_ISA": ""]).status == 2)
  }

  @Test(arguments: missing)
  func aSetTheProcessorLacksIsAResource(_ name: String) throws {
    let runs = [
      try solve(["--isa", name]), try solve([], ["LEONTIEF_ISA": name]),
      try ToolRun(["doctor", "--isa", name]),
      try ToolRun(["run", "--sizes", "10", "--engine", "swift", "--isa", name], tool: "leontief-bench"),
    ]
    for run in runs {
      #expect(run.status == 5 && run.output.isEmpty)
      #expect(run.errorLines.count == 1, "\(run.errors)")
      #expect(run.errors.contains("it has \(Self.available.joined(separator: ", "))"), "\(run.errors)")
    }
  }
}
