import Foundation
import Leontief
import TestSupport
import Testing

/// `leontief solve --solver` with every method.
@Suite struct SolveMethodTests {
  private let fixture: CanonicalFixture
  /// For files that are not part of the table.
  private let beside: TemporaryFolder

  /// All that this system has a library for.
  static let available = SolverKind.allCases.filter { $0 != .sparseLU || (try? SparseLibrary.standard()) != nil }

  init() throws {
    fixture = try CanonicalFixture()
    beside = try TemporaryFolder()
  }

  private func run(_ kind: SolverKind, _ extra: String...) throws -> ToolRun {
    try ToolRun(
      ["solve", fixture.path, "--solver", kind.rawValue, "--threads", "1", "--engine", "swift", "--json", "-"] + extra)
  }

  private func report(_ run: ToolRun) throws -> [String: Any] { try #require(try run.json()["report"] as? [String: Any]) }

  @Test(arguments: available) func theOutputOfTheTable(_ kind: SolverKind) throws {
    let run = try run(kind)
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    let solution = try #require(try run.json()["solution"] as? [[Double]])
    // Observed: at most 1.4e-15, of Neumann.
    #expect(solution.count == 1 && zip(solution[0], CanonicalFixture.output).allSatisfy { abs($0 - $1) <= 1e-14 * $1 })
    let report = try report(run)
    if kind == .auto {
      #expect((report["reason"] as? String)?.hasPrefix("the fastest of ") == true)
    } else {
      #expect(report["method"] as? String == kind.rawValue)
      #expect((report["reason"] as? String)?.hasPrefix("asked for") == true)
    }
  }

  @Test(arguments: available) func theTransposedSystem(_ kind: SolverKind) throws {
    let run = try run(kind, "--transposed")
    let found = try #require(try run.json()["solution"] as? [[Double]])[0]
    // (I − A)ᵀ m = 1 checked by substitution.
    let matrix: [[Double]] = [[0.9, -0.15, -0.05], [-0.2, 1, -0.1], [-0.05, -0.25, 0.7]]
    for row in matrix { #expect(abs(zip(row, found).reduce(-1) { $0 + $1.0 * $1.1 }) < 1e-14) }
    #expect(try report(run)["orientation"] as? String == "transposed")
  }

  /// The keys that scripts rely on, with numbers where there is one without a certificate.
  @Test(arguments: available) func theKeysOfTheReport(_ kind: SolverKind) throws {
    let report = try report(run(kind))
    for key in ["method", "reason", "engine"] { #expect((report[key] as? String)?.isEmpty == false, "\(key)") }
    for key in ["iterations", "peak_bytes", "sectors", "right_hand_sides"] { #expect(report[key] is Int, "\(key)") }
    for key in [
      "residual", "scaled_residual", "backward_error", "componentwise_backward_error", "prepare_seconds", "solve_seconds",
      "lost_seconds",
    ] {
      #expect((report[key] as? Double).map { $0 >= 0 } == true, "\(key)")
    }
    for key in ["component_error_bound", "condition_1"] { #expect(report[key] is NSNull, "\(key)") }
    // Observed: at most 6.1e-16.
    #expect((report["componentwise_backward_error"] as? Double).map { $0 <= 1e-14 } == true)
    #expect((report["peak_bytes"] as? Int).map { $0 > 0 } == true)
    #expect((report["library"] as? String)?.contains("KLU") == (kind == .sparseLU ? true : nil))
  }

  @Test(arguments: available) func severalRightHandSidesGoToAFile(_ kind: SolverKind) throws {
    // I − A in columns: the answer is the unit matrix.
    let columns: [[Double]] = [[0.9, -0.2, -0.05], [-0.15, 1, -0.25], [-0.05, -0.1, 0.7]]
    let demand = try beside.write(NPYBytes.matrix(columns), to: "demand.npy")
    let run = try run(kind, "--demand", demand, "--out", beside.file("x.npy"))
    #expect(run.status == 0, "\(run.errors)")
    let values = try [Double](matrix: beside.file("x.npy"))
    for (k, value) in values.enumerated() { #expect(abs(value - (k % 4 == 0 ? 1 : 0)) < 1e-14) }
  }

  /// Columns of A that sum to 1.8: whatever the method, the sectors are named and not a pivot.
  @Test(arguments: available) func anUnproductiveTableNamesItsSectors(_ kind: SolverKind) throws {
    try fixture.folder.write(NPYBytes.matrix([[90, 90, 0], [90, 90, 0], [0, 0, 0]]), to: "Z.npy")
    try fixture.folder.write(NPYBytes.matrix([[-80, 0], [-80, 0], [100, 0]]), to: "Y.npy")
    let demand = try beside.write(NPYBytes.vector([1, 1, 1]), to: "demand.npy")
    for name in ["va.npy", "imports.npy"] { try fixture.folder.remove(name) }
    let sentence =
      kind == .gth
      ? "the primary inputs per unit of output of sector NOR/a (Fish) are -0.8: GTH elimination needs them finite and not "
        + "negative; LU does not use them"
      : "the table is not productive: NOR/a, NOR/b together use more than they make, spectral radius at least "
        + "1.7999999999999987, heaviest circuit NOR/a → NOR/a with gain 0.9; columns of A that sum to one or more: "
        + "NOR/a 1.8, NOR/b 1.8; look at their outputs and inputs"
    try expectFailure(kind == .gth ? 3 : 4, sentence, fixture.solve("--solver", kind.rawValue, "--demand", demand))
  }

  @Test func aNameThatIsNoMethod() throws {
    let names = SolverKind.allCases.map(\.rawValue).joined(separator: ", ")
    for name in ["magic", "", "LU", "lu "] {
      let run = try ToolRun(fixture.solve("--solver", name))
      #expect(run.status == 2 && run.output.isEmpty)
      #expect(run.errorLines.count == 1)
      // The parser's own text of the name given comes with its spaces.
      let expected =
        "leontief: The value '\(name)' is invalid for '--solver <solver>'. Please provide one of the following: \(names); "
        + "see 'leontief --help'"
      #expect(run.errorLines == [expected])
    }
    let short = try ToolRun(["inverse", fixture.path, "--kind", "magic"])
    #expect(short.errors.contains("Please provide one of 'leontief' and 'ghosh'; see 'leontief --help'"), "\(short.errors)")
  }

  @Test func aSparseLibraryThatIsNotThere() throws {
    let run = try ToolRun(
      fixture.solve("--solver", "sparse-lu"), environment: ["LEONTIEF_SPARSE_LU": "/nowhere/libklu.so"])
    #expect(run.status == 5 && run.output.isEmpty)
    #expect(run.errorLines.count == 1 && run.errors.contains("/nowhere/libklu.so") && run.errors.contains("apt install libklu1"))
  }
}

extension [Double] {
  /// The elements of a matrix in a file, row by row.
  fileprivate init(matrix path: String) throws {
    let matrix = try Matrix<Double>.npy(path)
    self = (0..<matrix.rows).flatMap { i in (0..<matrix.columns).map { matrix[i, $0] } }
  }
}
