import BenchmarkHarness

// What is made wrong in each task: the answer as the checks see it.

extension GemmTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension FactorizationTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension SolveTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension InverseTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension AggregationTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension SolverTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension ProductTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension SingleProductTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension SparseProductTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension TriangularSolveTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension GemmAggregationTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension BalancingTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension ReadingTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension UpdateTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension ExtractionTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}

extension EstimateTask: SpoilableTask {
  func spoil(_ generator: inout SplitMix64) { answer.spoil(&generator) }
}
