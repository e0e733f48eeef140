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
        roofs.append(ContestRoof(id: id, .probe(ContestProblem(kernel: id, n: 0, seed: seed)), roof: .compute))
      }
    }
    return roofs + [ContestRoof(id: "read", .operand(of: Contestants.swift), roof: .memory)]
  }
}
