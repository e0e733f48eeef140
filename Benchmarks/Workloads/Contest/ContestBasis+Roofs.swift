import BenchmarkHarness
import Leontief

extension ContestBasis {
  /// Every roof a row may stand under.
  var roofs: [ContestRoof] {
    let sets = [sets.best, sets.middle, sets.baseline].compactMap { $0 }
    var roofs: [ContestRoof] = []
    for set in sets {
      for precision in ["f64", "f32"] {
        let id = "peak-\(precision)-\(set.rawValue)"
        guard !roofs.contains(where: { $0.id == id }) else { continue }
        roofs.append(ContestRoof(id: id, problem: ContestProblem(kernel: id, n: 0, seed: seed), roof: .compute))
      }
    }
    let problem = ContestProblem(kernel: "read", n: readBytes / 8, seed: seed)
    return roofs + [ContestRoof(id: "read", problem: problem, roof: .memory, bytesNeeded: readBytes)]
  }

  /// Four times the last-level cache, as STREAM asks, and half a gibibyte, which is nearer to the matrices that are read.
  private var readBytes: Int {
    let last = HostProcessor.current.lastLevel(threads: .max) ?? 1 << 25
    return max(4 * last, Int(min(scale, 1) * 0x1p29)) / 4096 * 4096
  }
}
