import Kernels
import MatrixCore
import Tables

/// The columns of L of some sectors K and L_KK factorized: what every closed form of their extraction is made of.
///
/// Shapes: n × k and k × k. Cost: k solves and 2k³/3 flops. Memory: `bytes`, within the budget. See `Extraction`.
public struct ExtractedBlock: ~Copyable, Sendable {
  /// K, in the order given.
  public let sectors: [Int]
  /// L_K, column-major.
  let columns: Matrix<Double>
  private let factors: CapacitanceMatrix
  private let engine: Engine

  /// Errors: `SolverError.update` for sectors outside the table or repeated, and where L_KK is singular; a budget that does not
  /// hold it; the system's errors.
  public init(
    of sectors: [Int], in system: any PreparedSystem, on engine: Engine, budget: MemoryBudget = .unlimited,
    monitor: WorkMonitor = .none
  ) throws(SolverError) {
    let labels = system.coefficients.sectors
    do { try Self.check(sectors, labels) } catch { throw .update(error) }
    let bytes = Self.bytes(sectors: labels.count, extracted: sectors.count)
    do { try budget.reserve(bytes, for: "the extraction of \(sectors.count) of \(labels.count) sectors") } catch {
      throw .memory(error)
    }
    let columns = try system.inverseColumns(sectors, monitor: monitor)
    let factors = try CapacitanceMatrix(Self.identityMinusBlock(columns, sectors), order: columns.rows, on: engine)
    guard !factors.isSingular else {
      throw .update(.notProductive(sectors: sectors.map { system.coefficients.sectors[$0] }, factor: factors.factor))
    }
    self.columns = columns
    self.factors = factors
    self.sectors = sectors
    self.engine = engine
  }

  /// Right-hand sides, columns of L and a copy while they are solved for; L_KK, its factors and (I − A_KK).
  static func bytes(sectors n: Int, extracted k: Int) -> Int {
    let (panel, square) = (MemoryBudget.bytes(rows: n, columns: k), MemoryBudget.bytes(rows: k, columns: k))
    return MemoryBudget.sum(panel, panel, panel, square, square, square)
  }

  /// L_KK⁻¹ t or L_KK⁻ᵀ t. Shapes: k.
  public func solve(_ t: [Double], _ orientation: Orientation) throws(SolverError) -> [Double] {
    var side: Matrix<Double>
    do { side = try Matrix(column: t) } catch { throw .allocation(error) }
    factors.solve(&side, orientation, on: engine)
    return t.indices.map { side[$0, 0] }
  }

  /// x − x' where the sectors' final demand alone is dropped: L_K f_K.
  public func lossesWithoutDemand(_ demand: [Double]) -> [Double] {
    product(sectors.map { demand[$0] })
  }

  /// L_K t.
  private func product(_ t: [Double]) -> [Double] {
    var sums = [CompensatedSum<Double>](repeating: CompensatedSum(), count: columns.rows)
    for k in t.indices {
      for i in sums.indices { sums[i].add(columns[i, k] * t[k]) }
    }
    return sums.map(\.value)
  }

  /// x − x' where they buy nothing from others and keep what they make for themselves:
  /// (L_K − E_K (I − A_KK)⁻¹) L_KK⁻¹ x_K. Cost: a k × k elimination beside 2nk flops.
  public func lossesKeepingOwnUse(
    output x: [Double], in coefficients: any CoefficientOperator
  ) throws(SolverError) -> [Double] {
    let weights = try solve(sectors.map { x[$0] }, .output)
    let own = try CapacitanceMatrix(Self.ownUse(sectors, coefficients, engine), order: columns.rows, on: engine)
    guard !own.isSingular else {
      throw .update(.notProductive(sectors: sectors.map { coefficients.sectors[$0] }, factor: own.factor))
    }
    var kept: Matrix<Double>
    do { kept = try Matrix(column: weights) } catch { throw .allocation(error) }
    own.solve(&kept, .output, on: engine)
    var losses = product(weights)
    for (k, sector) in sectors.enumerated() { losses[sector] -= kept[k, 0] }
    return losses
  }

  /// x − x' where they sell no inputs in the supply-driven model, primary inputs staying: (1ᵀ L_KK⁻¹ (L_K· − E_Kᵀ)) x̂.
  ///
  /// Cost: one transposed solve. Sectors without output must not sell. Reference: Dietzenbacher and van der Linden (1997).
  public func lossesForwardGhosh(output x: [Double], in system: any PreparedSystem) throws(SolverError) -> [Double] {
    let weights = try solve([Double](repeating: 1, count: sectors.count), .transposed)
    var sold = [Double](repeating: 0, count: columns.rows)
    for (k, sector) in sectors.enumerated() { sold[sector] = weights[k] }
    let contents = try system.solve(MatrixView(column: sold.span), orientation: .transposed, monitor: .none).vector
    return x.indices.map { (contents[$0] - sold[$0]) * x[$0] }
  }

  /// I − L_KK, from which the capacitance is L_KK again: exact but for a rounding on the diagonal.
  private static func identityMinusBlock(
    _ columns: borrowing Matrix<Double>, _ sectors: [Int]
  ) throws(SolverError) -> Matrix<Double> {
    var block = try square(sectors.count)
    for k in sectors.indices {
      for (i, row) in sectors.enumerated() { block[i, k] = (i == k ? 1 : 0) - columns[row, k] }
    }
    return block
  }

  /// A_KK.
  private static func ownUse(
    _ sectors: [Int], _ coefficients: any CoefficientOperator, _ engine: Engine
  ) throws(SolverError) -> Matrix<Double> {
    var block = try square(sectors.count)
    var cell = try square(1)
    for (i, row) in sectors.enumerated() {
      for (j, column) in sectors.enumerated() {
        var target = cell.mutableView
        coefficients.copy(rows: row..<row + 1, columns: column..<column + 1, into: &target, on: engine)
        block[i, j] = cell[0, 0]
      }
    }
    return block
  }

  private static func square(_ k: Int) throws(SolverError) -> Matrix<Double> {
    do { return try Matrix(rows: k, columns: k, layout: .columnMajor) } catch { throw .allocation(error) }
  }

  private static func check(_ sectors: [Int], _ labels: SectorIndex) throws(UpdateError) {
    var seen: Set<Int> = []
    for sector in sectors {
      guard (0..<labels.count).contains(sector) else { throw .sectorOutOfRange(index: sector, sectors: labels.count) }
      guard seen.insert(sector).inserted else { throw .sectorsRepeated(sector: labels[sector]) }
    }
  }
}
