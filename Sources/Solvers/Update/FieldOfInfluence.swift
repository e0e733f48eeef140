import Kernels
import MatrixCore
import Tables

/// How all of L answers to one coefficient: F_ij(ε) = (L(ε) − L)/ε with a_ij larger by ε, which is L_·i L_j· / (1 − ε l_ji).
///
/// Shapes: two vectors of n that stand for n × n. Units: those of L squared. Cost: two solves. References: Sonis and Hewings
/// (1989, 1992); Sherman and Morrison (1950).
public struct FieldOfInfluence: Sendable, Equatable {
  /// The row and column of the coefficient.
  public let row: Int
  public let column: Int
  public let change: Double
  /// L_·i and L_j·.
  public let sellers: [Double]
  public let buyers: [Double]
  /// 1 − ε l_ji: what is left of det(I − A). Zero or less is the end of productivity.
  public let factor: Double

  /// `change`: ε; 0 for the field of first order. Errors: `SolverError.update` for sectors outside the table, a change that is
  /// not finite or leaves the table unproductive; the system's errors.
  public init(
    row: Int, column: Int, change: Double = 0, in system: any PreparedSystem, monitor: WorkMonitor = .none
  ) throws(SolverError) {
    let labels = system.coefficients.sectors
    for index in [row, column] where !(0..<labels.count).contains(index) {
      throw .update(.sectorOutOfRange(index: index, sectors: labels.count))
    }
    guard change.isFinite else { throw .update(.notFinite(row: labels[row], column: labels[column])) }
    let sellers = try system.inverseColumns([row], monitor: monitor.part(0...0.5))
    let buyers = try system.inverseColumns([column], orientation: .transposed, monitor: monitor.part(0.5...1))
    (self.row, self.column, self.change) = (row, column, change)
    self.sellers = (0..<labels.count).map { sellers[$0, 0] }
    self.buyers = (0..<labels.count).map { buyers[$0, 0] }
    factor = try Self.factor(change, self.sellers[column], row, column, labels)
  }

  /// F_rs: how l_rs answers, per unit of the change.
  public subscript(_ r: Int, _ s: Int) -> Double { sellers[r] * buyers[s] / factor }

  /// Σ F², the index of influence of the coefficient.
  public var index: Double {
    let (columns, rows) = (Self.squaredNorm(sellers), Self.squaredNorm(buyers))
    return columns * rows / (factor * factor)
  }

  /// The index of every coefficient, n × n row-major: ‖L_·i‖² ‖L_j·‖² / (1 − ε l_ji)².
  ///
  /// Cost: two passes over L and one over the result; no solve. Errors: `SolverError.update` for the first coefficient whose
  /// change leaves the table unproductive; memory.
  public static func indices(
    inverse l: MatrixView<Double>, change: Double = 0, sectors: SectorIndex, budget: MemoryBudget = .unlimited
  ) throws(SolverError) -> Matrix<Double> {
    let n = sectors.count
    precondition(l.rows == n && l.columns == n, "shapes disagree")
    try SolverError.reserve(MemoryBudget.bytes(rows: n, columns: n), of: budget, for: "the influence of \(n) sectors")
    var indices: Matrix<Double>
    do { indices = try Matrix(rows: n, columns: n) } catch { throw .allocation(error) }
    let (columns, rows) = squaredNorms(l)
    for i in 0..<n {
      for j in 0..<n {
        let factor = try factor(change, l[j, i], i, j, sectors)
        indices[i, j] = columns[i] * rows[j] / (factor * factor)
      }
    }
    return indices
  }

  /// ‖L_·j‖² and ‖L_i·‖², in one pass down the columns.
  private static func squaredNorms(_ l: MatrixView<Double>) -> (columns: [Double], rows: [Double]) {
    var columns = [CompensatedSum<Double>](repeating: CompensatedSum(), count: l.columns)
    var rows = [CompensatedSum<Double>](repeating: CompensatedSum(), count: l.rows)
    for j in 0..<l.columns {
      for i in 0..<l.rows {
        columns[j].add(l[i, j] * l[i, j])
        rows[i].add(l[i, j] * l[i, j])
      }
    }
    return (columns.map(\.value), rows.map(\.value))
  }

  /// 1 − ε l_ji. Refused where rounding alone may have kept it positive.
  package static func factor(
    _ change: Double, _ element: Double, _ row: Int, _ column: Int, _ sectors: SectorIndex
  ) throws(SolverError) -> Double {
    let factor = 1 - change * element
    guard factor > Double(sectors.count) * .ulpOfOne * (1 + abs(change * element)) else {
      throw .update(.notProductive(sectors: (row == column ? [row] : [row, column]).map { sectors[$0] }, factor: factor))
    }
    return factor
  }

  private static func squaredNorm(_ vector: [Double]) -> Double { vector.lazy.map { $0 * $0 }.compensatedSum() }
}
