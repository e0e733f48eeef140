import Kernels
import MatrixCore

extension UpdatedSystem {
  /// The lines of a change, on top of those of an earlier one.
  static func edits(
    _ change: CoefficientChange, _ system: any PreparedSystem, _ previous: UpdatedSystem?, on engine: Engine,
    _ budget: MemoryBudget
  ) throws(SolverError) -> LineEdits {
    guard let previous else { return try .make(change, of: system.coefficients, on: engine, budget: budget) }
    return try .make(change, onTopOf: previous.changed, on: engine, budget: budget)
  }

  static func lowRank(_ edits: borrowing LineEdits) throws(SolverError) -> LowRankChange {
    do { return try LowRankChange(edits) } catch { throw .allocation(error) }
  }

  /// L U; columns that an earlier change has solved for are copied.
  static func solve(
    _ change: borrowing LowRankChange, _ edits: borrowing LineEdits, _ changed: ChangedCoefficients,
    _ base: any PreparedSystem, _ previous: UpdatedSystem?, _ monitor: WorkMonitor
  ) throws(SolverError) -> Matrix<Double> {
    let (n, lines) = (base.sectorCount, change.columns.map(CoefficientLine.column) + change.rows.map(CoefficientLine.row))
    var solved: Matrix<Double>
    do { solved = try Matrix(rows: n, columns: lines.count, layout: .columnMajor) } catch { throw .allocation(error) }
    var missing: [Int] = []
    for (k, line) in lines.enumerated() where previous?.copySolved(line, changed, to: k, of: &solved) != true {
      missing.append(k)
    }
    guard !missing.isEmpty else { return solved }
    let u: Matrix<Double>
    do { u = try change.left(missing, edits) } catch { throw .allocation(error) }
    let answers = try base.solve(u.view, orientation: .output, monitor: monitor)
    for (k, number) in missing.enumerated() {
      for i in 0..<n { solved[i, number] = answers.values[i, k] }
    }
    return solved
  }
}
