import Kernels
import MatrixCore
import Solvers
import TestSupport
import Testing

/// Iterations that do not get there say how far they came, in numbers, and what does get there.
@Suite struct GivingUpTests {
  private static let solvers: [IterativeSolver] = [
    IterativeSolver(.gmres), IterativeSolver(.stationary), IterativeSolver(.bicgstab), IterativeSolver(.chebyshev), .neumann,
    IterativeSolver(.bicgstab, preconditioner: .none, storage: .double),
  ]

  /// Columns that leave `deficit` of one, and m right-hand sides up to seven times `size`.
  private func failure(
    _ solver: IterativeSolver, deficit: Double, size: Double, columns m: Int, on engine: Engine
  ) throws -> SolverError? {
    let n = 60
    let rows = [[Double]].coefficients(n, columnSum: 1 - deficit, seed: 510)
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: engine)
    var y = try Matrix<Double>(rows: n, columns: m)
    for j in 0..<m { for i in 0..<n { y[i, j] = size * Double((i * (j + 1)) % 7 + 1) } }
    do throws(SolverError) {
      _ = try solver.prepare(matrix, on: engine).solve(y.view, orientation: .output).values.rows
      return nil
    } catch { return error }
  }

  private func expectGivingUp(_ error: SolverError?, _ solver: IterativeSolver, _ comment: Comment) {
    guard case .notConverged(let method, let passes, let backwardError) = error else {
      Issue.record("\(solver.name): \(String(describing: error)) \(comment)")
      return
    }
    #expect(method == solver.name && passes > 0, comment)
    #expect((0...1).contains(backwardError) && backwardError > IterativeSolver.standardTolerance, comment)
    #expect(error?.description.hasSuffix("--solver lu, or --solver gth where value added is nearly nothing") == true, comment)
  }

  /// Value added of 1e-12 is nothing in single precision.
  @Test(arguments: TestEngines.all, solvers.dropLast()) func tooLittleValueAdded(_ test: TestEngine, _ solver: IterativeSolver)
    throws
  {
    for m in [1, 16] {
      let error = try failure(solver, deficit: 1e-12, size: 1, columns: m, on: test.engine)
      expectGivingUp(error, solver, "\(m) right-hand sides")
    }
  }

  /// The output is not a number that a computer holds, which no other method would change.
  @Test(arguments: TestEngines.all, solvers) func anAnswerThatOverflows(_ test: TestEngine, _ solver: IterativeSolver) throws {
    for m in [1, 16] {
      let error = try failure(solver, deficit: 1e-8, size: 1e300, columns: m, on: test.engine)
      switch error {
      case .notFinite:
        #expect(error?.description.hasSuffix("the demand overflows: give the right-hand side in a larger unit") == true)
      case .checkOverflows:
        // What a shared space reaches first is rounded to single precision: it may just be a number, whose residual is none.
        #expect(solver.name == "gmres" && m == 16)
        #expect(error?.description.hasSuffix("give the right-hand side in a larger unit") == true)
      default:
        // Neumann's series is given up before it overflows.
        #expect(solver.name == "neumann")
        expectGivingUp(error, solver, "\(m) right-hand sides")
      }
    }
  }

  /// x = 10⁹ y, of a demand that is far from the largest number.
  @Test(arguments: TestEngines.all, [5e299, 2e300]) func anAnswerThatOverflowsByLittle(_ test: TestEngine, _ demand: Double)
    throws
  {
    let rows = [[Double]](repeating: [Double](repeating: (1 - 1e-9) / 6, count: 6), count: 6)
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: test.engine)
    for solver in [IterativeSolver(), DenseLUSolver()] as [any LeontiefSolver] {
      let system = try solver.prepare(matrix, on: test.engine, budget: .unlimited, monitor: .none)
      let error = #expect(throws: SolverError.self) { try system.solve([Double](repeating: demand, count: 6)).vector }
      #expect(error == .notFinite(sector: matrix.sectors[0]), "\(solver.name): \(String(describing: error))")
    }
  }

  /// Two sectors that use a thousand times what they make, and two that use half of it: the output for a unit of demand runs
  /// away with the first, whatever is asked of the others.
  @Test(arguments: TestEngines.all, [1.0, 1e300]) func anAnswerThatRunsAway(_ test: TestEngine, _ other: Double) throws {
    let rows: [[Double]] = [[500, 500, 0, 0], [500, 500, 0, 0], [0, 0, 0.25, 0.25], [0, 0, 0.25, 0.25]]
    let matrix = try CoefficientMatrix(codes: ["a", "b", "c", "d"], rows: rows, on: test.engine)
    let y = try Matrix<Double>([[1, 0], [1, 0], [0, other], [0, other]])
    let solver = IterativeSolver.neumann
    let system = try solver.prepare(matrix, on: test.engine)
    let error = #expect(throws: SolverError.self) { try system.solve(y.view, orientation: .output).vector }
    expectGivingUp(error, solver, "\(other)")
  }

  /// What the sentence names does get there.
  @Test(arguments: TestEngines.all) func theCureHelps(_ test: TestEngine) throws {
    // Deficits of 2⁻⁴⁰, exactly: x = 2⁴⁰ for a unit of demand everywhere.
    let n = 8
    let rows = [[Double]](repeating: [Double](repeating: (1 - 0x1p-40) / 8, count: n), count: n)
    let matrix = try CoefficientMatrix(codes: rows.indices.map { "s\($0)" }, rows: rows, on: test.engine)
    let deficits = [Double](repeating: 0x1p-40, count: n)
    for solver in [DenseLUSolver(), GTHSolver(deficits: deficits)] as [any LeontiefSolver] {
      let solution = try solver.prepare(matrix, on: test.engine, budget: .unlimited, monitor: .none)
        .solve([Double](repeating: 1, count: n))
      // Observed: exact by GTH. κ = 2⁴¹ times eps bounds what LU may lose.
      let bound = solver.name == "gth" ? 8 * Double(n) * .ulpOfOne : 0x1p41 * .ulpOfOne
      #expect(solution.vector.allSatisfy { abs($0 / 0x1p40 - 1) <= bound }, "\(solver.name): \(solution.vector)")
    }
  }
}
