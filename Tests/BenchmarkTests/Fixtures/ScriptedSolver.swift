import Leontief
import Synchronization

/// A method that eliminates, but fails in some of its runs, or gives a wrong column.
final class ScriptedSolver: LeontiefSolver {
  let name = "scripted"
  private let failures: [Int: SolverError]
  private let wrongColumn: Int?
  private let runs = Mutex(0)

  /// `failures` by the number of the run, from 1.
  init(failures: [Int: SolverError] = [:], wrongColumn: Int? = nil) {
    self.failures = failures
    self.wrongColumn = wrongColumn
  }

  func bytesNeeded(sectors n: Int, rightHandSides m: Int) -> Int { 0 }

  func prepare(
    _ coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget, monitor: WorkMonitor
  ) throws(SolverError) -> any PreparedSystem {
    let run = runs.withLock { runs in
      runs += 1
      return runs
    }
    if let failure = failures[run] { throw failure }
    return SpoiledSystem(
      try DenseLUSolver().prepare(coefficients, on: engine, budget: budget, monitor: monitor), wrongColumn: wrongColumn)
  }
}

/// A system one column of whose answers is wrong by a relative 1e-9.
private final class SpoiledSystem: PreparedSystem {
  private let system: any PreparedSystem
  private let wrongColumn: Int?

  init(_ system: any PreparedSystem, wrongColumn: Int?) {
    self.system = system
    self.wrongColumn = wrongColumn
  }

  var sectorCount: Int { system.sectorCount }
  var coefficients: any CoefficientOperator { system.coefficients }

  func solve(
    _ rightHandSides: MatrixView<Double>, orientation: Orientation, monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    var solution = try system.solve(rightHandSides, orientation: orientation, monitor: monitor)
    if let wrongColumn { solution.values[0, wrongColumn] *= 1 + 1e-9 }
    return solution
  }
}
