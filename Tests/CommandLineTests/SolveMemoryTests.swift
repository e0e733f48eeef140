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

  /// Methods whose need the table's header tells, and that need more than the cheapest.
  static let named: [SolverKind] = [.luMixed, .gmres, .gaussSeidel, .bicgstab, .chebyshev, .neumann, .gth, .inverse]

  @Test(arguments: named) func theBytesAndTheMethodThatFitsAreNamed(_ kind: SolverKind) throws {
    let needed = kind.solver(rightHandSides: 1).bytesNeeded(sectors: 3, rightHandSides: 1)
    // I − A, the answer, three panels of one column and three rows of |A|: 24 doubles more than LU's factors take.
    let lu = 8 * (9 + 3 + 3 * 3 + 9)
    #expect(needed > lu)
    try expectFailure(
      5,
      "\(fixture.path): solving for 3 sectors (\(kind.rawValue)) needs \(needed) bytes of memory and the limit is "
        + "\(needed - 1); use --solver auto (lu, \(lu) bytes), or raise it (--memory)",
      fixture.solve("--solver", kind.rawValue, "--memory", "\(needed - 1)"))
    // Nothing fits, and nothing is promised.
    try expectFailure(
      5,
      "\(fixture.path): solving for 3 sectors (\(kind.rawValue)) needs \(needed) bytes of memory and the limit is "
        + "\(lu - 1); raise it (--memory) or use a larger machine",
      fixture.solve("--solver", kind.rawValue, "--memory", "\(lu - 1)"))
  }

  /// What was named does fit.
  @Test func theMethodThatFitsDoes() throws {
    let run = try ToolRun(fixture.solve("--memory", "240", "--json", "-"))
    #expect(run.status == 0, "\(run.errors)")
    #expect((try run.json()["report"] as? [String: Any])?["method"] as? String == "lu")
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

  @Test func sparseFactorsAreForeseen() throws {
    guard SolveMethodTests.available.contains(.sparseLU) else { return }
    let run = try ToolRun(fixture.solve("--solver", "sparse-lu", "--memory", "1000"))
    #expect(run.status == 5)
    #expect(
      run.errors.hasPrefix("leontief: sparse LU of 3 sectors needs ")
        && run.errors.hasSuffix("use --solver auto (lu, 240 bytes), or raise it (--memory)\n"), "\(run.errors)")
  }
}
