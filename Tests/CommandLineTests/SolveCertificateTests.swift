import Foundation
import Leontief
import TestSupport
import Testing

/// `leontief solve --certify` and `--explain`.
@Suite struct SolveCertificateTests {
  private let fixture: CanonicalFixture

  init() throws { fixture = try CanonicalFixture() }

  /// κ₁ of the fixture in fractions: all outputs are 100.
  private static func condition() throws -> Double {
    let matrix = (0..<3).map { i in
      (0..<3).map { Rational(i == $0 ? 1 : 0) - Rational(exactly: CanonicalFixture.flows[i][$0]) / Rational(100) }
    }
    return RationalElimination.norm(matrix) * RationalElimination.norm(try #require(RationalElimination.inverse(matrix)))
  }

  @Test(arguments: SolveMethodTests.available) func everyMethodIsCertified(_ kind: SolverKind) throws {
    let condition = try Self.condition()
    for orientation in [[], ["--transposed"]] {
      let run = try ToolRun(fixture.solve("--solver", kind.rawValue, "--certify", "--json", "-") + orientation)
      #expect(run.status == 0, "\(run.errors)")
      let document = try run.json()
      let report = try #require(document["report"] as? [String: Any])
      let certificate = try #require(document["certificate"] as? [String: Any])
      #expect(certificate["matrix_class"] as? String == "m-matrix")
      #expect(certificate["productivity"] as? String == "every column of A sums to less than one")
      let bound = try #require(report["component_error_bound"] as? Double)
      #expect(certificate["relative_bounds"] as? [Double] == [bound])
      // Observed: at most 1.8e-15.
      #expect(bound <= 1e-14)
      if orientation.isEmpty {
        let solution = try #require(document["solution"] as? [[Double]])[0]
        #expect(zip(solution, CanonicalFixture.output).allSatisfy { abs($0 - $1) <= bound * $0 })
      }
      #expect(relativeDifference(try #require(report["condition_1"] as? Double), condition) <= 30 * .ulpOfOne)
      let (lower, upper) = (certificate["condition_1_lower"] as? Double, certificate["condition_1_upper"] as? Double)
      #expect(lower.map { $0 <= condition } == true && upper.map { $0 >= condition } == true)
    }
  }

  @Test func theProofInWords() throws {
    let run = try ToolRun(["solve", fixture.path, "--engine", "swift", "--certify"])
    let lines = run.output.split(separator: "\n").filter { $0.hasPrefix("certified") }
    #expect(lines.count == 3)
    #expect(lines.first == "certified  the table is productive: every column of A sums to less than one")
  }

  /// Negative flows that do not matter are proved not to.
  @Test func negativeFlows() throws {
    try fixture.folder.write(NPYBytes.matrix([[10, 20, 5], [-15, 0, 25], [5, 10, 30]]), to: "Z.npy")
    let run = try ToolRun(fixture.solve("--certify", "--json", "-"))
    let certificate = try #require(try run.json()["certificate"] as? [String: Any])
    #expect(certificate["matrix_class"] as? String == "h-matrix" && certificate["condition_is_estimate"] as? Bool == true)
  }

  @Test func withoutTheOptionsThereIsNeither() throws {
    let document = try ToolRun(fixture.solve("--json", "-")).json()
    #expect(document["certificate"] is NSNull && document["candidates"] is NSNull)
  }

  @Test(arguments: [SolverKind.auto, .gth]) func theMethodsThatWereWeighed(_ kind: SolverKind) throws {
    let run = try ToolRun(fixture.solve("--explain", "--solver", kind.rawValue, "--json", "-"))
    let candidates = try #require(try run.json()["candidates"] as? [[String: Any]])
    let names = candidates.compactMap { $0["method"] as? String }
    #expect(Set(names).isSuperset(of: ["lu", "lu-mixed", "gmres, double storage", "gmres, single storage"]))
    let seconds = candidates.compactMap { $0["predicted_seconds"] as? Double }
    #expect(seconds.count == candidates.count && seconds == seconds.sorted() && seconds.allSatisfy { $0 > 0 })
    #expect(candidates.allSatisfy { ($0["bytes"] as? Int).map { $0 > 0 } == true })
  }

  @Test func theChoiceInWords() throws {
    let run = try ToolRun(["solve", fixture.path, "--engine", "swift", "--explain"])
    #expect(run.output.contains("predicted s") && run.output.contains("gmres, single storage"))
    let taken = try #require(run.output.split(separator: "\n").first { $0.hasPrefix("auto takes ") })
    #expect(taken.contains(": the fastest of "))
  }
}
