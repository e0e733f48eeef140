import MatrixCore
import Solvers

extension Economy {
  /// A u: what the sectors sell to each other when they produce u.
  /// Cost: one pass over A.
  public func product(_ vector: [Double]) throws(EstimationError) -> [Double] {
    do {
      return try coefficients.product(.output, vector, on: engine)
    } catch { throw .solver(.allocation(error)) }
  }
}

extension Economy {
  /// a_ij.
  func coefficient(_ row: Int, _ column: Int) throws(EstimationError) -> Double {
    do {
      var cell = try Matrix<Double>(rows: 1, columns: 1)
      var target = cell.mutableView
      coefficients.copy(rows: row..<row + 1, columns: column..<column + 1, into: &target, on: engine)
      return cell[0, 0]
    } catch { throw .solver(.allocation(error)) }
  }
}
