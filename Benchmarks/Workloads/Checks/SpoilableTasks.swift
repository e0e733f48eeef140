import BenchmarkHarness
import Leontief

// What is made wrong in each task: the answer as the checks see it, by what they say of their tolerances.

// Exact: whole numbers and bits.

extension GemmTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) { answer.spoilByOne(&generator) }
}

extension AggregationTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) { answer.spoilByOne(&generator) }
}

extension GemmAggregationTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) { answer.spoilByOne(&generator) }
}

extension ReadingTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) { answer.spoilByABit(&generator) }
}

// Products: (n + 1) eps of an element, whose terms are not negative.

extension ProductTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) {
    answer.spoilSampled(&generator, by: margin * Self.tolerance(terms: answer.rows))
  }
}

extension SingleProductTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) {
    answer.spoilSampled(&generator, by: margin * Self.tolerance(terms: answer.rows))
  }
}

extension SparseProductTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) {
    answer.spoilSampled(&generator, by: margin * Self.tolerance(terms: answer.rows))
  }
}

// Solutions: a line of I − A holds an element x against 2 (1 − a) x, since the other terms and y have one sign: what is let
// pass is twice the backward error.

extension TriangularSolveTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) {
    answer.spoilSampled(&generator, by: 2 * margin * Self.tolerance(terms: answer.rows))
  }
}

extension SolveTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) {
    answer.spoilSampled(&generator, by: 2 * margin * Self.tolerance(terms: answer.rows))
  }
}

extension SolverTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) {
    let tolerance = max(Self.tolerance(terms: answer.rows), promisedError * .ulpOfOne)
    answer.spoilSampled(&generator, by: 2 * margin * tolerance)
  }
}

extension UpdateTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) {
    answer.spoilSampled(&generator, by: 2 * margin * Self.tolerance(terms: answer.rows))
  }
}

extension ExtractionTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) {
    answer.spoil(&generator, by: 2 * margin * Self.tolerance(terms: answer.count))
  }
}

extension FactorizationTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) {
    guard let (i, j) = answer.place(&generator) else { return }
    answer[i, j] += Scalar(margin * leastVisibleFault)
  }
}

// Of an element in row i of a column l, v'l = 1 lets 4 n eps ‖l‖₁ / v pass.

extension InverseTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) {
    guard let (i, j) = answer.place(&generator) else { return }
    let (n, norm) = (Double(answer.rows), answer.columnValues(j).absoluteSum())
    // Where hardly any value is added the residual sees more.
    let share = max(abs(economy.valueAdded[i]), 0x1p-10)
    answer[i, j] += margin * LinearSystemCheck.accountingLimit * n * .ulpOfOne * norm / share
  }
}

// Each element by itself.

extension BalancingTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) {
    answer.spoil(&generator, by: margin * Self.formLimit * .ulpOfOne)
  }
}

extension EstimateTask: SpoilableTask {
  package func spoil(_ generator: inout SplitMix64, margin: Double) {
    answer.spoil(&generator, by: margin * DigitalReference.tolerance)
  }
}

extension SpoilableTask {
  /// What any order of summation keeps to, and what checks of sums and eliminations allow.
  fileprivate static func tolerance(terms n: Int) -> Double { Double(n + 1) * .ulpOfOne }
}
