import Kernels
import MatrixCore

/// Elimination without a subtraction: every component of the answer is accurate to a small multiple of rounding, however
/// close I − A is to singular.
///
/// I − A is given by A off its diagonal and by the deficits v_j = 1 − Σ_i a_ij ≥ 0 of its columns: the coefficients of value
/// added and all other primary inputs. Its diagonal is v_j + Σ_{i≠j} a_ij, a sum of non-negative numbers, and stays one
/// while rows and columns are eliminated; a_jj itself is not used. For y ≥ 0 all numbers of both substitutions are
/// non-negative too; other right-hand sides are solved as y⁺ and y⁻.
/// Where Gaussian elimination loses a digit for each power of ten of the condition number, this loses none: but only as far
/// as the deficits are data. Computed from A they carry A's rounding, relative to what is left of one.
///
/// Cost: 2n³/3 flops to prepare, 2n² a right-hand side. Memory: one n × n matrix beside A.
/// References: Grassmann, Taksar, Heyman (1985), Oper. Res. 33, 1107-1116; Alfa, Xue, Ye (2002), Math. Comp. 71, 217-236.
public struct GTHSolver: LeontiefSolver {
  public let name = "gth"
  /// The primary inputs per unit of output of every sector, 1 where there is no output; nil to compute 1 − Σ_i a_ij.
  public let deficits: [Double]?
  /// Columns that are eliminated before the rest of the matrix is touched.
  private let panel: Int

  /// `deficits`: one for each sector, not negative. Zero is allowed where the sector uses, directly or not, the product of
  /// one with a positive deficit.
  public init(deficits: [Double]? = nil) { self.init(deficits: deficits, panel: GTHElimination.panelWidth) }

  /// With narrower panels, so that small matrices have several.
  package init(deficits: [Double]?, panel: Int) {
    precondition(panel > 0, "a panel has at least one column")
    self.deficits = deficits
    self.panel = panel
  }

  public func bytesNeeded(sectors n: Int, rightHandSides m: Int) -> Int {
    MemoryBudget.sum(GTHMatrix.bytes(sectors: n), Self.panelBytes(sectors: n, rightHandSides: m))
  }

  /// The answer, and for a panel of columns y⁻ or |X|, R, A X, and X with the factors of flows.
  static func panelBytes(sectors n: Int, rightHandSides m: Int) -> Int {
    let panel = MemoryBudget.bytes(rows: n, columns: min(m, GTHFactorization.panelWidth))
    return MemoryBudget.sum(MemoryBudget.bytes(rows: n, columns: m), panel, panel, panel, panel)
  }

  /// Errors: `SolverError.coefficientNegative`, `.deficitShape`, `.deficitNotUsable`, `.deficitDisagrees`, `.closedGroup`,
  /// memory, a monitor that stops.
  public func prepare(
    _ coefficients: any CoefficientOperator, on engine: Engine, budget: MemoryBudget = .unlimited,
    monitor: WorkMonitor = .none
  ) throws(SolverError) -> any PreparedSystem {
    let n = coefficients.count
    try SolverError.reserve(
      bytesNeeded(sectors: n, rightHandSides: 1), of: budget.holding(coefficients.allocatedBytes),
      for: "GTH elimination of \(n) sectors")
    let clock = ContinuousClock()
    let start = clock.now
    var matrix = try GTHMatrix(coefficients, deficits: deficits, on: engine)
    try matrix.eliminate(GTHElimination(engine: engine, panel: panel), coefficients.sectors, monitor)
    return GTHSystem(
      GTHFactorization(
        coefficients: coefficients, matrix: matrix, deficitsAreData: deficits != nil, engine: engine, budget: budget,
        prepareSeconds: (clock.now - start).seconds))
  }
}
