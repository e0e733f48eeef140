import Kernels
import MatrixCore
import Synchronization

/// A system prepared by a chosen method, which falls back to LU when the method does not get there.
final class ChosenSystem: PreparedSystem {
  let coefficients: any CoefficientOperator
  private let engine: Engine
  private let budget: MemoryBudget
  private let reason: String
  /// The system in use, and why it is not the chosen one.
  private let current: Mutex<(system: any PreparedSystem, fallback: String?)>

  init(
    _ solver: any LeontiefSolver, _ coefficients: any CoefficientOperator, reason: String, on engine: Engine,
    budget: MemoryBudget, monitor: WorkMonitor
  ) throws(SolverError) {
    self.coefficients = coefficients
    self.engine = engine
    self.budget = budget
    self.reason = reason
    let prepared = try Self.prepare(solver, coefficients, engine, budget, monitor)
    current = Mutex(prepared)
  }

  var sectorCount: Int { coefficients.count }
  var heldBytes: Int { current.withLock { $0.system }.heldBytes }

  private static func prepare(
    _ solver: any LeontiefSolver, _ coefficients: any CoefficientOperator, _ engine: Engine, _ budget: MemoryBudget,
    _ monitor: WorkMonitor
  ) throws(SolverError) -> (system: any PreparedSystem, fallback: String?) {
    do {
      return (try solver.prepare(coefficients, on: engine, budget: budget, monitor: monitor), nil)
    } catch {
      // A block without an inverse does not make I − A singular.
      guard case .singular = error, solver is IterativeSolver else { throw error }
      let lu = try DenseLUSolver().prepare(coefficients, on: engine, budget: budget, monitor: monitor)
      return (lu, "\(solver.name) found a block without an inverse")
    }
  }

  func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    let (system, fallback) = current.withLock { $0 }
    var failure: SolverError
    do {
      var solution = try system.solve(rightHandSides, orientation: orientation, monitor: monitor)
      solution.report.reason = Self.joined(reason, solution.report.reason, fallback)
      return solution
    } catch { failure = error }
    guard case .notConverged(let method, let passes, _) = failure, fallback == nil else { throw failure }
    // The fractions told so far may not fall: all that is left counts as the end.
    let rest = monitor.part(1...1)
    let lu: any PreparedSystem
    do {
      lu = try DenseLUSolver().prepare(coefficients, on: engine, budget: budget, monitor: rest)
    } catch {
      // That there is no room for LU, either, does not explain why the first method failed.
      if case .memory = error { throw failure }
      throw error
    }
    current.withLock { $0 = (lu, "\(method) had not converged after \(passes) passes") }
    return try solve(rightHandSides, orientation: orientation, monitor: rest)
  }

  /// The choice, what the method itself says of its way, and what went before.
  private static func joined(_ choice: String, _ own: String, _ fallback: String?) -> String {
    var parts = fallback.map { ["\($0); chosen first as \(choice)"] } ?? [choice]
    let asked = "asked for"
    if own.hasPrefix("\(asked); ") {
      parts.append(String(own.dropFirst(asked.count + 2)))
    } else if own != asked {
      parts.append(own)
    }
    return parts.joined(separator: "; ")
  }
}
