import BenchmarkHarness
import Leontief

/// Checks answers of (I − A) X = Y: the residual of four columns and of a sum of all columns, v'x = 1'y in every column, and
/// no negative output.
struct SolutionCheck {
  private let economy: SyntheticEconomy
  private let checker: LinearSystemCheck
  /// The largest componentwise backward error, in units of eps.
  private let backwardLimit: Double

  /// `promised`: what the method holds its answers to where that is more than eliminations leave.
  init(_ economy: SyntheticEconomy, promised: Double = 0) {
    self.economy = economy
    checker = LinearSystemCheck(economy)
    // One step of refinement in working precision usually leaves a few eps (observed: 5.1 at n = 598 with 64 columns); what
    // holds always is (n + 1) eps.
    backwardLimit = max(Double(economy.count + 1), promised)
  }

  /// Demand is whole units under 2²⁰, so that its plain sums are exact.
  func checks(_ answer: borrowing Matrix<Double>, demand: borrowing Matrix<Double>) -> [AnswerCheck] {
    let m = demand.columns
    let sample = ColumnSample(answer, demand, seed: economy.seed)
    var (gap, negative) = (0.0, 0)
    for j in 0..<m {
      let x = answer.columnValues(j)
      negative += x.count { !($0 >= 0) }
      let total = demand.columnValues(j).reduce(0, +)
      gap = LinearSystemCheck.larger(gap, checker.accounting(x: x, demand: total))
    }
    return checker.residuals(sample.pairs, backwardLimit: backwardLimit) + [
      AnswerCheck("accounting_gap_n_eps", gap, atMost: LinearSystemCheck.accountingLimit),
      AnswerCheck("negative_outputs", Double(negative), atMost: 0),
    ]
  }

  /// The same of (I − A)ᵀ Z = C, which has no sum to be held against.
  func transposedChecks(_ answer: borrowing Matrix<Double>, demand: borrowing Matrix<Double>) -> [AnswerCheck] {
    var negative = 0
    for j in 0..<demand.columns { negative += answer.columnValues(j).count { !($0 >= 0) } }
    let sample = ColumnSample(answer, demand, seed: economy.seed)
    return checker.transposedResiduals(sample.pairs, backwardLimit: backwardLimit) + [
      AnswerCheck("negative_multipliers", Double(negative), atMost: 0)
    ]
  }
}
