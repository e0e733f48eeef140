import Kernels
import MatrixCore
import Solvers
import Tables

/// The field of influence of every coefficient by closed form.
///
/// Cost: n solves in panels that are not kept and two products of n × n numbers, where perturbing coefficient after coefficient
/// takes n² inversions.
/// Memory: a panel; with a finite change, or when the matrix is wanted, n² doubles.
/// Errors: `EstimationError`; a change that leaves the table unproductive names the sectors.
/// References: Sonis and Hewings (1989, 1992); Sherman and Morrison (1950).
public struct InfluenceEstimator: Sendable {
  public var settings: EstimationSettings
  /// ε, what is added to a coefficient; 0 for the field of first order.
  public var change: Double
  /// How many of the most influential coefficients are listed.
  public var mostCells: Int
  public var keepsMatrix: Bool

  public init(_ settings: EstimationSettings, change: Double = 0, mostCells: Int = 20, keepsMatrix: Bool = false) {
    (self.settings, self.change, self.mostCells, self.keepsMatrix) = (settings, change, mostCells, keepsMatrix)
  }

  public func estimate(_ table: borrowing InputOutputTable) throws(EstimationError) -> Influence {
    let flows = try settings.remarkOnFlows(table)
    let n = table.sectorCount
    let economy = try Economy(table, rightHandSides: n + 2, settings.watched(0...0.3))
    let holdsMatrix = keepsMatrix || change != 0
    let settings = settings.beside(table, economy)
    var matrix = try Self.matrix(holdsMatrix ? n : 0, settings)
    var columns = [Double](repeating: 0, count: n)
    var rows = [CompensatedSum<Double>](repeating: CompensatedSum(), count: n)
    let panels = settings.holding(matrix.allocatedBytes).watched(0.3...1)
    try economy.forEachInversePanel(panels) { members, panel in
      for (k, member) in members.enumerated() {
        var sum = CompensatedSum<Double>()
        for i in 0..<n {
          let square = panel[i, k] * panel[i, k]
          sum.add(square)
          rows[i].add(square)
          // Row i of S needs l_ji for every j: column i of L.
          if holdsMatrix { matrix[member, i] = panel[i, k] }
        }
        columns[member] = sum.value
      }
    }
    let rowNorms = rows.map(\.value)
    if holdsMatrix { try fill(&matrix, columns, rowNorms, table.sectors) }
    let ranking = ranking(matrix, columns, rowNorms, holdsMatrix, economy.inactive)
    return Influence(
      sectors: table.sectors, change: change, columnNorms: columns, rowNorms: rowNorms, mean: ranking.mean,
      cells: try coefficients(of: ranking.cells, economy), matrix: holdsMatrix ? InfluenceMatrix(matrix) : nil,
      checks: try economy.amplified(checks(economy, columns, rowNorms)), remarks: [flows].compactMap(\.self), cost: economy.cost)
  }

  private static func matrix(_ n: Int, _ settings: EstimationSettings) throws(EstimationError) -> Matrix<Double> {
    do throws(SolverError) {
      do { try settings.budget.reserve(MemoryBudget.bytes(rows: n, columns: n), for: "the influence of \(n) sectors") } catch {
        throw SolverError.memory(error)
      }
      do { return try Matrix(rows: n, columns: n) } catch { throw SolverError.allocation(error) }
    } catch { throw .solver(error) }
  }

  /// S from l_ji in its place.
  private func fill(
    _ matrix: inout Matrix<Double>, _ columns: [Double], _ rows: [Double], _ sectors: SectorIndex
  ) throws(EstimationError) {
    let n = columns.count
    for i in 0..<n {
      for j in 0..<n {
        let factor: Double
        do { factor = try FieldOfInfluence.factor(change, matrix[i, j], i, j, sectors) } catch {
          throw .solver(error)
        }
        matrix[i, j] = columns[i] * rows[j] / (factor * factor)
      }
    }
  }

  private func ranking(
    _ matrix: borrowing Matrix<Double>, _ columns: [Double], _ rows: [Double], _ holdsMatrix: Bool, _ inactive: [Int]
  ) -> InfluenceRanking {
    let idle = Set(inactive)
    let active = columns.indices.filter { !idle.contains($0) }
    var ranking = InfluenceRanking(most: mostCells)
    for i in active {
      for j in active { ranking.add(i, j, holdsMatrix ? matrix[i, j] : columns[i] * rows[j]) }
    }
    return ranking
  }

  private func coefficients(
    of cells: [Influence.Cell], _ economy: Economy
  ) throws(EstimationError) -> [Influence.Cell] {
    var cells = cells
    for k in cells.indices { cells[k].coefficient = try economy.coefficient(cells[k].row, cells[k].column) }
    return cells
  }

  /// Both norms add up the same squares, and the largest row is that of a transposed solve, which no panel had a part in.
  private func checks(
    _ economy: Economy, _ columns: [Double], _ rows: [Double]
  ) throws(EstimationError) -> [IdentityCheck] {
    guard let strongest = rows.indices.max(by: { rows[$0] < rows[$1] }) else { return [] }
    let row = try economy.inverseRows([strongest])[0]
    return [
      IdentityCheck(
        name: "squares by rows and by columns of L sum to the same", value: rows.compensatedSum(),
        expected: columns.compensatedSum(), tolerance: IdentityCheck.rounding),
      IdentityCheck(
        name: "the norm of row \(economy.sectors[strongest].qualifiedCode) by a transposed solve",
        value: row.lazy.map { $0 * $0 }.compensatedSum(), expected: rows[strongest], tolerance: IdentityCheck.rounding),
    ]
  }
}
