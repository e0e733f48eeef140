import CommandLineSupport
import Leontief

/// The answer of a solve, what proves it, and what the choice was.
struct SolveAnswer: ~Copyable {
  let solution: Solution
  let certificate: CertificateReport?
  /// What was weighed, when that is to be shown.
  let choice: SolverChoice?
  let sectors: SectorIndex
}

/// A solve from a table to an answer. The table's flows are used where they are and not copied.
struct SolveWork {
  let kind: SolverKind
  let orientation: Orientation
  let engine: Engine
  let budget: MemoryBudget
  let progress: StepProgress
  let checkpoint: CheckpointKeeper?

  /// Errors: `SolverError`, of numerical failures with the sectors responsible.
  func solve(
    _ table: consuming InputOutputTable, _ y: borrowing Matrix<Double>, negativeOutput: NegativeOutput, certify: Bool,
    explain: Bool
  ) throws -> SolveAnswer {
    let start = try checkpoint?.file.values() ?? Matrix(rows: 0, columns: 0)
    let deficits = kind == .gth ? table.deficits : nil
    let (n, memory) = (table.sectorCount, CoefficientMemory(table))
    let advice = SolveMemoryAdvice(kind: kind, engine: engine)
    let stored = StoredCoefficients(
      kind: kind, rightHandSides: y.columns, isProved: certify, engine: engine, budget: budget, progress: progress)
    let made: StoredCoefficients.Made
    do { made = try stored.coefficients(table, negativeOutput) } catch let error as SolverError {
      throw advice.completing(
        error, SolveProblem(sectors: n, rightHandSides: y.columns), making: memory, budget: budget)
    }
    let coefficients = made.coefficients
    let choice =
      explain
      ? SolverChoice(
        SolveProblem(coefficients, rightHandSides: y.columns), on: engine,
        budget: budget.holding(coefficients.allocatedBytes)) : nil
    do throws(SolverError) {
      let (system, own) = try prepare(coefficients, rightHandSides: y.columns, deficits)
      progress.step("solving for \(y.columns) right-hand sides")
      var solution = try run(system, y, from: start)
      solution.report.peakBytes = max(solution.report.peakBytes, made.peakBytes)
      for note in [made.note, own].compactMap(\.self) { solution.report.reason += "; \(note)" }
      let certificate = certify ? try prove(system, solution, y) : nil
      return SolveAnswer(solution: solution, certificate: certificate, choice: choice, sectors: coefficients.sectors)
    } catch {
      if case .stopped = error, let checkpoint { throw checkpoint.interruption }
      checkpoint?.tellWhatIsKept()
      throw advice.completing(error, coefficients, rightHandSides: y.columns, budget: budget)
        .explained(by: coefficients, on: engine, budget: budget)
    }
  }

  /// With a checkpoint the solve begins with what that keeps, and the first interruption lets it keep what it has: however
  /// long a pass or the writing takes, since the second one ends it.
  private func run(
    _ system: any PreparedSystem, _ y: borrowing Matrix<Double>, from start: borrowing Matrix<Double>
  ) throws(SolverError) -> Solution {
    guard let checkpoint, checkpoint.isUsed(by: system, kind) else {
      return try system.solve(y.view, orientation: orientation, monitor: progress.monitor)
    }
    Interruption.plan(InterruptionPlan(checkpoint.stop) { checkpoint.interruption.message })
    defer { Interruption.plan(.atOnce) }
    let monitor = checkpoint.stoppable(progress.monitor)
    guard checkpoint.continuedFrom != nil else {
      return try system.solve(y.view, orientation: orientation, from: nil, sink: checkpoint.sink, monitor: monitor)
    }
    return try system.solve(y.view, orientation: orientation, from: start.view, sink: checkpoint.sink, monitor: monitor)
  }

  private func prepare(
    _ coefficients: any CoefficientOperator, rightHandSides m: Int, _ deficits: [Double]?
  ) throws(SolverError) -> (system: any PreparedSystem, note: String?) {
    progress.step("preparing \(coefficients.count) × \(coefficients.count)")
    let solver = kind.solver(rightHandSides: m, deficits: deficits)
    do {
      return (try solver.prepare(coefficients, on: engine, budget: budget, monitor: progress.monitor), nil)
    } catch {
      // Primary inputs that are not what the columns leave are no help; what the columns leave is computed instead.
      guard case .deficitDisagrees = error else { throw error }
      let system = try GTHSolver().prepare(coefficients, on: engine, budget: budget, monitor: progress.monitor)
      return (system, "the table's own primary inputs were not used: \(error)")
    }
  }

  private func prove(
    _ system: any PreparedSystem, _ solution: borrowing Solution, _ y: borrowing Matrix<Double>
  ) throws(SolverError) -> CertificateReport {
    progress.step("proving the answer")
    do {
      return try Certifier(engine: engine, budget: budget).certify(
        system, values: solution.values.view, rightHandSides: y.view, orientation: orientation, monitor: progress.monitor
      ).report
    } catch {
      // Another method would not make the proof any smaller.
      guard case .memory(let refusal) = error, refusal.alternative == nil else { throw error }
      throw .memory(refusal.advising("leave out --certify"))
    }
  }
}

extension InputOutputTable {
  /// Primary inputs per unit of output: 1 for a sector without output; nil where the table does not have them.
  fileprivate var deficits: [Double]? {
    guard transactionsKind == .flows, let output, let inputs = primaryInputs else { return nil }
    return output.indices.map { output[$0] == 0 ? 1 : inputs[$0] / output[$0] }
  }
}
