import Leontief
import TestSupport
import Testing

/// What a command says and returns when its identities hold, hold only within rounding that multipliers amplify, or fail.
@Suite struct IdentityFailureTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A table whose columns buy all but this share of their output.
  private func table(_ deficit: Double) throws -> String {
    let table = try ReferenceTables.random(6, columnSum: 1 - deficit, seed: 9)
    let path = folder.file("table\(deficit)")
    try CanonicalFolderWriter().write(table, to: path, options: WriteOptions())
    return path
  }

  static let estimates = [["digital"], ["multipliers"], ["extraction", "--all"]]

  private func run(_ estimate: [String], _ table: String, _ more: String...) throws -> ToolRun {
    let study = try folder.write("digital: {a: [s1], b: [s3]}", to: "study.yaml")
    let options = estimate[0] == "digital" ? ["--study", study] : []
    return try ToolRun(
      ["estimate", estimate[0], table] + estimate.dropFirst() + options + more + ["--quiet", "--engine", "swift"])
  }

  @Test(arguments: estimates) func identitiesHold(_ estimate: [String]) throws {
    let run = try run(estimate, table(0.3), "--json", "-")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(!run.output.contains("\"holds\" : false") && run.output.contains("\"holds\" : true"))
  }

  /// Multipliers of a million: told, and no failure.
  @Test(arguments: estimates) func roundingIsAmplified(_ estimate: [String]) throws {
    let run = try run(estimate, table(1e-6), "--json", "-")
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(run.output.contains("\"excused_by_amplification\" : true") && !run.output.contains("\"holds\" : false"))
  }

  /// Multipliers of 10¹³ leave three digits: the result is shown, the identity that fails is named with what was compared, and the
  /// exit status is that of a numerical failure.
  @Test(arguments: estimates) func beyondTheBound(_ estimate: [String]) throws {
    let run = try run(estimate, table(1e-13), "--json", "-")
    #expect(run.status == 4, "\(run.errors)")
    let pattern = #/leontief: .+ fails: .+ against .+, a difference of .+ of .+, where 1e-06 is allowed/#
    #expect(run.errorLines.count == 1 && run.errorLines[0].wholeMatch(of: pattern) != nil, "\(run.errors)")
    #expect(run.output.contains("\"holds\" : false"))
  }

  /// The same of an aggregation: its table is written, for it is right.
  @Test func aggregation() throws {
    let map = try folder.write("from,to\ns0,a\ns1,a\ns2,a\ns3,b\ns4,b\ns5,b\n", to: "map.csv")
    func run(_ deficit: Double) throws -> ToolRun {
      let out = folder.file("out\(deficit)")
      return try ToolRun(
        ["aggregate", table(deficit), "--map", map, "--bias", "--out", out, "--json", "-", "--quiet", "--engine", "swift"])
    }
    let (held, amplified, failed) = (try run(0.3), try run(1e-6), try run(1e-13))
    #expect(held.status == 0 && !held.output.contains("\"excused_by_amplification\" : true"), "\(held.errors)")
    #expect(amplified.status == 0 && amplified.output.contains("\"excused_by_amplification\" : true"), "\(amplified.errors)")
    #expect(failed.status == 4 && failed.errors.contains("own final demand has no bias fails: "), "\(failed.errors)")
    #expect(try ReaderRegistry.standard.read(folder.file("out1e-13")).takeTable().sectorCount == 2)
  }
}
