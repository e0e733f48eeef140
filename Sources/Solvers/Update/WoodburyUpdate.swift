import Kernels
import MatrixCore

/// (I − A')⁻¹ by way of L = (I − A)⁻¹: x = x₀ + L U S⁻¹ Vᵀ x₀ with x₀ = L y, and z = Lᵀ (c + V S⁻ᵀ (L U)ᵀ c).
///
/// References: Sherman and Morrison (1950), Woodbury (1950); Hager (1989), SIAM Review 31, 221-239.
struct WoodburyUpdate: ~Copyable, Sendable {
  let change: LowRankChange
  /// L U, n × k, column-major.
  private let solved: Matrix<Double>
  let capacitance: CapacitanceMatrix

  init(_ change: consuming LowRankChange, solved: consuming Matrix<Double>, on engine: Engine) throws(SolverError) {
    let product: Matrix<Double>
    do { product = try change.rightProduct(solved.view, on: engine) } catch { throw .allocation(error) }
    capacitance = CapacitanceMatrix(product, order: solved.rows, on: engine)
    self.change = change
    self.solved = solved
  }

  /// Bytes of a change of rank k and of what it takes to make it: U, L U, the differences of rows, S and its factors.
  static func bytesNeeded(sectors n: Int, rank k: Int) -> Int {
    let (tall, square) = (MemoryBudget.bytes(rows: n, columns: k), MemoryBudget.bytes(rows: k, columns: k))
    return MemoryBudget.sum(tall, tall, tall, square, square)
  }

  /// Solves with the base system once. Errors: the base system's, and memory.
  func apply(
    _ y: MatrixView<Double>, _ orientation: Orientation, _ base: any PreparedSystem, on engine: Engine,
    monitor: WorkMonitor
  ) throws(SolverError) -> Solution {
    var sides: Matrix<Double>
    do { sides = try Matrix(copying: y, layout: .columnMajor) } catch { throw .allocation(error) }
    setIsolated(in: &sides, to: nil)
    if orientation == .transposed { try addBefore(&sides, on: engine) }
    let solution = try base.solve(sides.view, orientation: orientation, monitor: monitor)
    let report = solution.report
    var values = solution.values
    if orientation == .output { try addAfter(&values, on: engine) }
    setIsolated(in: &values, to: y)
    return Solution(values: values, report: report)
  }

  /// x ← x + L U S⁻¹ Vᵀ x.
  private func addAfter(_ x: inout Matrix<Double>, on engine: Engine) throws(SolverError) {
    var t: Matrix<Double>
    do { t = try change.rightProduct(x.view, on: engine) } catch { throw .allocation(error) }
    capacitance.solve(&t, .output, on: engine)
    var target = x.mutableView
    engine.multiply(1, solved.view, t.view, plus: 1, into: &target)
  }

  /// c ← c + V S⁻ᵀ (L U)ᵀ c.
  private func addBefore(_ c: inout Matrix<Double>, on engine: Engine) throws(SolverError) {
    var t: Matrix<Double>
    do { t = try Matrix(rows: change.rank, columns: c.columns, layout: .columnMajor) } catch { throw .allocation(error) }
    multiplyTransposed(c.view, into: &t, on: engine)
    capacitance.solve(&t, .transposed, on: engine)
    var target = c.mutableView
    change.addRight(t.view, to: &target, on: engine)
  }

  private func multiplyTransposed(_ c: MatrixView<Double>, into t: inout Matrix<Double>, on engine: Engine) {
    var target = t.mutableView
    engine.multiply(1, solved.view.transposed, c, into: &target)
  }

  /// The rows of isolated sectors ← those of `y`, or zero.
  private func setIsolated(in x: inout Matrix<Double>, to y: MatrixView<Double>?) {
    for j in 0..<x.columns {
      for i in change.isolated { x[i, j] = y?[i, j] ?? 0 }
    }
  }

  /// Copies the column of L U that belongs to a line of the change; false when there is none.
  func copyColumn(of line: CoefficientLine, to j: Int, of target: inout Matrix<Double>) -> Bool {
    let number: Int?
    switch line {
    case .column(let column): number = change.columns.firstIndex(of: column)
    case .row(let row): number = change.rows.firstIndex(of: row).map { $0 + change.columns.count }
    }
    guard let number else { return false }
    for i in 0..<target.rows { target[i, j] = solved[i, number] }
    return true
  }
}
