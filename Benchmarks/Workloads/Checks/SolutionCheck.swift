import BenchmarkHarness
import Leontief

/// Checks answers of (I − A) X = Y: the residual of four columns and of a sum of all columns, v'x = 1'y in every column, and
/// no negative output.
struct SolutionCheck {
  private let economy: SyntheticEconomy
  private let checker: LinearSystemCheck

  init(_ economy: SyntheticEconomy) {
    self.economy = economy
    checker = LinearSystemCheck(economy)
  }

  /// Demand is whole units under 2²⁰, so that its plain sums are exact.
  func checks(_ answer: borrowing Matrix<Double>, demand: borrowing Matrix<Double>) -> [AnswerCheck] {
    let m = demand.columns
    let sample = m <= 4 ? Array(0..<m) : [0, m / 3, 2 * m / 3, m - 1]
    var pairs: [(x: [Double], y: [Double])] = []
    for j in sample { pairs.append((x: answer.columnValues(j), y: demand.columnValues(j))) }
    if m > pairs.count {
      let p = combination(m)
      pairs.append((x: answer.compensatedProduct(p), y: demand.compensatedProduct(p)))
    }
    var (gap, negative) = (0.0, 0)
    for j in 0..<m {
      let x = answer.columnValues(j)
      negative += x.count { !($0 >= 0) }
      let total = demand.columnValues(j).reduce(0, +)
      gap = LinearSystemCheck.larger(gap, checker.accounting(x: x, demand: total))
    }
    // One step of refinement in working precision usually leaves a few eps (observed: 5.1 at n = 598 with 64 columns); what
    // holds always is (n + 1) eps.
    return checker.residuals(pairs, backwardLimit: Double(economy.count + 1)) + [
      AnswerCheck("accounting_gap_n_eps", gap, atMost: LinearSystemCheck.accountingLimit),
      AnswerCheck("negative_outputs", Double(negative), atMost: 0),
    ]
  }

  /// Small positive whole numbers.
  private func combination(_ m: Int) -> [Double] {
    var generator = SplitMix64(seed: economy.seed, stream: "solve check")
    return (0..<m).map { _ in Double(generator.next(in: 1...7)) }
  }
}
