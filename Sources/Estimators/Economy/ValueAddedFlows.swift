import MatrixCore
import Solvers
import Tables

/// Rows and columns of the value-added flow matrix M = v̂ L ŷ of an economy that has value added and final demand.
///
/// M is never formed: a row of M is one transposed solve, a column one solve.
/// Units: money of the table.
public struct ValueAddedFlows: Sendable {
  public let economy: Economy
  public let valueAdded: [Double]
  /// v, value added a unit of output; 0 for inactive sectors.
  public let coefficients: [Double]
  /// y, row sums of final demand.
  public let finalDemand: [Double]

  /// Errors: `EstimationError` for a table without value added, output or final demand.
  public init(_ economy: Economy) throws(EstimationError) {
    let title = economy.metadata.title
    guard let valueAdded = economy.valueAdded else { throw .noValueAdded(table: title) }
    guard let coefficients = economy.valueAddedCoefficients else { throw .noOutput(table: title) }
    guard let finalDemand = economy.finalDemand else { throw .noFinalDemand(table: title) }
    self.economy = economy
    (self.valueAdded, self.coefficients, self.finalDemand) = (valueAdded, coefficients, finalDemand)
  }

  /// Rows `members` of M: M_kj = v_k l_kj y_j, one array a member.
  public func rows(_ members: [Int]) throws(EstimationError) -> [[Double]] {
    zip(members, try economy.inverseRows(members)).map { k, row in
      zip(row, finalDemand).map { coefficients[k] * $0 * $1 }
    }
  }

  /// Columns `members` of M: M_ik = v_i l_ik y_k.
  public func columns(_ members: [Int]) throws(EstimationError) -> [[Double]] {
    zip(members, try economy.inverseColumns(members)).map { k, column in
      zip(column, coefficients).map { $1 * $0 * finalDemand[k] }
    }
  }
}
