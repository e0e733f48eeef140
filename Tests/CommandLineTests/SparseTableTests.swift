import Foundation
import Leontief
import TestSupport
import Testing

/// `leontief solve` of a table in which most sectors do not trade with each other.
@Suite struct SparseTableTests {
  private let folder: TemporaryFolder
  private static let n = 2500

  /// Every sector buys 5 of each of ten others and makes 100.
  init() throws {
    folder = try TemporaryFolder()
    let n = Self.n
    var flows = try Matrix<Double>(rows: n, columns: n)
    for j in 0..<n { for k in 1...10 { flows[(7 * j + 131 * k) % n, j] = 5 } }
    try NPYWriter.write(flows.view, to: folder.file("Z.npy"))
    try folder.write(NPYBytes.matrix(flows.view.rowSums().map { [100 - $0] }), to: "Y.npy")
    try folder.write(NPYBytes.vector([Double](repeating: 100, count: n)), to: "x.npy")
    let labels = (0..<n).map { "\($0),R,s\($0),S\n" }.joined()
    try folder.write("index,region,code,name\n" + labels, to: "sectors.csv")
    try folder.write("index,region,category\n0,R,all\n", to: "demand.csv")
    try folder.write(#"{"id": "sparse", "title": "Ten suppliers", "year": 2020, "unit": "EUR"}"#, to: "meta.json")
  }

  private func solve(_ extra: String...) throws -> (reason: String, solution: [Double]) {
    let run = try ToolRun(["solve", folder.path, "--engine", "swift", "--threads", "2", "--json", "-"] + extra)
    #expect(run.status == 0, "\(run.errors)")
    let document = try run.json()
    let report = try #require(document["report"] as? [String: Any])
    return (try #require(report["reason"] as? String), try #require(document["solution"] as? [[Double]])[0])
  }

  @Test func itIsCompressedUnlessAMethodOrAProofIsAskedFor() throws {
    let note = "A in compressed rows, 0.4 % of it not being zero"
    let auto = try solve()
    #expect(auto.reason.hasSuffix("; \(note)"), "\(auto.reason)")
    for (reason, solution) in [auto, try solve("--certify"), try solve("--solver", "gmres")] {
      #expect(reason.contains("compressed") == (reason == auto.reason), "\(reason)")
      // Coefficients of 0.05 are rounded. ‖(I − A)⁻¹‖₁ is 2 and the backward error 1e-14.
      #expect(solution.allSatisfy { abs($0 - 100) <= 1e-11 })
    }
  }
}
