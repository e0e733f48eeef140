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
  private let current: Mutex<Prepared>

  private struct Prepared {
    /// Nil after a method that did not get there, when LU could not be prepared either.
    var system: (any PreparedSystem)?
    var fallback: String?
    /// Seconds its preparation took, failed ones not counted.
    var prepareSeconds = 0.0
    /// Seconds of the method that did not get there, its preparation too.
    var lostSeconds = 0.0
  }

  init(
    _ solver: any LeontiefSolver, _ coefficients: any CoefficientOperator, reason: String, on engine: Engine,
    budget: MemoryBudget, monitor: WorkMonitor
  ) throws(SolverError) {
    self.coefficients = coefficients
    self.engine = engine
    self.budget = budget
    self.reason = reason
    current = Mutex(try Self.prepare(solver, coefficients, engine, budget, monitor))
  }

  var sectorCount: Int { coefficients.count }

  /// Of the system in use.
  var heldBytes: Int { current.withLock { $0.system }?.heldBytes ?? 0 }

  private static func prepare(
    _ solver: any LeontiefSolver, _ coefficients: any CoefficientOperator, _ engine: Engine, _ budget: MemoryBudget,
    _ monitor: WorkMonitor
  ) throws(SolverError) -> Prepared {
    let began = ContinuousClock.now
    do {
      let system = try solver.prepare(coefficients, on: engine, budget: budget, monitor: monitor)
      return Prepared(system: system, prepareSeconds: seconds(since: began))
    } catch {
      // A block without an inverse does not make I − A singular.
      guard case .singular = error, solver is IterativeSolver else { throw error }
      let lost = seconds(since: began)
      let lu = try fallback.prepare(coefficients, on: engine, budget: budget, monitor: monitor)
      return Prepared(system: lu, fallback: "\(solver.name) found a block without an inverse", lostSeconds: lost)
    }
  }

  private static func seconds(since moment: ContinuousClock.Instant) -> Double { (ContinuousClock.now - moment).seconds }

  private static let fallback = DenseLUSolver(refinement: .whereNeeded)

  /// Of the system in use.
  var canBeContinued: Bool { current.withLock { $0.system }?.canBeContinued ?? false }

  func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    try solve(rightHandSides, orientation: orientation, from: nil, sink: .none, monitor: monitor)
  }

  func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, from start: MatrixView<Double>?, sink: SolutionSink,
    monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    if let solution = try attempt(rightHandSides, orientation, start, sink, monitor) { return solution }
    // The fractions told so far may not fall: all that is left counts as the end.
    if let solution = try attempt(rightHandSides, orientation, start, sink, monitor.part(1...1)) { return solution }
    throw .stopped
  }

  /// Nil when the chosen method did not get there, so that LU is in its place; never nil of LU.
  private func attempt(
    _ rightHandSides: MatrixView<Double>, _ orientation: Orientation, _ start: MatrixView<Double>?, _ sink: SolutionSink,
    _ monitor: WorkMonitor
  ) throws(SolverError) -> Solution? {
    let (system, fallback) = try inUse(monitor)
    let began = ContinuousClock.now
    do {
      var solution = try system.solve(
        rightHandSides, orientation: orientation, from: start, sink: sink, monitor: monitor)
      solution.report.reason = Self.joined(reason, solution.report.reason, fallback)
      solution.report.lostSeconds += current.withLock { $0.lostSeconds }
      return solution
    } catch {
      guard case .notConverged(let method, let passes, _) = error, fallback == nil else { throw error }
      current.withLock { prepared in
        guard prepared.fallback == nil else { return }
        prepared = Prepared(
          fallback: "\(method) had not converged after \(passes) passes",
          lostSeconds: prepared.prepareSeconds + Self.seconds(since: began))
      }
      return nil
    }
  }

  /// The system in use; LU, prepared now, after a method that did not get there. That method's memory is free by then, or
  /// will be when others who still solve by it have ended. Callers wait for one preparation.
  private func inUse(_ monitor: WorkMonitor) throws(SolverError) -> (system: any PreparedSystem, fallback: String?) {
    try current.withLock { (prepared) throws(SolverError) in
      if let system = prepared.system { return (system, prepared.fallback) }
      do throws(SolverError) {
        let lu = try Self.fallback.prepare(coefficients, on: engine, budget: budget, monitor: monitor)
        prepared.system = lu
        return (lu, prepared.fallback)
      } catch {
        guard case .memory(let refusal) = error, let fallback = prepared.fallback else { throw error }
        throw .memory(refusal.because(fallback))
      }
    }
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
