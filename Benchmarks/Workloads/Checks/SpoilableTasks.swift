// What is made wrong in each task: the answer as the checks see it.

extension GemmTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension FactorizationTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension SolveTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension InverseTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension AggregationTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension SolverTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension ProductTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension SingleProductTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension SparseProductTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension SingleFactorizationTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension TriangularSolveTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension GemmAggregationTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension BalancingTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension ReadingTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension UpdateTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension ExtractionTask: SpoilableTask {
  func spoil() { answer.spoil() }
}

extension EstimateTask: SpoilableTask {
  func spoil() { answer.spoil() }
}
