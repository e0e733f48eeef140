import Kernels
import MatrixCore
import Solvers
import Tables

/// A table ready for rows and columns of the value-added flow matrix M = v̂ L ŷ.
///
/// M is never formed: a row of M is one transposed solve, a column one solve.
final class ValueAddedSystem: Sendable {
  let valueAdded: [Double]
  /// v, value added a unit of output; 0 for inactive sectors.
  let coefficients: [Double]
  /// y, row sums of final demand.
  let finalDemand: [Double]
  private let system: any PreparedSystem

  init(
    _ table: borrowing InputOutputTable, negativeOutput: NegativeOutput, on engine: Engine, budget: MemoryBudget,
    monitor: WorkMonitor
  ) throws(EstimationError) {
    guard let valueAdded = table.valueAdded else { throw .noValueAdded(table: table.metadata.title) }
    guard table.finalDemand.columns > 0 else { throw .noFinalDemand(table: table.metadata.title) }
    do {
      do {
        coefficients = try table.valueAddedCoefficients(negativeOutput: negativeOutput)
      } catch { throw SolverError.output(error) }
      let matrix = try CoefficientMatrix(table, negativeOutput: negativeOutput, on: engine, budget: budget)
      system = try DenseLUSolver().prepare(
        matrix, on: engine, budget: budget.holding(table.allocatedBytes), monitor: monitor)
      self.valueAdded = valueAdded
      finalDemand = table.totalFinalDemand
    } catch let error as SolverError { throw .solver(error) } catch { preconditionFailure("unexpected error: \(error)") }
  }

  var sectorCount: Int { valueAdded.count }

  /// Rows `members` of M: M_kj = v_k l_kj y_j, one array a member; and how they were solved.
  func rows(_ members: [Int]) throws(EstimationError) -> (rows: [[Double]], report: SolveReport) {
    let (inverseRows, report) = try solveUnits(members, orientation: .transposed)
    let rows = zip(members, inverseRows).map { k, row in
      zip(row, finalDemand).map { coefficients[k] * $0 * $1 }
    }
    return (rows, report)
  }

  /// Columns `members` of M: M_ik = v_i l_ik y_k.
  func columns(_ members: [Int]) throws(EstimationError) -> (columns: [[Double]], report: SolveReport) {
    let (inverseColumns, report) = try solveUnits(members, orientation: .output)
    let columns = zip(members, inverseColumns).map { k, column in
      zip(column, coefficients).map { $1 * $0 * finalDemand[k] }
    }
    return (columns, report)
  }

  /// L u, the output that meets a final demand.
  func output(meeting demand: [Double]) throws(EstimationError) -> [Double] {
    do { return try system.solve(demand, orientation: .output).vector } catch { throw .solver(error) }
  }

  private func solveUnits(
    _ members: [Int], orientation: Orientation
  ) throws(EstimationError) -> ([[Double]], SolveReport) {
    do {
      var units: Matrix<Double>
      do {
        units = try Matrix(rows: sectorCount, columns: members.count, layout: .columnMajor)
      } catch { throw SolverError.allocation(error) }
      for (column, member) in members.enumerated() { units[member, column] = 1 }
      let solution = try system.solve(units.view, orientation: orientation)
      let vectors = members.indices.map { column in (0..<sectorCount).map { solution.values[$0, column] } }
      return (vectors, solution.report)
    } catch let error as SolverError { throw .solver(error) } catch { preconditionFailure("unexpected error: \(error)") }
  }
}
