import Foundation
import Leontief
import TestSupport
import Testing

/// `leontief solve --memory` that is too small for a method.
@Suite struct SolveMemoryTests {
  private let fixture: CanonicalFixture
  private let beside: TemporaryFolder

  init() throws {
    fixture = try CanonicalFixture()
    beside = try TemporaryFolder()
  }

  /// Methods whose need the table's header tells, and that need more than another one.
  static let named: [SolverKind] = [.luMixed, .gmres, .gaussSeidel, .bicgstab, .chebyshev, .neumann, .gth, .inverse]

  private func needed(_ kind: SolverKind) -> Int {
    kind.solver(rightHandSides: 1).bytesNeeded(sectors: 3, rightHandSides: 1)
  }

  private func refusal(_ kind: SolverKind, limit: Int, cure: String) -> String {
    "\(fixture.path): solving for 3 sectors (\(kind.rawValue)) needs \(needed(kind)) bytes of memory and the limit is "
      + "\(limit); \(cure)"
  }

  /// I − A, the answer, three panels of one column and three rows of |A|.
  private let least = 8 * (9 + 3 + 3 * 3 + 9)

  @Test(arguments: named) func theBytesAreNamedAndTheMethodThatFits(_ kind: SolverKind) throws {
    let needed = needed(kind)
    try #require(needed > least)
    // One byte more than LU takes is little enough that nothing else fits.
    try expectFailure(
      5, refusal(kind, limit: least + 1, cure: "use --solver auto (lu, \(least) bytes), or raise it (--memory)"),
      fixture.solve("--solver", kind.rawValue, "--memory", "\(least + 1)"))
    // Nothing fits, and nothing is promised.
    try expectFailure(
      5, refusal(kind, limit: least - 1, cure: "raise it (--memory) or use a larger machine"),
      fixture.solve("--solver", kind.rawValue, "--memory", "\(least - 1)"))
  }

  /// What is promised is kept, with a byte less than the method asked for would take.
  @Test(arguments: named) func theMethodThatFitsDoes(_ kind: SolverKind) throws {
    let limit = "\(needed(kind) - 1)"
    let refused = try ToolRun(fixture.solve("--solver", kind.rawValue, "--memory", limit))
    #expect(refused.status == 5 && refused.errors.contains("; use --solver auto ("), "\(refused.errors)")
    let run = try ToolRun(fixture.solve("--solver", "auto", "--memory", limit))
    #expect(run.status == 0, "\(run.errors)")
  }

  /// Many right-hand sides are known once their file is opened.
  @Test func manyRightHandSides() throws {
    let ones = [[Double]](repeating: [Double](repeating: 1, count: 200), count: 3)
    let demand = try beside.write(NPYBytes.matrix(ones), to: "y.npy")
    let run = try ToolRun(fixture.solve("--solver", "lu", "--demand", demand, "--memory", "4000"))
    #expect(run.status == 5 && run.errorLines.count == 1 && run.output.isEmpty)
    #expect(run.errors.contains("200 right-hand sides") && run.errors.contains(" bytes of memory"), "\(run.errors)")
    #expect(try ToolRun(fixture.solve("--solver", "lu", "--demand", demand, "--memory", "40K")).status == 0)
  }

  /// What is advised works, and where nothing is advised `auto` does not either. From a limit that nothing fits in to one that
  /// the method asked for fits in, at every stage that it may be refused at.
  @Test(arguments: [SolverKind.gmres, .lu, .inverse], [1, 40]) func theAdviceIsThatOfAuto(_ kind: SolverKind, _ m: Int) throws {
    let table = try UniformTable(80, c: 0.5)
    let ones = [[Double]](repeating: [Double](repeating: 1, count: m), count: 80)
    let demand = try beside.write(NPYBytes.matrix(ones), to: "y.npy")
    func run(_ solver: String, _ limit: Int) throws -> ToolRun {
      try ToolRun([
        "solve", table.folder.path, "--demand", demand, "--solver", solver, "--memory", "\(limit)", "--engine", "swift",
        "--quiet", "--out", beside.file("x.npy"), "--calibration", "off",
      ])
    }
    var (refusals, advised) = (0, 0)
    for limit in stride(from: 20_000, through: 400_000, by: m == 1 ? 12_000 : 38_000) {
      let asked = try run(kind.rawValue, limit)
      if asked.status == 0 { continue }
      refusals += 1
      let isAdvised = asked.errors.contains("; use --solver auto (")
      advised += isAdvised ? 1 : 0
      let auto = try run("auto", limit)
      #expect((auto.status == 0) == isAdvised, "\(limit): \(asked.errors)\(auto.errors)")
    }
    #expect(refusals > 0 && advised <= refusals)
  }

  @Test func sparseFactorsAreForeseen() throws {
    guard SolveMethodTests.available.contains(.sparseLU) else { return }
    let run = try ToolRun(fixture.solve("--solver", "sparse-lu", "--memory", "1000"))
    #expect(run.status == 5)
    #expect(
      run.errors.hasPrefix("leontief: sparse LU of 3 sectors needs ")
        && run.errors.contains("; use --solver auto (") && run.errors.hasSuffix(" bytes), or raise it (--memory)\n"),
      "\(run.errors)")
  }
}
