import TestSupport
import Testing

/// A list without a name is wrong usage and never a confident zero.
@Suite struct EmptyListTests {
  private static let germany = "\(MainJobTests.data)/germany_1995"

  private static let commands: [[String]] = [
    ["footprint", germany, "--rows"], ["extraction", germany, "--all", "--rows"], ["supply-use", germany, "--commodities"],
    ["supply-use", germany, "--commodities", "c1", "--industries"], ["manufacturing", germany, "--digital"],
    ["digital-world", germany, "--digital"],
  ]

  @Test(arguments: commands, [",", " , ", ""]) func isRefused(_ command: [String], _ list: String) throws {
    let run = try ToolRun(["estimate"] + command + [list])
    #expect(run.status == 2 && run.output.isEmpty, "\(run.errors)")
    #expect(run.errors.contains(command.last ?? ""), "\(run.errors)")
  }

  @Test func blanksAndRepetitionsAreDropped() throws {
    let run = try ToolRun(["estimate", "extraction", Self.germany, "--sector", "CPA_A", "--rows", " imports ,,imports"])
    #expect(run.status == 0 && run.output.contains("imports"), "\(run.errors)")
  }
}
