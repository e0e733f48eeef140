import Kernels
import MatrixCore

/// A system ready for iteration.
public final class IterativeSystem: PreparedSystem {
  private let solver: IterativeSolver
  public let coefficients: any CoefficientOperator
  private let single: SingleMatrix?
  private let inverses: BlockInverses?
  private let diagonal: [Double]
  private let engine: Engine
  private let budget: MemoryBudget
  private let prepareSeconds: Double

  init(
    _ solver: IterativeSolver, _ coefficients: any CoefficientOperator, single: SingleMatrix?, inverses: BlockInverses?,
    diagonal: [Double], engine: Engine, budget: MemoryBudget, prepareSeconds: Double
  ) {
    self.solver = solver
    self.coefficients = coefficients
    self.single = single
    self.inverses = inverses
    self.diagonal = diagonal
    self.engine = engine
    self.budget = budget
    self.prepareSeconds = prepareSeconds
  }

  public var sectorCount: Int { coefficients.count }

  public let canBeContinued = true

  public func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    try solve(rightHandSides, orientation: orientation, from: nil, sink: .none, monitor: monitor)
  }

  public func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, from start: MatrixView<Double>?, sink: SolutionSink,
    monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    let (n, m) = (sectorCount, rightHandSides.columns)
    try coefficients.check(rightHandSides: rightHandSides)
    if let start { try coefficients.check(start: start, columns: m) }
    try SolverError.reserve(
      solver.vectorBytes(sectors: n, rightHandSides: m, on: engine),
      of: budget.holding(MemoryBudget.sum(coefficients.allocatedBytes, heldBytes)),
      for: "solving for \(m) right-hand sides")
    let clock = ContinuousClock()
    let began = clock.now
    var answer: IterationAnswer
    do { answer = try IterationAnswer(rows: n, columns: m, start: start, sink: sink) } catch { throw .allocation(error) }
    var record = IterationRecord()
    for first in stride(from: 0, to: m, by: IterativeSolver.panelWidth) {
      let columns = first..<min(first + IterativeSolver.panelWidth, m)
      let part = monitor.part(Double(first) / Double(m)...Double(columns.upperBound) / Double(m))
      answer.columns = columns
      try solvePanel(rightHandSides.window(rows: 0..<n, columns: columns), orientation, &answer, &record, part)
    }
    return Solution(
      values: answer.finished(), report: report(orientation, m, record, seconds: (clock.now - began).seconds))
  }

  private func solvePanel(
    _ y: MatrixView<Double>, _ orientation: Orientation, _ answer: inout IterationAnswer, _ record: inout IterationRecord,
    _ monitor: WorkMonitor
  ) throws(SolverError) {
    let splitting = Splitting(
      orientation: orientation, preconditioner: solver.preconditioner, diagonal: diagonal, inverses: inverses,
      correction: correction(orientation, columns: y.columns), joinsBlocks: solver.method != .chebyshev)
    let panel = PanelIteration(
      solver: solver, coefficients: coefficients, single: single, splitting: splitting, engine: engine, monitor: monitor)
    try panel.solve(y, &answer, &record)
  }

  /// Nothing for Chebyshev's method, which takes the eigenvalues of sweeps to lie elsewhere, nor for shared spaces.
  private func correction(_ orientation: Orientation, columns: Int) -> AggregateCorrection? {
    guard orientation == .output, solver.preconditioner == .blockGaussSeidel, solver.method != .chebyshev,
      columns < PanelIteration.manyColumns
    else { return nil }
    return single?.aggregate.map { AggregateCorrection($0, on: engine) }
  }

  /// Memory of the preparation.
  public var heldBytes: Int {
    let own = single.map { coefficients.single == nil ? $0.allocatedBytes : 0 } ?? 0
    return MemoryBudget.sum(
      own, inverses.map { BlockInverses.bytes(sectors: sectorCount, $0.partition, single: $0.isSingle) } ?? 0)
  }

  private func report(_ orientation: Orientation, _ m: Int, _ record: IterationRecord, seconds: Double) -> SolveReport {
    let n = sectorCount
    let elements = Double(coefficients.facts.nonZeros)
    return SolveReport(
      method: record.usedGMRES && solver.method == .stationary ? "\(solver.name), then gmres" : solver.name,
      reason: "asked for", elimination: nil, engine: engine.description, orientation: orientation, sectors: n,
      rightHandSides: m, iterations: record.mostPasses, errors: record.errors, prepareSeconds: prepareSeconds,
      solveSeconds: seconds, flops: record.flops(elementsPerPass: elements),
      singleFlops: record.singleFlops(elementsPerPass: elements), readings: readings(record),
      peakBytes: MemoryBudget.sum(
        coefficients.allocatedBytes, heldBytes, solver.vectorBytes(sectors: n, rightHandSides: m, on: engine)))
  }

  /// A as the inner iterations store it, and as the residuals read it.
  private func readings(_ record: IterationRecord) -> [OperandReading] {
    let stored = Double(coefficients.bytesPerPass)
    return [
      OperandReading(
        size: single.map { Double($0.valueBytes) } ?? stored,
        times: Double(record.innerPasses) - 0.5 * Double(record.halfPasses)),
      OperandReading(size: stored, times: Double(record.residualPasses)),
    ]
  }
}
