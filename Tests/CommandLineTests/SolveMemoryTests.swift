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
  static let named: [SolverKind] = [.lu, .gmres, .gaussSeidel, .bicgstab, .chebyshev, .neumann, .gth, .inverse]

  private func needed(_ kind: SolverKind) -> Int {
    kind.solver(rightHandSides: 1).bytesNeeded(sectors: 3, rightHandSides: 1)
  }

  private func refusal(_ kind: SolverKind, limit: Int, cure: String) -> String {
    "\(fixture.path): solving for 3 sectors (\(kind.rawValue)) needs \(needed(kind)) bytes of memory and the limit is "
      + "\(limit); \(cure)"
  }

  /// I − A in single precision, the answer, three panels of one column and one in single precision, three rows of |A|.
  private let least = 4 * 9 + 8 * (3 + 3 * 3 + 9) + 4 * 3

  @Test(arguments: named) func theBytesAreNamedAndTheMethodThatFits(_ kind: SolverKind) throws {
    let needed = needed(kind)
    try #require(needed > least)
    // One byte more than mixed LU takes is little enough that nothing else fits.
    try expectFailure(
      5, refusal(kind, limit: least + 1, cure: "use --solver auto (lu-mixed, \(least) bytes), or raise it (--memory)"),
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
  /// the method asked for fits in, at every stage that it may be refused at; of tables in Fortran's order, which are copied,
  /// too.
  @Test(arguments: [SolverKind.gmres, .lu, .inverse], [(1, false), (40, false), (1, true), (40, true)])
  func theAdviceIsThatOfAuto(_ kind: SolverKind, _ shape: (m: Int, byColumns: Bool)) throws {
    let m = shape.m
    let table = try UniformTable(80, c: 0.5, byColumns: shape.byColumns)
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

  /// A of 600 sectors, each of which buys from six: in Fortran's order it is copied before it is compressed, and the copy counts,
  /// with 24 bytes for each of 3,600 coefficients and 16 for each row. In its file it takes nothing.
  @Test(arguments: [true, false]) func whatIsCompressedCountsAsItWas(_ byColumns: Bool) throws {
    let n = 600
    var values = [Double](repeating: 0, count: n * n)
    for j in 0..<n {
      for k in 0..<6 { values[j * n + (7 * j + 13 * k + 1) % n] = 0.08 }
    }
    let table = try UniformTable(n, c: 0)
    try table.folder.write(
      NPYBytes.file(descr: "<f8", shape: "(\(n), \(n))", fortran: byColumns, data: NPYBytes.doubles(values)), to: "A.npy")
    let demand = try beside.write(NPYBytes.vector([Double](repeating: 1, count: n)), to: "y.npy")
    let run = try ToolRun([
      "solve", table.folder.path, "--demand", demand, "--engine", "swift", "--threads", "1", "--calibration", "off", "--quiet",
      "--json", "-", "--out", beside.file("x.npy"),
    ])
    let report = try #require(try run.json()["report"] as? [String: Any], "\(run.errors)")
    #expect((report["reason"] as? String)?.contains("A in compressed rows") == true)
    let compressed = 24 * 6 * n + 16 + 16 * n
    let peak = try #require(report["peak_bytes"] as? Int)
    #expect(byColumns ? peak == 8 * n * n + compressed : (compressed..<8 * n * n / 2).contains(peak), "\(peak)")
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
