import Kernels
import MatrixCore
import Solvers
import Tables
import TestSupport
import Testing

/// The memory that is foreseen is that which is asked for, and it is told in one way by all.
@Suite struct MethodMemoryTests {
  private let engine = TestEngines.swift
  private let rates = HostRates(flops: 2.2e11, bytes: 5e10, source: .measured)

  @Test(arguments: [(200, 1), (200, 64), (2000, 1), (2000, 700), (9800, 9800)])
  func theChoiceCountsWhatTheMethodsAskFor(_ n: Int, _ m: Int) {
    let choice = SolverChoice(SolveProblem(sectors: n, rightHandSides: m), rates: rates, on: engine)
    for candidate in choice.candidates {
      #expect(candidate.bytes == candidate.solver.bytesNeeded(sectors: n, rightHandSides: m, on: engine), "\(candidate.title)")
    }
    // What the kernels no longer hold when right-hand sides come is not added to them.
    let lu = DenseLUSolver().bytesNeeded(sectors: n, rightHandSides: m)
    let scratch = engine.factorizationScratch(order: n, of: Double.self)
    #expect(choice.candidates.contains { $0.title == "lu" && $0.bytes >= lu && $0.bytes <= lu + scratch })
    #expect(choice.leastBytes == AutoSolver(rightHandSides: m).bytesNeeded(sectors: n, rightHandSides: m, on: engine))
  }

  /// A limit of exactly what is foreseen is kept, for one right-hand side and for many.
  @Test(arguments: [1, 40]) func methodsSolveInWhatTheyForesee(_ m: Int) throws {
    let n = 300
    var values = try Matrix<Double>(rows: n, columns: n)
    for i in 0..<n { (values[i, i], values[i, (i + 1) % n]) = (0.25, 0.5) }
    let matrix = try CoefficientMatrix(sectors: SparseTables.codes(n), values: values, on: engine)
    var y = try Matrix<Double>(rows: n, columns: m)
    for i in 0..<n {
      for j in 0..<m { y[i, j] = Double(1 + (i + j) % 3) }
    }
    for kind in SolverKind.allCases where kind != .sparseLU {
      let solver = kind.solver(rightHandSides: m)
      let limit = matrix.allocatedBytes + solver.bytesNeeded(sectors: n, rightHandSides: m, on: engine)
      let report = try solver.prepare(matrix, on: engine, budget: MemoryBudget(limit: limit), monitor: .none)
        .solve(y.view, orientation: .output).report
      #expect(report.peakBytes <= limit, "\(kind.rawValue)")
    }
  }

  /// It has no bases of GMRES.
  @Test func neumannsSeriesTakesFewVectors() {
    let (n, m) = (5000, 64)
    let panel = 8 * n * m
    let vectors = IterativeSolver.neumann.bytesNeeded(sectors: n, rightHandSides: m) - 4 * n * n
    #expect(vectors <= 12 * panel)
    #expect(IterativeSolver(.stationary, preconditioner: .diagonal).bytesNeeded(sectors: n, rightHandSides: m) > 40 * panel)
  }

  /// Flows that stay in their file take no memory.
  @Test func aTableInItsFileIsNotCounted() throws {
    let folder = try TemporaryFolder()
    let n = 150
    var flows = try Matrix<Double>(rows: n, columns: n)
    for i in 0..<n { (flows[i, i], flows[i, (i + 1) % n]) = (25, 50) }
    try NPYWriter.write(flows.view, to: folder.file("Z.npy"))
    let table = InputOutputTable(
      sectors: try SparseTables.codes(n), transactions: try Matrix<Double>.npy(folder.file("Z.npy")), demand: [],
      finalDemand: try Matrix(rows: n, columns: 0), output: [Double](repeating: 100, count: n), valueAdded: nil)
    let matrix = try CoefficientMatrix(flowsOf: table, on: engine)
    #expect(matrix.allocatedBytes < 8 * n * n)
    let limit = matrix.allocatedBytes + DenseLUSolver().bytesNeeded(sectors: n, rightHandSides: 1, on: engine)
    let system = try DenseLUSolver().prepare(matrix, on: engine, budget: MemoryBudget(limit: limit))
    #expect(try system.solve([Double](repeating: 1, count: n)).report.peakBytes <= limit)
  }
}
