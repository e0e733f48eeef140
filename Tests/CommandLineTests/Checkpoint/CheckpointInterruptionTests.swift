import Foundation
import TestSupport
import Testing

/// Ctrl-C with `--checkpoint`.
@Suite struct CheckpointInterruptionTests {
  /// A hundred panels of right-hand sides, each of which is written to disk: seconds of work.
  @Test func anInterruptedSolveGoesOn() throws {
    let table = try UniformTable(20, c: 0.9)
    let beside = try TemporaryFolder()
    let m = 6400
    let demand = (0..<20).map { i in (0..<m).map { Double((i * 7 + $0) % 13 + 1) } }
    try beside.write(NPYBytes.matrix(demand), to: "y.npy")
    let arguments = [
      "solve", table.folder.path, "--solver", "gmres", "--engine", "swift", "--threads", "1", "--demand", beside.file("y.npy"),
      "--checkpoint", beside.file("c"), "--out", beside.file("x.npy"),
    ]
    let run = try ToolRun(
      arguments + ["--checkpoint-every", "0"],
      interruptedOnce: { FileManager.default.fileExists(atPath: beside.file("c")) })
    #expect(run.status == 6 && run.output.isEmpty)
    #expect(
      run.errors.wholeMatch(
        of:
          #/note: interrupted: the running pass and the checkpoint are waited for; a second interruption ends at once\nleontief: interrupted; \S+/c keeps what \d+ corrections reached: the same command goes on from there\n/#
      ) != nil,
      "\(run.errors)")
    #expect(try beside.names() == ["c", "y.npy"])
    let rest = try ToolRun(arguments + ["--json", "-"])
    #expect(rest.status == 0, "\(rest.errors)")
    let checkpoint = try #require(try rest.json()["checkpoint"] as? [String: Any])
    #expect(checkpoint["continued_from_corrections"] as? Int ?? 0 > 0)
    #expect(try beside.names() == ["x.npy", "y.npy"])
    let data = Data(try beside.bytes("x.npy").suffix(8 * 20 * m))
    let found = data.withUnsafeBytes { bytes in (0..<20 * m).map { bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) }
    }
    for j in 0..<m {
      let exact = table.solution(of: demand.map { $0[j] })
      // Observed: at most 3e-15.
      for i in 0..<20 where !(abs(found[i * m + j] - exact[i]) <= 1e-13 * exact[i]) { Issue.record("row \(i), column \(j)") }
    }
  }
}
